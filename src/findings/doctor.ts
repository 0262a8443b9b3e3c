import { quoteWord } from './shell-word.js'
import { entry, topic } from './topic.js'

export const doctor = topic('The doctor', '环境检查', {
  'old-node': entry<{ found: string; needed: string }>({
    en: ({ found, needed }) => [`Node.js ${found} is older than ${needed}.`, 'Install a newer one: https://nodejs.org'],
    zh: ({ found, needed }) => [`Node.js ${found} 低于所需的 ${needed}。`, '请安装新版本：https://nodejs.org']
  }),
  'newer-version': entry<{ found: string; latest: string }>({
    en: ({ found, latest }) => [
      `Version ${latest} is published; this is ${found}.`,
      'Run: `npm install -g ecpay-cli@latest`'
    ],
    zh: ({ found, latest }) => [`已发布 ${latest}，当前为 ${found}。`, '请执行：`npm install -g ecpay-cli@latest`']
  }),
  'secret-edges': entry<{ name: string }>({
    en: ({ name }) => [
      `The ${name} has white space or quotes around it, which count as part of it.`,
      'Copy it again from the console, without them. `ecpay config show` says where it is configured.'
    ],
    zh: ({ name }) => [
      `${name} 首尾有空白字符或引号，它们会被当作密钥的一部分。`,
      '请到控制台重新复制，去掉这些字符；`ecpay config show` 会说明它在哪里配置。'
    ]
  }),
  'secrets-not-ignored': entry<{ path: string; name: string }>({
    en: ({ path, name }) => [
      `${path} holds secrets, and git does not ignore it.`,
      name === 'package.json' ? 'Move them to .ecpayrc, and ignore that.' : `Run: echo ${quoteWord(name)}>> .gitignore`
    ],
    zh: ({ path, name }) => [
      `${path} 中有密钥，但没有被 git 忽略。`,
      name === 'package.json'
        ? '请把密钥移到 .ecpayrc，并让 git 忽略它。'
        : `请执行：echo ${quoteWord(name)}>> .gitignore`
    ]
  }),
  'secrets-committed': entry<{ path: string; commit: string }>({
    en: ({ path, commit }) => [
      `${path} was committed to git (${commit}): whoever has the repository has the secrets of that time.`,
      `Reset those keys in the console, then stop tracking the file: \`git rm --cached ${quoteWord(path)}\``
    ],
    zh: ({ path, commit }) => [
      `${path} 曾提交到 git（${commit}）：拿到仓库的人都能看到当时的密钥。`,
      `请先到控制台重置这些密钥，再停止跟踪该文件：\`git rm --cached ${quoteWord(path)}\``
    ]
  }),
  'unreadable-proxy': entry<{ variable: string }>({
    en: ({ variable }) => [
      `${variable} is not the address of a proxy.`,
      `Write it like ${variable}=http://127.0.0.1:7890`
    ],
    zh: ({ variable }) => [`${variable} 不是有效的代理地址。`, `请写成 ${variable}=http://127.0.0.1:7890`]
  }),
  'proxy-unreachable': entry<{ variable: string; host: string }>({
    en: ({ variable, host }) => [
      `The proxy ${host} takes no connection; ${variable} names it.`,
      `Start it, or unset ${variable}; NO_PROXY names hosts that need no proxy.`
    ],
    zh: ({ variable, host }) => [
      `无法连接代理 ${host}，它由 ${variable} 指定。`,
      `请启动代理，或取消设置 ${variable}；不需要代理的主机可写在 NO_PROXY 中。`
    ]
  }),
  /** `seconds` is positive if this machine is ahead. */
  'clock-differs': entry<{ seconds: number; host: string; command: string }>({
    general: { seconds: 400 },
    en: ({ seconds, host, command }) => [
      `The clock of this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of ${host}. Signatures of the general trade system carry the time.`,
      `Set it: ${command}`
    ],
    zh: ({ seconds, host, command }) => [
      `本机时钟比 ${host} ${seconds > 0 ? '快' : '慢'} ${Math.abs(seconds)} 秒；通用交易系统的签名包含时间。`,
      `请校准时钟：${command}`
    ]
  }),
  'salt-refused': entry<{ env: string }>({
    en: ({ env }) => [
      `The platform does not accept a signature with this SALT (err_no 2008, ${env}).`,
      'Copy the SALT of this app_id again from the console (支付设置); sandbox and production have different ones. `ecpay config show` says where it is configured.'
    ],
    zh: ({ env }) => [
      `平台不接受用这个 SALT 算出的签名（err_no 2008，${env}）。`,
      '请到控制台的“支付设置”重新复制这个 app_id 的 SALT；沙盒和线上各不相同。`ecpay config show` 会说明它在哪里配置。'
    ]
  }),
  'app-id-refused': entry<{ env: string }>({
    en: ({ env }) => [
      `The platform does not know this app_id there (err_no 2042, ${env}).`,
      'Sandbox apps have an app_id of their own: use it with --env sandbox, the other with --env production.'
    ],
    zh: ({ env }) => [
      `平台在该环境下不认识这个 app_id（err_no 2042，${env}）。`,
      '沙盒应用有独立的 app_id，用于 --env sandbox；正式应用的用于 --env production。'
    ]
  })
})
