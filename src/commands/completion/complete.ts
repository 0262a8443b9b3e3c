import type { ListName, Suggestion } from '../shared/option.js'
import type {
  CompletedArgument,
  CompletedCommand,
  CompletedOption,
  CompletedProgram,
  Places,
  Scope,
  Text
} from './table.js'

/** A possible last word of a command line, and what it is for. */
export interface Candidate {
  value: string
  about?: Text
}

export interface CompletionSource extends CompletedProgram {
  command(name: string): CompletedCommand | Promise<CompletedCommand>
  /** What the user's own files know, for a command with this scope. */
  suggested(what: Exclude<Suggestion, ListName>, scope: Scope): readonly Candidate[] | Promise<readonly Candidate[]>
}

/**
 * The completions of the last word of a command line; empty where any file or text is possible.
 *
 * @param words the words after the program's name; the last one is being typed, and may be empty
 */
export async function completeWords(words: readonly string[], source: CompletionSource): Promise<Candidate[]> {
  const said = words.slice(0, -1)
  const typed = words.at(-1) ?? ''
  const { name, group, isHelp, count } = commandIn(said, source)
  const command = name === undefined ? undefined : await source.command(name)
  const scope = source.commands.find((one) => one.name === name) ?? {}
  const asked = { typed, scope, source }
  const options = [...(command?.options ?? []), ...source.globals]
  const [, flag, value = ''] = /^(--[a-z\d-]+)=(.*)$/s.exec(typed) ?? []
  if (flag !== undefined) return valuesOf(optionCalled(flag, options), { ...asked, typed: value }, `${flag}=`)
  const before = optionCalled(said.at(-1), options)
  if (before?.takesValue) return valuesOf(before, asked)
  if (command && !isHelp && !typed.startsWith('-')) {
    const place = argumentAt(operandsOf(said, options).length - count, command.arguments)
    return valuesOf(place, asked)
  }
  const candidates = typed.startsWith('-')
    ? options.map(({ long, about }) => ({ value: long, about }))
    : command
      ? []
      : [...commandsOf(group, source), ...(isHelp && group === '' ? source.topics.map(told) : [])]
  return candidates.filter(({ value }) => value.startsWith(typed))
}

/** The command in the words, or the group whose next word is still missing, and how many words that took. */
function commandIn(words: readonly string[], { commands, globals }: CompletedProgram) {
  const operands = operandsOf(words, globals)
  const isHelp = operands[0] === 'help'
  const line = isHelp ? operands.slice(1) : operands
  const names = line.map((_, i) => line.slice(0, i + 1).join(' '))
  const name = commands.find(({ name }) => names.includes(name))?.name
  const group = line.map((word) => `${word} `).join('')
  return { name, group, isHelp, count: name?.split(' ').length ?? 0 }
}

/** The words that are no options, nor their values. */
function operandsOf(words: readonly string[], options: readonly CompletedOption[]): string[] {
  const isOption = (word: string) => word.startsWith('-') && word !== '-'
  return words.filter((word, i) => !isOption(word) && !optionCalled(words[i - 1], options)?.takesValue)
}

function optionCalled(word: string | undefined, options: readonly CompletedOption[]): CompletedOption | undefined {
  return options.find(({ long, short }) => word !== undefined && (word === long || word === short))
}

/** The next words of the commands of a group. */
function commandsOf(group: string, { commands, groups }: CompletedProgram): Candidate[] {
  const names = commands.filter(({ name }) => name.startsWith(group)).map(({ name }) => name.slice(group.length))
  const next = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))]
  return next.map((value) => {
    const one = [...commands, ...groups].find(({ name }) => name === `${group}${value}`)
    return { value, ...(one && { about: one.about }) }
  })
}

function told({ name, about }: { name: string; about: Text }): Candidate {
  return { value: name, about }
}

function argumentAt(at: number, placed: readonly CompletedArgument[]): CompletedArgument | undefined {
  const last = placed.at(-1)
  return placed[at] ?? (last?.isRepeated ? last : undefined)
}

/** @param prefix the text before the value in the same word */
async function valuesOf(
  place: Places | undefined,
  { typed, scope, source }: { typed: string; scope: Scope; source: CompletionSource },
  prefix = ''
): Promise<Candidate[]> {
  const { choices, isList, suggests } = place ?? {}
  // In a list, only the last item is being typed; items that are there already are left out.
  const done = isList ? typed.slice(0, typed.lastIndexOf(',') + 1) : ''
  const there = done.split(',')
  const words = choices ?? (suggests && isListName(suggests, source) ? source.lists[suggests] : undefined)
  const all: readonly Candidate[] =
    words?.map((value) => ({ value })) ??
    (suggests && !isListName(suggests, source) ? await source.suggested(suggests, scope) : [])
  return all
    .filter(({ value }) => !there.includes(value) && `${done}${value}`.startsWith(typed))
    .map((one) => ({ ...one, value: `${prefix}${done}${one.value}` }))
}

function isListName(what: Suggestion, { lists }: CompletionSource): what is ListName {
  return Object.hasOwn(lists, what)
}

/** A candidate a line, with what it is for behind a tab. */
export function printedWords(found: readonly Candidate[], textOf: (about: Text) => string): string {
  const lines = found.map(({ value, about = '' }) => [value, textOf(about)].filter(Boolean).join('\t'))
  return lines.map((line) => `${line}\n`).join('')
}
