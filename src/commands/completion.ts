import { searchConfig } from '../config/find.js'
import { readConfigFile } from '../config/read.js'
import type { ConfigFile } from '../config/settings.js'
import { EXIT, Failure, finding } from '../findings/findings.js'
import type { Language } from '../output/language.js'
import { visibleLine } from '../output/terminal-text.js'
import type { Help } from '../output/words/words.js'
import type { World } from '../world.js'
import { type Candidate, completeWords } from './completion/complete.js'
import { COMPLETION_SCRIPTS } from './completion/scripts.js'
import { commandSummary, optionText, specHelp } from './help.js'
import type { CommandSpec, Context } from './shared/command.js'
import { parseEarly } from './shared/parse-arguments.js'
import { allCommands, type CommandEntry } from './table.js'

const SHELLS = Object.keys(COMPLETION_SCRIPTS)
/** In the place of a shell: what the scripts ask for. */
const WORDS = 'words'

/** Prints the script of a shell; and to that script, for the words behind `--`, what the last of them can become. */
export const completion: CommandSpec = {
  name: 'completion',
  arguments: '<shell> [words...]',
  argumentChoices: SHELLS,
  options: [],
  examples: [
    'ecpay completion bash >> ~/.bashrc',
    'ecpay completion zsh > ~/.zsh/completions/_ecpay',
    'ecpay completion fish > ~/.config/fish/completions/ecpay.fish',
    'ecpay completion powershell | Out-String | Invoke-Expression'
  ],
  exits: [0, 2],
  async run(context, [shell = '']) {
    const { out } = context
    if (shell === WORDS) {
      const found = await wordsFor(context)
      if (out.json) await out.document({ words: found.map(([value, about]) => ({ value, about })) })
      else await out.result(found.map((columns) => `${columns.filter(Boolean).join('\t')}\n`).join(''))
      return EXIT.done
    }
    const script = SHELLS.includes(shell) ? COMPLETION_SCRIPTS[shell as keyof typeof COMPLETION_SCRIPTS] : undefined
    if (script === undefined) {
      const expected = SHELLS.join(', ')
      throw new Failure(EXIT.input, [finding('invalid-option-value', { option: 'shell', found: shell, expected })])
    }
    await (out.json ? out.document({ script }) : out.result(script))
    return EXIT.done
  }
}

/** Each word with what it is for. */
async function wordsFor({ world, out, language }: Context): Promise<[value: string, about: string][]> {
  const words = world.argv.slice(world.argv.indexOf('--') + 1)
  const commands = await allCommands()
  const found = await completeWords(words, { commands, profiles: () => profileNames(world, words) })
  const help = await out.catalogue.help()
  return found.map(({ value, names }) => [value, names ? about(names, commands, help, language) : ''])
}

function about(
  names: NonNullable<Candidate['names']>,
  commands: readonly CommandEntry[],
  help: Help,
  language: Language
): string {
  if ('global' in names) return help.help.globalOptions[names.global]
  if ('option' in names) return optionText(names.option, specHelp(names.spec, help, language), help, language)
  const entry = commands.find(({ name }) => name === names.command)
  return commandSummary(entry ?? { name: names.command }, help, language)
}

async function configFile(world: World, asked: string | undefined): Promise<ConfigFile | undefined> {
  const file = asked ?? searchConfig(world)
  return file === undefined ? undefined : readConfigFile(world, file)
}

/** Those of the configuration that the line would use; a wrong one is no reason to say anything here. */
async function profileNames(world: World, words: readonly string[]): Promise<string[]> {
  const file = await configFile(world, parseEarly(words).flags.config).catch(() => undefined)
  // A shell shows them as they are, a line each.
  return [...(file?.profiles.keys() ?? [])].filter((name) => visibleLine(name) === name)
}
