import type { Language } from '../language.js'
import { type HelpPage, renderHelp, renderTopic } from '../output/help-page.js'
import { callFacts } from '../output/limit-texts.js'
import type { Output } from '../output/output.js'
import type { HelpWords } from '../output/words/words.js'
import { isArgument } from '../protocol/system/endpoint.js'
import { TOPICS, type Topic, topicsOf } from './help/topics.js'
import { type Command, type CommandEntry, ownOptions } from './shared/command.js'
import { GLOBAL_OPTIONS } from './shared/global-options.js'
import { GROUPS } from './shared/groups.js'
import type { Argument, Option } from './shared/option.js'
import { fieldText, optionText } from './shared/option-text.js'
import { allCommands } from './table.js'

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

/** The help of a topic, such as `signing`. */
export async function topicText(topic: Topic, out: Output, language: Language): Promise<string> {
  const words = await out.catalogue.help()
  const { topicPage } = await import('./help/topic-page.js')
  const page = topicPage(topic, words, language)
  return renderTopic(page, words, out.paint.stdout, out.columns)
}

/** The help of one command as data, for the terminal and for docs/commands.md. */
export function commandPage(command: Command, words: HelpWords, language: Language): HelpPage {
  const { name, summary, description, facts, fields = [], examples, output, exits } = command
  const placed = Object.values(command.arguments)
  const filled = fields.flatMap((field) => (field.flag ? [{ ...field, ...field.flag }] : []))
  const syntaxes = [...placed, ...filled.filter(isArgument)].map(({ syntax }) => syntax)
  return {
    usage: ['ecpay', name, ...syntaxes, '[options]'].join(' '),
    about: (description ?? summary)[language],
    ...(facts && { facts: callFacts(facts, words).join(' ') }),
    examples,
    arguments: [
      ...placed.map((one): Row => [wordsIn(one), one.help[language]]),
      ...filled.filter(isArgument).map((one): Row => [wordsIn(one), fieldText(one, words, language)])
    ],
    options: [
      ...filled.filter((one) => !isArgument(one)).map((one): Row => [one.syntax, fieldText(one, words, language)]),
      ...optionRows(ownOptions(command), words, language)
    ],
    globalOptions: optionRows(GLOBAL_OPTIONS, words, language),
    commands: [],
    output: output[language],
    exits,
    see: topicsOf(name).map((topic) => `ecpay help ${topic.name}`)
  }
}

type Row = readonly [string, string]

function optionRows(options: Readonly<Record<string, Option>>, words: HelpWords, language: Language): Row[] {
  return Object.values(options).map((one) => [one.syntax, optionText(one, words, language)])
}

async function overviewPage(group: string, words: HelpWords, language: Language): Promise<HelpPage> {
  const listed = (await allCommands()).filter(({ name }) => group === '' || name.startsWith(`${group} `))
  const common = {
    usage: ['ecpay', group, '<command> [options]'].filter(Boolean).join(' '),
    arguments: [],
    options: [],
    globalOptions: optionRows(GLOBAL_OPTIONS, words, language),
    commands: overview(group, listed, words, language)
  }
  if (group === '')
    return {
      ...common,
      commands: [
        ...common.commands,
        { title: words.topics, rows: TOPICS.map(({ name, summary }): Row => [`help ${name}`, summary[language]]) }
      ],
      about: words.about,
      examples: OVERVIEW_EXAMPLES,
      output: words.everyOutput,
      exits: EXITS
    }
  const specs = await Promise.all(listed.map(({ load }) => load()))
  const calls = listed.flatMap(({ call }, i) => (call === undefined ? [] : (specs[i]?.examples[0] ?? [])))
  const others = listed.flatMap(({ call }, i) => (call === undefined ? (specs[i]?.examples[0] ?? []) : []))
  return {
    ...common,
    about: GROUPS[group]?.[language] ?? '',
    examples: [...others, ...calls.slice(0, MOST_EXAMPLES)],
    output: words.groupOutput,
    exits: EXITS.filter((code) => specs.some(({ exits }) => exits.includes(code)))
  }
}

/** More calls behind one word than these are listed on the page of that word; pages above only name them. */
const MOST_CALLS = 9
/** Of the calls on the page of a group. */
const MOST_EXAMPLES = 4

/** The commands that a page lists, by group. */
function overview(page: string, listed: readonly CommandEntry[], words: HelpWords, language: Language) {
  const calls = listed.filter(({ call }) => call !== undefined)
  const callsOf = (word: string) => calls.filter((one) => wordOf(one) === word)
  // `trade` on the page of the program, `trade auth` on that of `trade`.
  const branchOf = (word: string) =>
    word
      .split(' ')
      .slice(0, page === '' ? 1 : page.split(' ').length + 1)
      .join(' ')
  const named = [...new Set(calls.map(wordOf))].filter(
    (word) =>
      word !== page &&
      word !== '' &&
      calls.filter(({ name }) => name.startsWith(`${branchOf(word)} `)).length > MOST_CALLS
  )
  const rows = [
    ...listed
      .filter((one) => one.call === undefined || !named.includes(wordOf(one)))
      .map(({ group, name, summary }) => ({ group, row: [name, summary[language]] as const })),
    ...named.flatMap((word) => {
      const group = listed.find(
        ({ name, call }) => call === undefined && name.split(' ')[0] === word.split(' ')[0]
      )?.group
      const own = callsOf(word).map(({ name }) => name.slice(word.length + 1))
      return group ? [{ group, row: [`${word} …`, words.calls(own.join(', '), `ecpay ${word} --help`)] as const }] : []
    })
  ]
  // The page of a word begins with its own group.
  const groups = [...new Set(rows.map(({ group }) => group))].sort((a, b) => Number(b === page) - Number(a === page))
  return groups.map((group) => ({
    title: words.commandGroups[group],
    rows: rows.filter((one) => one.group === group).map(({ row }) => row)
  }))
}

/** The words of a command before its last one. */
function wordOf({ name }: CommandEntry): string {
  return name.split(' ').slice(0, -1).join(' ')
}

const EXITS = [0, 1, 2, 3, 130] as const

const OVERVIEW_EXAMPLES = [
  'ecpay demo',
  'ecpay create-order --amount 100',
  'ecpay diagnose body.json',
  'ecpay trade diagnose order.json',
  'ecpay verify-callback callback.json',
  'ecpay explain 2008'
]

/** The name of an argument without its brackets. */
function wordsIn({ syntax }: Pick<Argument, 'syntax'>): string {
  return /[\w-]+/.exec(syntax)?.[0] ?? ''
}
