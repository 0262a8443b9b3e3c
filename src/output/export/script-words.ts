import type { Language } from '../../language.js'
import { RULE_WORDS, type RuleWords } from '../code/rule-words.js'

/** The comments and errors of the scripts that sign. */
export interface ScriptWords extends RuleWords {
  about: string
  asWritten: string
  noJson: string
  quotes: string
  noObject: string
  noSalt: string
  twice: string
  nested: string
  isNull: string
  brokenText: string
  byBytes: string
  bigInt: string
  key: string
  noKey: string
  badKey: string
  der: string
  broken: string
  changing: string
  nestedVariable: string
  badEscape: string
  fresh: string
  token: string
  noToken: string
  refusedToken: string
  otherToken: string
}

const EN: ScriptWords = {
  ...RULE_WORDS.en,
  about: 'What a request contains decides how it is signed: {{sign}}, {{byte_authorization}} or {{client_token}}.',
  asWritten: 'Values as they are written: a long number read by JSON.parse would be another one.',
  noJson: 'The body is not JSON, and no other text can be signed here.',
  quotes: 'The error of JSON.parse quotes the body, which may have a secret.',
  noObject: 'The body is not a JSON object.',
  noSalt: 'The variable salt is empty. Put the SALT of your app there, as a current value.',
  twice: ' is in the body twice.',
  nested: ' is an object or array, and no page says how the platform signs that. Send it as a string of JSON.',
  isNull: ' is null. Leave it out.',
  brokenText: 'A value has half of a character (a lone surrogate).',
  byBytes: 'The order of the UTF-8 bytes, which is that of the code points.',
  bigInt: 'RSA with PKCS#1 v1.5. By hand, because not every program with this script has it built in.',
  key: 'The modulus and the private exponent of a key in PKCS#1 or PKCS#8, as PEM or bare Base64.',
  noKey: 'The variable private_key is empty. Put the private key of your app there, as a current value.',
  badKey: 'private_key is not an RSA private key in PKCS#1 or PKCS#8.',
  der: 'The values in a sequence of DER, in hexadecimal digits.',
  broken: 'An address may be broken into lines. Their indentation is not sent.',
  changing:
    'What is signed has a dynamic variable such as {{$timestamp}}, which has another value when it is sent. Use a value or a variable of your own.',
  nestedVariable: 'A variable may itself have a dynamic one as its value.',
  badEscape: ' has a % in the query that begins no escape of UTF-8. Write a percent sign as %25.',
  fresh: 'The calls that make something get a fresh number, which later calls use.',
  token: 'A client_token lives for two hours. A new one ends the former one after 5 minutes.',
  noToken: 'Set client_token, or app_secret to fetch one.',
  refusedToken: 'No client_token: ',
  otherToken:
    'There is no client_token of this app at this address. Run the request client_token first, in this environment.'
}

const ZH: ScriptWords = {
  ...RULE_WORDS.zh,
  about: '按请求里出现的变量决定如何签名：{{sign}}、{{byte_authorization}} 或 {{client_token}}。',
  asWritten: '取值的原文：用 JSON.parse 读取大整数会丢失精度。',
  noJson: '请求体不是有效的 JSON，这里无法对其他格式签名。',
  quotes: 'JSON.parse 的报错会引用请求体，其中可能有密钥。',
  noObject: '请求体不是 JSON 对象。',
  noSalt: '变量 salt 为空，请把支付 SALT 填入它的当前值。',
  twice: ' 在请求体中出现了两次。',
  nested: ' 是对象或数组，平台如何签名没有官方说明。请改传内容为 JSON 的字符串。',
  isNull: ' 为 null，请去掉这个字段。',
  brokenText: '有的值含半个字符（落单的代理项）。',
  byBytes: '按 UTF-8 字节排序，与按码点排序相同。',
  bigInt: 'RSA，PKCS#1 v1.5。自行计算，因为不是每个能运行本脚本的软件都内置了它。',
  key: '从 PKCS#1 或 PKCS#8 私钥（PEM 或纯 Base64）中取出模数和私钥指数。',
  noKey: '变量 private_key 为空，请把应用私钥填入它的当前值。',
  badKey: 'private_key 不是 PKCS#1 或 PKCS#8 格式的 RSA 私钥。',
  der: 'DER 序列中的各个值，十六进制。',
  broken: '地址可以分成多行书写，换行和缩进不会发送。',
  changing: '要签名的内容中有 {{$timestamp}} 这样的动态变量，发送时会变成另一个值。请改用固定值或自己的变量。',
  nestedVariable: '变量的值本身也可能是动态变量。',
  badEscape: ' 在查询参数中的 % 不是有效的 UTF-8 转义。百分号请写成 %25。',
  fresh: '创建类接口自动使用新单号，之后的接口沿用它。',
  token: 'client_token 有效期两小时。获取新的之后，旧的 5 分钟内失效。',
  noToken: '请设置 client_token，或设置 app_secret 以便自动获取。',
  refusedToken: '未取得 client_token：',
  otherToken: '没有这个应用在这个地址的 client_token。请先在当前环境下运行 client_token 请求。'
}

export const SCRIPT_WORDS: Record<Language, ScriptWords> = { en: EN, zh: ZH }
