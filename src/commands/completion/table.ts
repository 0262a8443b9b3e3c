import type { ListName, Suggestion } from '../shared/option.js'

/** A text of help, or its number in the file that the build writes. */
export type Text = string | number

/** What can stand in a place of the command line. */
export interface Places {
  choices?: readonly string[]
  /** Whether several of the choices can stand there, separated by commas. */
  isList?: true
  suggests?: Suggestion
}

export interface CompletedOption extends Places {
  long: string
  short?: string
  takesValue?: true
  about: Text
}

export interface CompletedArgument extends Places {
  isRepeated?: true
}

/** Whose numbers a command takes. */
export interface Scope {
  /** The name of the payment system of a call. */
  system?: string
  /** Whether only those of the local gateway. */
  isLocal?: true
}

/** What completion needs of a command. */
export interface CompletedCommand {
  options: readonly CompletedOption[]
  arguments: readonly CompletedArgument[]
}

/** A word with what it is for. */
interface Told {
  name: string
  about: Text
}

/** What completion needs of the program, but for the options and arguments of its commands. */
export interface CompletedProgram {
  /** In the order of help. */
  commands: readonly (Told & Scope)[]
  /** The words of each list that options offer. */
  lists: Readonly<Record<ListName, readonly string[]>>
  /** The folders of the paths of the calls, by the name of their system. */
  folders: Readonly<Record<string, readonly string[]>>
  /** Groups of commands that have a description of their own. */
  groups: readonly Told[]
  topics: readonly Told[]
  globals: readonly CompletedOption[]
}

/**
 * The whole program, as the build writes it: with it, completion loads no command. Options are the same in many
 * commands, and texts in many options, so that both stand for their number in a list.
 */
export interface CompletionTable extends Omit<CompletedProgram, 'globals'> {
  options: readonly CompletedOption[]
  globals: readonly number[]
  /** In the order of the commands. */
  syntaxes: readonly { options: readonly number[]; arguments: readonly CompletedArgument[] }[]
}
