import { twoColumns } from '../output/columns.js'
import { VERSION } from '../version.js'
import { describeCommand, describeOptions } from './commands/describe.js'
import { command } from './shared/command.js'
import { EXIT } from './shared/exit.js'
import { GLOBAL_OPTIONS } from './shared/global-options.js'

export const commands = command({
  description: {
    en: 'Lists every command. With --json it describes each as data, from the same source as its help: arguments, options with types, limits and defaults, the shape of its output, exit codes and examples. For editors, scripts and agents.',
    zh: '列出所有命令。加 --json 时以数据描述每个命令，与帮助同源：参数、选项及其类型、限制和默认值、输出格式、退出码和示例。供编辑器、脚本和 AI 代理使用。'
  },
  options: {},
  examples: ['ecpay commands', 'ecpay commands --json', "ecpay commands --json | jq -r '.commands[].name'"],
  output: {
    en: 'a line each. --json: {"name","version","language","exit_codes":[{"code","meaning"}],"global_options":[…],"groups":[{"id","title"}],"commands":[{"name","group","summary","usage","arguments":[…],"options":[…],"output","writes_file","exits","examples"}]}',
    zh: '每个命令一行。--json：{"name","version","language","exit_codes":[{"code","meaning"}],"global_options":[…],"groups":[{"id","title"}],"commands":[{"name","group","summary","usage","arguments":[…],"options":[…],"output","writes_file","exits","examples"}]}'
  },
  exits: [0, 2],
  async run(context) {
    const { language, out } = context
    const entries = await context.commands()
    return {
      async document() {
        const words = await out.catalogue.help()
        const telling = { words, language }
        const used = [...new Set(entries.map(({ group }) => group))]
        return {
          name: 'ecpay',
          version: VERSION,
          language,
          exit_codes: Object.values(EXIT).map((code) => ({ code, meaning: words.exitCodes[code] })),
          global_options: describeOptions(GLOBAL_OPTIONS, telling),
          groups: used.map((id) => ({ id, title: words.commandGroups[id].replace(/[:：]$/, '') })),
          commands: await Promise.all(entries.map((entry) => describeCommand(entry, telling)))
        }
      },
      text: ({ tableWidth }) => {
        const rows = entries.map(({ name, summary }) => [name, summary[language]] as const)
        return [{ result: `${twoColumns(rows, tableWidth).join('\n')}\n` }]
      }
    }
  }
})
