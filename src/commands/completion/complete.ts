import { Option as CommanderOption } from 'commander'
import { LANGUAGES } from '../../language.js'
import { type Field, isArgument } from '../../protocol/system/endpoint.js'
import { ENVIRONMENT_NAMES } from '../../protocol/system/environments.js'
import { TOPICS, type Topic } from '../help/topics.js'
import { type Command, type CommandEntry, ownOptions } from '../shared/command.js'
import { GLOBAL_OPTIONS } from '../shared/global-options.js'
import type { Option } from '../shared/option.js'
import { isCalled } from '../shared/parse-arguments.js'

/** A possible last word of a command line. */
export interface Candidate {
  value: string
  /** What it names: a command, a group of commands, an option, the field of an option, or a topic of help. */
  names?: { command: CommandEntry } | { group: string } | { option: Option } | { field: Field } | { topic: Topic }
}

export interface CompletionSources {
  commands: readonly CommandEntry[]
  /** The names of the profiles, called only where a profile is possible. */
  profiles(): Promise<readonly string[]>
}

/**
 * The completions of the last word of a command line; empty where any file or text is possible.
 *
 * @param words the words after the program's name; the last one is being typed, and may be empty
 */
export async function completeWords(words: readonly string[], sources: CompletionSources): Promise<Candidate[]> {
  const said = words.slice(0, -1)
  const typed = words.at(-1) ?? ''
  const { entry, group, topics } = commandIn(said, sources.commands)
  const command = await entry?.load()
  const before = said.at(-1) ?? ''
  const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(typed) ?? []
  if (option !== undefined) return valuesOf(option, value ?? '', `${option}=`, command, sources)
  if (takesValue(before, command)) return valuesOf(before, typed, '', command, sources)
  const candidates = typed.startsWith('-')
    ? optionsOf(command)
    : command
      ? argumentsOf(command)
      : [...commandsOf(group, sources.commands), ...topics]
  return candidates.filter(({ value }) => value.startsWith(typed))
}

/** The command in the words, or the group whose next word is still missing. */
function commandIn(words: readonly string[], commands: readonly CommandEntry[]) {
  const operands = words.filter((word, i) => !word.startsWith('-') && !takesValue(words[i - 1] ?? '', undefined))
  const line = operands[0] === 'help' ? operands.slice(1) : operands
  const names = line.map((_, i) => line.slice(0, i + 1).join(' '))
  const isHelp = operands[0] === 'help' && line.length === 0
  return {
    entry: commands.find(({ name }) => names.includes(name)),
    group: line.map((word) => `${word} `).join(''),
    topics: isHelp ? TOPICS.map((topic): Candidate => ({ value: topic.name, names: { topic } })) : []
  }
}

/** The next words of the commands of a group. */
function commandsOf(group: string, commands: readonly CommandEntry[]): Candidate[] {
  const names = commands.filter(({ name }) => name.startsWith(group)).map(({ name }) => name.slice(group.length))
  const next = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))]
  return next.map((value) => {
    const name = `${group}${value}`
    const command = commands.find((one) => one.name === name)
    return { value, names: command ? { command } : { group: name } }
  })
}

/** The syntax of an option, and what it names. */
interface Dashed {
  syntax: string
  names: { option: Option } | { field: Field }
}

/** The options of a command, those of fields first, as in its help. */
function dashedOf(command: Command): Dashed[] {
  const filling = (command.fields ?? []).flatMap((field): Dashed[] =>
    field.flag && !isArgument(field.flag) ? [{ syntax: field.flag.syntax, names: { field } }] : []
  )
  return [...filling, ...Object.values(ownOptions(command)).map(dashed)]
}

function dashed(option: Option): Dashed {
  return { syntax: option.syntax, names: { option } }
}

function optionsOf(command: Command | undefined): Candidate[] {
  const own = command ? dashedOf(command) : []
  return [...own, ...Object.values(GLOBAL_OPTIONS).map(dashed)].map(({ syntax, names }) => ({
    value: new CommanderOption(syntax).long ?? '',
    names
  }))
}

function argumentsOf({ arguments: placed, fields = [] }: Command): Candidate[] {
  const choices = Object.values(placed).flatMap(({ choices }) => choices ?? [])
  const filling = fields.find(({ flag }) => flag && isArgument(flag))
  return [...choices, ...(filling?.limits?.oneOf ?? [])].map((value) => ({ value }))
}

/** @param prefix the text before the value in the same word */
async function valuesOf(
  word: string,
  typed: string,
  prefix: string,
  command: Command | undefined,
  { profiles }: CompletionSources
): Promise<Candidate[]> {
  const own = command && dashedOf(command).find(({ syntax }) => isNamed(syntax, word))?.names
  const limits = own && 'field' in own ? own.field.limits : undefined
  // In a list, only the last item is being typed; items that are there already are left out.
  const done = limits?.listOf ? typed.slice(0, typed.lastIndexOf(',') + 1) : ''
  const ownChoices = own && 'option' in own ? own.option.choices : (limits?.oneOf ?? limits?.listOf)
  const choices = ownChoices ?? (own ? [] : await globalValues(word, profiles))
  return choices
    .filter((choice) => !done.split(',').includes(choice))
    .map((choice) => `${done}${choice}`)
    .filter((choice) => choice.startsWith(typed))
    .map((choice) => ({ value: `${prefix}${choice}` }))
}

async function globalValues(word: string, profiles: CompletionSources['profiles']): Promise<readonly string[]> {
  const { env, lang, profile } = GLOBAL_OPTIONS
  if (isNamed(env.syntax, word)) return ENVIRONMENT_NAMES
  if (isNamed(lang.syntax, word)) return LANGUAGES
  return isNamed(profile.syntax, word) ? profiles() : []
}

/** Whether the next word is the value of this one. */
function takesValue(word: string, command: Command | undefined): boolean {
  const all = [...(command ? dashedOf(command) : []), ...Object.values(GLOBAL_OPTIONS)]
  return all.some(({ syntax }) => isNamed(syntax, word) && new CommanderOption(syntax).required)
}

function isNamed(syntax: string, word: string): boolean {
  return isCalled(new CommanderOption(syntax), word)
}
