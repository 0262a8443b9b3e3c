import { refuse } from '../../findings/findings.js'
import { DIALECTS, httpEnvironment, httpRequests } from '../../output/export/http.js'
import { httpScript } from '../../output/export/http-script.js'
import { command } from '../shared/command.js'
import { choice } from '../shared/option.js'
import { CHOSEN } from './export-options.js'
import { exported } from './exported.js'
import { documentResult } from './parts.js'

export const exportHttp = command({
  description: {
    en: 'Prints an .http file: a request a call. For the HTTP Client of JetBrains each request is signed by a script of its own file (--part script). The REST Client of VS Code cannot sign: above each request stands the `ecpay sign` line for it. --part environment prints the variables of the environment in use, for http-client.private.env.json or the settings of VS Code. All files go into one folder, the script as ecpay-sign.js.',
    zh: '输出 .http 文件：每个接口一个请求。JetBrains HTTP Client 由单独的脚本文件（--part script）为请求签名。VS Code 的 REST Client 不能签名，每个请求上方有对应的 `ecpay sign` 命令。--part environment 输出当前环境的变量，保存为 http-client.private.env.json，或写入 VS Code 的设置。各文件放在同一目录，脚本名为 ecpay-sign.js。'
  },
  options: {
    dialect: choice('--dialect <client>', DIALECTS, {
      default: 'jetbrains',
      help: {
        en: 'jetbrains: HTTP Client of IntelliJ IDEA, PhpStorm, GoLand …; vscode: REST Client of VS Code',
        zh: 'jetbrains：IntelliJ IDEA、PhpStorm、GoLand 等的 HTTP Client；vscode：VS Code 的 REST Client'
      }
    }),
    part: choice('--part <part>', ['requests', 'script', 'environment'], {
      default: 'requests',
      help: {
        en: 'requests: the calls; script: ecpay-sign.js, which signs them; environment: the variables of an environment',
        zh: 'requests：接口；script：用于签名的 ecpay-sign.js；environment：某个环境的变量'
      }
    }),
    ...CHOSEN
  },
  examples: [
    'ecpay export http -o ecpay.http',
    'ecpay export http --part script -o ecpay-sign.js',
    'ecpay export http --part environment --env local -o http-client.private.env.json',
    'ecpay export http --dialect vscode --system ecpay -o ecpay.http'
  ],
  output: {
    en: 'the file. --json: {"text"}, but for the environment, which is JSON',
    zh: '文件内容。--json：{"text"}；environment 本身就是 JSON'
  },
  exits: [0, 2],
  async run(context, { part, dialect, ...chosen }) {
    if (part === 'script' && dialect === 'vscode')
      throw refuse('conflicting-options', { options: ['--part script', '--dialect vscode'] })
    const all = await exported(context, chosen)
    if (part === 'environment') return documentResult(httpEnvironment(all, dialect))
    const text = part === 'script' ? httpScript(all.calls, all.language) : httpRequests(all, dialect)
    return { document: () => ({ text }), text: () => [{ result: text }] }
  }
})
