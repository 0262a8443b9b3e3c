import { topicPage } from '../src/commands/help/topic-page.js'
import { TOPICS } from '../src/commands/help/topics.js'
import { commandPage } from '../src/commands/help.js'
import { GLOBAL_OPTIONS } from '../src/commands/shared/global-options.js'
import { optionText } from '../src/commands/shared/option-text.js'
import { allCommands } from '../src/commands/table.js'
import type { HelpWords } from '../src/output/words/words.js'
import { VERSION } from '../src/version.js'

type Rows = readonly (readonly [string, string])[]

/**
 * The manual page as roff, in English: npm installs one page for every language. The calls have only a line each, since
 * their options would make it longer than anybody scrolls.
 */
export async function manPage(words: HelpWords): Promise<string> {
  const commands = await allCommands()
  const groups = [...new Set(commands.map(({ group }) => group))]
  const sections = groups.map(async (group) => {
    const listed = commands.filter((one) => one.group === group)
    const calls = listed.filter(({ call }) => call !== undefined)
    const others = await Promise.all(listed.filter(({ call }) => call === undefined).map(({ load }) => load()))
    return [
      `.SS ${quoted(words.commandGroups[group].replace(/:$/, ''))}`,
      ...others.flatMap((command) => {
        const page = commandPage(command, words, 'en')
        return [
          '.PP',
          `\\fB${plain(page.usage)}\\fR`,
          '.PP',
          plain(page.about),
          ...indented([...page.arguments, ...page.options])
        ]
      }),
      ...tagged(calls.map(({ name, summary }) => [`ecpay ${name}`, summary.en] as const))
    ]
  })
  const [signing, configuration, environment, exits] = TOPICS.map((topic) => topicPage(topic, words, 'en').parts)
  const lines = [
    `.TH ECPAY 1 "" ${quoted(`ecpay-cli ${VERSION}`)} "User Commands"`,
    '.SH NAME',
    'ecpay \\- sign, send, verify and debug Douyin payments',
    '.SH SYNOPSIS',
    '\\fBecpay\\fR \\fIcommand\\fR [\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    plain(words.about),
    '.PP',
    `Every command prints ${plain(words.everyOutput)}.`,
    '.PP',
    plain('`ecpay <command> --help` says everything about one command, in Chinese with --lang zh.'),
    '.SH COMMANDS',
    ...(await Promise.all(sections)).flat(),
    '.SH GLOBAL OPTIONS',
    ...tagged(Object.values(GLOBAL_OPTIONS).map((one) => [one.syntax, optionText(one, words, 'en')] as const)),
    '.SH SIGNATURES',
    ...paragraphs(signing),
    '.SH CONFIGURATION',
    ...paragraphs(configuration),
    '.SH ENVIRONMENT',
    ...paragraphs(environment),
    '.SH EXIT STATUS',
    ...paragraphs(exits)
  ]
  return `${lines.join('\n')}\n`
}

function paragraphs(parts: readonly (string | Rows)[] = []): string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? ['.PP', plain(part)] : tagged(part)))
}

function tagged(rows: Rows): string[] {
  return rows.flatMap(([left, right]) => ['.TP', `\\fB${plain(left)}\\fR`, plain(right)])
}

function indented(rows: Rows): string[] {
  return rows.length === 0 ? [] : ['.RS', ...tagged(rows), '.RE']
}

/** Text that every roff prints as it is: no escapes, no line that it takes for a request, hyphens that can be copied. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/\n/g, ' ')
    .replace(/[^\x20-\x7e]/gu, (one) => `\\[u${one.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^(?=[.'])/, '\\&')
}

function quoted(text: string): string {
  return `"${plain(text).replaceAll('"', '""')}"`
}
