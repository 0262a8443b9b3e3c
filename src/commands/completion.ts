import { searchConfig } from '../config/find.js'
import { readConfigFile } from '../config/read.js'
import type { ConfigFile } from '../config/settings.js'
import { refuse } from '../findings/findings.js'
import type { World } from '../world.js'
import { type Candidate, completeWords, printedWords } from './completion/complete.js'
import { completedCommand, completedProgram, type Say } from './completion/from-commands.js'
import { isPlainName } from './completion/profile-names.js'
import { recentValues, wantedOf } from './completion/recent-values.js'
import { COMPLETION_SCRIPTS } from './completion/scripts.js'
import { type Context, command } from './shared/command.js'
import { argument } from './shared/option.js'
import { parseEarly } from './shared/parse-arguments.js'

const SHELLS = Object.keys(COMPLETION_SCRIPTS)
/** The argument of the scripts, in place of a shell. */
const WORDS = 'words'

/** Prints the script of a shell. For that script, it prints the completions of the last word after `--`. */
export const completion = command({
  description: {
    en: 'The script asks this program for the words each time, so it need not be made again for a new version. Order numbers and ids are those that the log has from the last time, of the system and the environment of the command and without what was refused; profiles are those of the configuration. Where a file or any text can stand, the shell completes file names.',
    zh: '脚本每次都向本程序查询候选词，升级后不必重新生成。单号和 id 取自请求日志中最近的记录，只给出命令所属系统和环境的、未被拒绝的单号；配置档取自配置文件。应填文件或任意文本的地方，由 shell 补全文件名。'
  },
  arguments: {
    shell: argument('<shell>', {
      choices: SHELLS,
      help: {
        en: 'bash, zsh, fish or powershell',
        zh: 'bash、zsh、fish 或 powershell'
      }
    }),
    words: argument('[words...]', {
      help: {
        en: 'what the scripts ask for: completion words -- <words>',
        zh: '供脚本查询：completion words -- <words>'
      }
    })
  },
  options: {},
  examples: [
    'ecpay completion bash >> ~/.bashrc',
    'ecpay completion zsh > ~/.zsh/completions/_ecpay',
    'ecpay completion fish > ~/.config/fish/completions/ecpay.fish',
    'ecpay completion powershell | Out-String | Invoke-Expression'
  ],
  output: {
    en: 'the script; evaluate it, or put it where the shell looks for it. --json: {"script"}. For the scripts: a word a line, behind a tab what it is for; --json: {"words":[{"value","about"}]}',
    zh: '脚本内容：直接执行，或放到 shell 查找补全脚本的目录。--json：{"script"}。供脚本查询时：每行一个候选词，制表符之后是说明；--json：{"words":[{"value","about"}]}'
  },
  exits: [0, 2],
  async run(context, { shell }) {
    if (shell === WORDS) {
      const found = await wordsFor(context)
      return {
        document: () => ({ words: found.map(({ value, about = '' }) => ({ value, about })) }),
        text: () => [{ result: printedWords(found, String) }]
      }
    }
    if (!isShell(shell)) {
      const expected = SHELLS.join(', ')
      throw refuse('invalid-option-value', { option: 'shell', found: shell, expected })
    }
    const script = COMPLETION_SCRIPTS[shell]
    return {
      document: () => ({ script }),
      text: () => [{ result: script }]
    }
  }
})

function isShell(word: string): word is keyof typeof COMPLETION_SCRIPTS {
  return SHELLS.includes(word)
}

/** The completions, each with what it is for. */
async function wordsFor({ world, out, language, commands: all }: Context): Promise<Candidate[]> {
  const words = world.argv.slice(world.argv.indexOf('--') + 1)
  const commands = await all()
  const help = await out.catalogue.help()
  const say: Say = (word) => word(language, help)
  const program = await completedProgram(commands, say)
  return completeWords(words, {
    ...program,
    async command(name) {
      const entry = commands.find((one) => one.name === name)
      return entry ? completedCommand(await entry.load(), say) : { options: [], arguments: [] }
    },
    suggested: (what, scope) =>
      what === 'profile' ? profiles(world, words) : recentValues(what, world, wantedOf(words, scope, program, world))
  })
}

async function configFile(world: World, asked: string | undefined): Promise<ConfigFile | undefined> {
  const file = asked ?? searchConfig(world)
  return file === undefined ? undefined : readConfigFile(world, file)
}

/** The profiles of the configuration that the line would use. A wrong configuration is not reported here. */
async function profiles(world: World, words: readonly string[]): Promise<Candidate[]> {
  const file = await configFile(world, parseEarly(words).flags.config).catch(() => undefined)
  const names = [...(file?.profiles.keys() ?? [])]
  return names.filter(isPlainName).map((value) => ({ value }))
}
