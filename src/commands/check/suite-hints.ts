import { type TypedCommand, typedCommand } from '../../findings/typed-command.js'
import type { Problem, Sentence } from '../../output/report.js'
import { type Command, syntaxOf } from '../shared/command.js'
import { optionNamed, suiteKeys } from './plan-step.js'

/** Members of a case that are options of every command. */
const OF_CASE = ['env', 'profile']

/** A step for hints: the command, with the options that a suite can give it. */
export function stepCommand(command: Command): TypedCommand {
  const keys = [...suiteKeys(command), ...OF_CASE]
  const { placed, options } = syntaxOf(command)
  // It says that a call moves money.
  const given = options.filter(({ syntax }) => keys.includes(keyOf(syntax)) || syntax === '--yes')
  const ofCase = OF_CASE.map((name) => ({ syntax: `--${name} <name>` }))
  return { ...typedCommand(command.name, placed, [...given, ...ofCase], command.askedBy), inSuite: true }
}

/** What to do about a step, as it is written in a suite: `amount: <fen>` for `--amount <fen>`. */
export function inSuite<S extends Sentence | Problem>(said: S, command: Command): S {
  const { hint } = said
  if (!hint) return said
  const keys = [...suiteKeys(command), ...OF_CASE]
  // What is in backticks is a whole line, to paste.
  const parts = hint.split('`')
  return { ...said, hint: parts.map((part, i) => (i % 2 === 1 ? part : membersIn(part, keys, command))).join('`') }
}

function membersIn(text: string, keys: readonly string[], command: Command): string {
  const data = text.replace(/(?<![\w-])-d (\w[\w.]*:?=[\w…]*)/g, (all, pair) =>
    keys.includes('data') ? `\`data: ['${pair}']\`` : all
  )
  return data.replace(/(?<![\w-])--(no-)?([a-z][\w-]*)(?:([ =])(<[^<>]+>|\w+))?/g, (all, no, name, space, word) => {
    const key = name.replaceAll('-', '_')
    if (!keys.includes(key)) return all
    if (no) return `\`${key}: false\`${word ? space + word : ''}`
    // A word behind it is its value, or goes on with the sentence.
    const isValue = word?.startsWith('<') || optionNamed(command, key)?.option?.choices?.includes(word)
    return isValue ? `\`${key}: ${word}\`` : `\`${key}\`${word ? space + word : ''}`
  })
}

function keyOf(syntax: string): string {
  return (/--(?:no-)?([\w-]+)/.exec(syntax)?.[1] ?? '').replaceAll('-', '_')
}
