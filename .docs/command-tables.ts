import { commandPage } from '../src/commands/help.js'
import type { CommandEntry } from '../src/commands/shared/command.js'
import { GLOBAL_OPTIONS } from '../src/commands/shared/global-options.js'
import { optionText } from '../src/commands/shared/option-text.js'
import { allCommands } from '../src/commands/table.js'
import type { Language } from '../src/language.js'
import type { HelpWords } from '../src/output/words/words.js'
import { cell } from './code-table.js'

const SAY = {
  en: { option: 'argument or option', help: 'what it is for', code: 'code', meaning: 'meaning', colon: ': ' },
  zh: { option: '参数或选项', help: '说明', code: '退出码', meaning: '含义', colon: '：' }
} as const

/** Every command as Markdown, by the groups of help: how it is typed, what it takes, prints and ends with. */
export async function commandTables(words: HelpWords, language: Language): Promise<string> {
  const commands = await allCommands()
  const groups = [...new Set(commands.map(({ group }) => group))]
  const parts = groups.map(async (group) => {
    const listed = commands.filter((one) => one.group === group)
    const sections = await Promise.all(listed.map((one) => commandSection(one, words, language)))
    return [`## ${words.commandGroups[group].replace(/[:：]$/, '')}\n`, ...sections].join('\n')
  })
  return (await Promise.all(parts)).join('\n')
}

/** The options that every command has. */
export function globalOptions(words: HelpWords, language: Language): string {
  const rows = Object.values(GLOBAL_OPTIONS).map((one) => [one.syntax, optionText(one, words, language)] as const)
  return helpTable(rows, language)
}

/** What the program can end with. */
export function exitCodes({ exitCodes }: HelpWords, language: Language): string {
  const { code, meaning } = SAY[language]
  const rows = Object.entries(exitCodes).map(([exit, said]) => `| ${exit} | ${cell(said)} |`)
  return `${[`| ${code} | ${meaning} |`, '| --- | --- |', ...rows].join('\n')}\n`
}

async function commandSection({ load, name }: CommandEntry, words: HelpWords, language: Language): Promise<string> {
  const page = commandPage(await load(), words, language)
  const { colon } = SAY[language]
  const rows = [...page.arguments, ...page.options]
  const label = (text: string) => text.replace(/[:：]$/, '')
  return [
    `### ecpay ${name}`,
    `${cell(page.about)}${page.facts === undefined ? '' : `\n\n${cell(page.facts)}`}`,
    `\`\`\`text\n${[page.usage, '', ...page.examples].join('\n')}\n\`\`\``,
    ...(rows.length > 0 ? [helpTable(rows, language).trimEnd()] : []),
    `${label(words.output)}${colon}${cell(page.output ?? '')}`,
    `${label(words.exits)}${colon}${page.exits.join(', ')}\n`
  ].join('\n\n')
}

function helpTable(rows: readonly (readonly [syntax: string, help: string])[], language: Language): string {
  const { option, help } = SAY[language]
  const lines = rows.map(([syntax, said]) => `| \`${syntax}\` | ${cell(said)} |`)
  return `${[`| ${option} | ${help} |`, '| --- | --- |', ...lines].join('\n')}\n`
}
