import type { Language } from '../../language.js'

/** The comments of `.http` files. */
export interface HttpWords {
  jetbrains: (env: string) => readonly string[]
  vscode: (env: string) => readonly string[]
  numbers: string
  token: string
  sign: string
  signLine: string
  former: (command: string) => string
  secret: (command: string) => string
  file: string
}

const EN: HttpWords = {
  jetbrains: (env) => [
    'For the HTTP Client of JetBrains. In the same folder:',
    '- ecpay-sign.js signs each request: ecpay export http --part script',
    `- http-client.private.env.json has addresses and keys: ecpay export http --part environment ${env}`
  ],
  vscode: (env) => [
    `For the REST Client of VS Code. Its settings have addresses and keys: ecpay export http --dialect vscode --part environment ${env}`,
    'It cannot sign. Above each request that needs it stands the line that prints the signature: run it, and put what it prints behind @sign.'
  ],
  numbers: 'The numbers that requests share.',
  token: 'A client_token, for two hours. It ends the former one after 5 minutes.',
  sign: 'The signature of the next request.',
  signLine: 'The signature, for @sign:',
  former: (command) =>
    `The calls of developer.toutiao.com are signed by RSA, which this client cannot do. On the command line: ${command}`,
  secret: (command) => `The signature covers the access token, which no option takes. Send this by: ${command}`,
  file: 'Put the path of the file behind <.'
}

const ZH: HttpWords = {
  jetbrains: (env) => [
    '用于 JetBrains HTTP Client。同一目录下需要：',
    '- ecpay-sign.js 为每个请求签名：ecpay export http --part script',
    `- http-client.private.env.json 存放地址和密钥：ecpay export http --part environment ${env}`
  ],
  vscode: (env) => [
    `用于 VS Code 的 REST Client，地址和密钥放在它的设置里：ecpay export http --dialect vscode --part environment ${env}`,
    '它不能签名。需要签名的请求上方有一行命令，运行后把输出填到 @sign 后面。'
  ],
  numbers: '多个请求共用的单号。',
  token: 'client_token，有效期两小时。获取新的之后，旧的 5 分钟内失效。',
  sign: '下一个请求的签名。',
  signLine: '签名，填到 @sign：',
  former: (command) => `developer.toutiao.com 的接口用 RSA 签名，此客户端做不到，请用命令行：${command}`,
  secret: (command) => `签名包含 access token，不能写在命令行选项里，请用命令发送：${command}`,
  file: '把文件路径填到 < 后面。'
}

export const HTTP_WORDS: Record<Language, HttpWords> = { en: EN, zh: ZH }
