import { Option } from 'commander'
import { ENVIRONMENT_NAMES } from '../../config/environments.js'
import { LANGUAGES } from '../../output/language.js'
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec } from '../shared/command.js'
import { isCalled } from '../shared/parse-arguments.js'
import type { CommandEntry } from '../table.js'

/** A word that may stand at the end of a command line. */
export interface Candidate {
  value: string
  /** What it names: a command or a group of them, an option of a command, or one that every command has. */
  names?: { command: string } | { option: OptionSpec; spec: CommandSpec } | { global: Global['word'] }
}

type Global = (typeof GLOBAL_OPTIONS)[number]

export interface CompletionSources {
  commands: readonly CommandEntry[]
  /** The names of the profiles, asked for only where one can stand. */
  profiles(): Promise<readonly string[]>
}

/**
 * What can stand in the place of the last word of a command line. Nothing is where a file or any text can stand.
 *
 * @param words what stands behind the program's name; the last one is being typed, and may be empty
 */
export async function completeWords(words: readonly string[], sources: CompletionSources): Promise<Candidate[]> {
  const said = words.slice(0, -1)
  const typed = words.at(-1) ?? ''
  const { entry, group } = commandIn(said, sources.commands)
  const spec = await entry?.load()
  const before = said.at(-1) ?? ''
  const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(typed) ?? []
  if (option !== undefined) return valuesOf(option, value ?? '', `${option}=`, spec, sources)
  if (takesValue(before, spec)) return valuesOf(before, typed, '', spec, sources)
  const candidates = typed.startsWith('-')
    ? optionsOf(spec)
    : spec
      ? argumentsOf(spec)
      : commandsOf(group, sources.commands)
  return candidates.filter(({ value }) => value.startsWith(typed))
}

/** The command that stands among the words, or the group whose second word is still to come. */
function commandIn(words: readonly string[], commands: readonly CommandEntry[]) {
  const operands = words.filter((word, i) => !word.startsWith('-') && !takesValue(words[i - 1] ?? '', undefined))
  const [first = '', second] = operands[0] === 'help' ? operands.slice(1) : operands
  const entry = commands.find(({ name }) => name === first || name === `${first} ${second}`)
  return { entry, group: first === '' ? '' : `${first} ` }
}

/** The next words of the commands that begin so. */
function commandsOf(group: string, commands: readonly CommandEntry[]): Candidate[] {
  const names = commands.filter(({ name }) => name.startsWith(group)).map(({ name }) => name.slice(group.length))
  const next = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))]
  return next.map((value) => ({ value, names: { command: `${group}${value}` } }))
}

function optionsOf(spec: CommandSpec | undefined): Candidate[] {
  const own = spec?.options.map((option) => ({ value: longName(option.syntax), names: { option, spec } })) ?? []
  const globals = GLOBAL_OPTIONS.map(({ syntax, word }) => ({ value: longName(syntax), names: { global: word } }))
  return [...own, ...globals]
}

function argumentsOf({ argumentChoices, argumentField }: CommandSpec): Candidate[] {
  const choices = argumentChoices ?? argumentField?.limits?.oneOf ?? []
  return choices.map((value) => ({ value }))
}

/** @param prefix what stands before the value in the same word */
async function valuesOf(
  name: string,
  typed: string,
  prefix: string,
  spec: CommandSpec | undefined,
  { profiles }: CompletionSources
): Promise<Candidate[]> {
  const own = spec?.options.find(({ syntax }) => isCalled(new Option(syntax), name))
  const limits = own?.field?.limits
  // Of a list, the item that is being typed: none that stands there already.
  const done = limits?.listOf ? typed.slice(0, typed.lastIndexOf(',') + 1) : ''
  const global = own ? undefined : GLOBAL_OPTIONS.find(({ syntax }) => isCalled(new Option(syntax), name))?.word
  const choices = own?.choices ?? limits?.oneOf ?? limits?.listOf ?? (await globalValues(global, profiles))
  return choices
    .filter((choice) => !done.split(',').includes(choice))
    .map((choice) => `${done}${choice}`)
    .filter((choice) => choice.startsWith(typed))
    .map((choice) => ({ value: `${prefix}${choice}` }))
}

async function globalValues(
  word: Global['word'] | undefined,
  profiles: CompletionSources['profiles']
): Promise<readonly string[]> {
  if (word === 'env') return ENVIRONMENT_NAMES
  if (word === 'lang') return LANGUAGES
  return word === 'profile' ? profiles() : []
}

/** Whether the word after this one is its value. */
function takesValue(word: string, spec: CommandSpec | undefined): boolean {
  const all = [...(spec?.options ?? []), ...GLOBAL_OPTIONS].map(({ syntax }) => new Option(syntax))
  return all.some((option) => option.required && isCalled(option, word))
}

function longName(syntax: string): string {
  return new Option(syntax).long ?? ''
}
