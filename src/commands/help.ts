import type { Field, Flag } from '../ecpay/endpoints/endpoint.js'
import { type HelpPage, renderHelp } from '../output/help-page.js'
import type { Language } from '../output/language.js'
import { callFacts, limitTexts, neededText } from '../output/limit-texts.js'
import type { Output } from '../output/output.js'
import type { CommandHelp, Help } from '../output/words/words.js'
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec } from './shared/command.js'
import { attributeOf } from './shared/parse-arguments.js'
import { allCommands, type CommandEntry } from './table.js'

/** The help of the program, of a group of commands (`config`), or of one command. */
export async function helpText(
  name: string,
  entry: CommandEntry | undefined,
  out: Output,
  language: Language,
  paint = out.paint.stdout
): Promise<string> {
  const words = await out.catalogue.help()
  const page = entry ? commandPage(await entry.load(), words, language) : await overviewPage(name, words, language)
  return renderHelp(page, words, paint, out.columns)
}

function commandPage(spec: CommandSpec, words: Help, language: Language): HelpPage {
  const help = specHelp(spec, words, language)
  return {
    usage: ['ecpay', spec.name, spec.arguments, '[options]'].filter(Boolean).join(' '),
    about: help.description ?? help.summary,
    ...(spec.about && { facts: callFacts(spec.about, words.help).join(' ') }),
    examples: spec.examples,
    arguments: argumentRows(spec, help, words, language),
    options: spec.options.map((option) => [option.syntax, optionText(option, help, words, language)]),
    globalOptions: globalRows(words),
    commands: [],
    output: help.output,
    exits: spec.exits
  }
}

async function overviewPage(group: string, words: Help, language: Language): Promise<HelpPage> {
  const listed = (await allCommands()).filter(({ name }) => group === '' || name.startsWith(`${group} `))
  const groups = [...new Set(listed.map((entry) => entry.group))]
  const common = {
    usage: ['ecpay', group, '<command> [options]'].filter(Boolean).join(' '),
    arguments: [],
    options: [],
    globalOptions: globalRows(words),
    commands: groups.map((one) => ({
      title: words.help.commandGroups[one],
      rows: listed
        .filter((entry) => entry.group === one)
        .map((entry): [string, string] => [entry.name, commandSummary(entry, words, language)])
    }))
  }
  if (group === '')
    return {
      ...common,
      about: words.help.about,
      examples: OVERVIEW_EXAMPLES,
      output: words.help.everyOutput,
      exits: EXITS
    }
  const specs = await Promise.all(listed.map(({ load }) => load()))
  const { summary, output } = commandHelp(words, group)
  return {
    ...common,
    about: summary,
    examples: specs.map(({ examples: [first = ''] }) => first),
    output,
    exits: EXITS.filter((code) => specs.some(({ exits }) => exits.includes(code)))
  }
}

const EXITS = [0, 1, 2, 3, 130] as const

const OVERVIEW_EXAMPLES = [
  'ecpay demo',
  'ecpay create-order --amount 100',
  'ecpay sign body.json --explain',
  'ecpay verify-callback callback.json'
]

/** What a command, or a group of them, is for. */
export function commandSummary(
  { name, summary }: Pick<CommandEntry, 'name' | 'summary'>,
  words: Help,
  language: Language
): string {
  return summary?.[language] ?? commandHelp(words, name).summary
}

/** What help says of a command: of an API call its data, of any other the catalogue. */
export function specHelp({ name, about }: CommandSpec, words: Help, language: Language): CommandHelp {
  if (!about) return commandHelp(words, name)
  const { summary, description, answers, resultBy } = about
  const { callOutput, fileOutput, resultOutput } = words.help
  const output = answers === 'file' ? fileOutput : resultBy ? `${callOutput}. ${resultOutput(resultBy)}` : callOutput
  return { summary: (description ?? summary)[language], output }
}

/** The catalogue's entry of a command; a test holds both tables against each other. */
function commandHelp(words: Help, name: string): CommandHelp {
  return words.commands[name as keyof Help['commands']]
}

function argumentRows(spec: CommandSpec, help: CommandHelp, words: Help, language: Language): [string, string][] {
  const names = (spec.arguments ?? '').match(/[\w-]+/g) ?? []
  const field = spec.argumentField && fieldText(spec.argumentField, words, language)
  return names.map((name) => [name, field ?? help.arguments?.[name] ?? ''])
}

/** What an option is for, with its limits or choices. */
export function optionText(
  { syntax, field, choices, fallback }: OptionSpec,
  help: CommandHelp,
  words: Help,
  language: Language
): string {
  if (field) return fieldText(field, words, language)
  const attribute = attributeOf(syntax)
  const shared: Record<string, string> = words.help.sharedOptions
  const said = help.options?.[attribute] ?? shared[attribute] ?? ''
  const more = [
    ...(choices && !said.includes(choices[0] ?? '') ? [choices.join(', ')] : []),
    ...(fallback === undefined ? [] : [words.help.default(String(fallback))])
  ]
  return more.length === 0 ? said : `${said} (${more.join('; ')})`
}

/** What a field means, its documented limits, and what is sent when it is not given. */
function fieldText(field: Field, words: Help, language: Language): string {
  const { type, meaning, limits = {}, flag } = field
  const { limit, ...help } = words.help
  const needed = flag?.fallback ? undefined : neededText(field, limit)
  const said = [
    ...(needed === undefined ? [] : [needed]),
    ...(type === 'json-text' ? [limit.json] : []),
    ...limitTexts(limits, limit),
    ...fallbackText(flag?.fallback, help)
  ]
  return said.length === 0 ? meaning[language] : `${meaning[language]} (${said.join('; ')})`
}

function fallbackText(fallback: Flag['fallback'], help: Omit<Help['help'], 'limit'>): string[] {
  if (fallback === undefined) return []
  if (fallback === 'generated') return [help.generated]
  if (fallback === 'now') return [help.default(help.now)]
  if (fallback === 'extension') return [help.default(help.extension)]
  return ['setting' in fallback ? help.fromConfiguration : help.default(fallback.value)]
}

function globalRows(words: Help): [string, string][] {
  return GLOBAL_OPTIONS.map(({ syntax, word }) => [syntax, words.help.globalOptions[word]])
}
