import type { Both } from '../language.js'
import { harmlessJson } from '../output/terminal-text.js'
import { reportContents } from './report/contents.js'
import { command } from './shared/command.js'
import { readText } from './shared/input.js'
import { argument, text } from './shared/option.js'
import { ENCODING } from './shared/options.js'
import { voiceOf } from './shared/result.js'

const TITLES: Readonly<Record<string, Both>> = {
  versions: { en: 'Versions', zh: '版本' },
  configuration: { en: 'Configuration, without secrets', zh: '配置（不含密钥）' },
  signature: { en: 'Signature of the request', zh: '请求的签名' },
  call: { en: 'A call and its answer', zh: '一次调用及其响应' },
  last_refused: { en: 'Last request that the local gateway refused', zh: '本地网关最近拒绝的请求' },
  callbacks: { en: 'Received callbacks', zh: '收到的回调' }
}

export const report = command({
  description: {
    en: 'Writes what others need to help you, as one Markdown text for a forum or the support of the platform: versions, the configuration without secrets, the newest call in the log that failed, with its log id and answer, the last request that the local gateway refused, the newest received callbacks without their content, and for a given body how its signature comes about. Secrets are masked. Read it before you post it: bodies hold what your app wrote into them.',
    zh: '把他人帮你排查所需的信息写成一份 Markdown，可发到论坛或交给平台客服：版本、不含密钥的配置、请求日志中最近一次失败的调用（含日志 id 和响应）、本地网关最近拒绝的请求、最近收到的回调（不含内容）；给出请求体时还有签名的计算过程。密钥均已打码。发布前请先通读：请求体里有你的应用写入的内容。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'the body of a request, to trace its signature; - for stdin',
        zh: '请求体文件，用来列出签名过程；- 表示 stdin'
      }
    })
  },
  options: {
    entry: text('--entry <id>', {
      suggests: 'log-id',
      help: {
        en: 'this entry of `ecpay log list` in place of the newest call that failed',
        zh: '改用 `ecpay log list` 中的这一条，不用最近一次失败的调用'
      }
    }),
    encoding: ENCODING
  },
  examples: [
    'ecpay report',
    'ecpay report body.json -o report.md',
    'ecpay report --entry hmq2z1a7k3c0',
    'ecpay report --json'
  ],
  output: {
    en: 'Markdown. --json: {"versions","configuration","signature","call","last_refused","callbacks"}; the last four only if there is something. What cannot be read is {"problems":[…]}',
    zh: 'Markdown。--json：{"versions","configuration","signature","call","last_refused","callbacks"}；后四项有内容时才出现；读不到的部分为 {"problems":[…]}'
  },
  exits: [0, 1, 2],
  async run(context, { file, entry, encoding }) {
    const body = file === undefined ? undefined : (await readText(context, file, encoding)).text
    const contents = await reportContents(context, { body, entry }, voiceOf(context))
    return {
      document: () => contents,
      text: ({ language }) => {
        const parts = Object.entries(contents).map(
          ([name, part]) => `## ${TITLES[name]?.[language]}\n\n\`\`\`json\n${indented(part)}\n\`\`\`\n`
        )
        return [{ result: `# ecpay report\n\n${parts.join('\n')}` }]
      }
    }
  }
})

/** JSON that is safe on a screen, and ends no fence. */
function indented(part: object): string {
  return harmlessJson(JSON.stringify(part, undefined, 2)).replaceAll('```', '\\u0060\\u0060\\u0060')
}
