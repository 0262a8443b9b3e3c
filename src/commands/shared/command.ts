import type { Both, Language } from '../../language.js'
import type { Output } from '../../output/output.js'
import type { Words } from '../../output/words/words.js'
import { type Endpoint, type Field, isArgument, type Theme } from '../../protocol/system/endpoint.js'
import type { World } from '../../world.js'
import type { ExitCode } from './exit.js'
import type { GlobalValues } from './global-options.js'
import type { Argument, Option, Values } from './option.js'
import { FORCE, OUT } from './options.js'
import type { Result } from './result.js'

/** What a command gets to work with. */
export interface Context {
  world: World
  out: Output
  words: Words
  language: Language
  flags: GlobalValues
  /** Every command of the program. */
  commands(): Promise<readonly CommandEntry[]>
}

/** A line of the table of commands: all that the list of them says, and how to load the rest. */
export interface CommandEntry extends Named {
  group: 'requests' | Theme | 'trade' | 'callbacks' | 'errors' | 'setup' | 'local'
  /** Of an API call: its name on the platform. */
  call?: string
  load: () => Promise<Command>
}

/** What was typed for the fields of a call, by their keys; true for an option that takes no value. */
export type FieldValues = Readonly<Record<string, string | true>>

type Options = Readonly<Record<string, Option>>
type Arguments = Readonly<Record<string, Argument>>

/** What the list of commands says of one. */
export interface Named {
  /** Its words on the command line, e.g. `config show`. */
  name: string
  summary: Both
}

interface About {
  /** What its help page says instead of the summary. */
  description?: Both
  /** Of an API call: where it can be made, and how often. */
  facts?: Pick<Endpoint, 'sandbox' | 'perSecond'>
  /** The command to ask if the answer of this one is lost. */
  askedBy?: string | undefined
  examples: readonly string[]
  /** What it prints, and its machine form. */
  output: Both
  /** It does something, or never ends: there is no result that `--out` could write. */
  withoutResult?: true
  exits: readonly ExitCode[]
  /** The fields of a call that options, or its argument, fill. */
  fields?: readonly Field[]
}

/** One verb: what it takes and prints, in both languages, and what it does. */
export interface CommandSpec<Taken extends Options, Placed extends Arguments> extends About {
  arguments?: Placed
  options: Taken
  /** The keys of options that this command has not after all: their values are those of options not given. */
  without?: readonly string[]
  /** @returns what came of it; a command that goes on writes by itself, and returns how it ended */
  run(context: Context, values: Values<Taken> & Values<Placed>, fields: FieldValues): Promise<ExitCode | Result>
}

/** A command, whatever its options are, without what the list of commands says of it. */
export interface Definition extends About {
  arguments: Arguments
  options: Options
  without: readonly string[]
  run(context: Context, values: Readonly<Record<string, unknown>>, fields: FieldValues): Promise<ExitCode | Result>
}

/** A command as the program knows it. */
export type Command = Named & Definition

/** A command; the values that `run` gets have the types of its options and arguments. */
export function command<Taken extends Options, Placed extends Arguments = Record<never, Argument>>(
  spec: CommandSpec<Taken, Placed>
): Definition {
  const { withoutResult, options } = spec
  return {
    arguments: {},
    without: [],
    ...spec,
    options: withoutResult ? options : { ...options, out: OUT, force: FORCE, ...options }
  }
}

/** The options that a command has after all, by their keys. */
export function ownOptions({ options, without }: Definition): Record<string, Option> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !without.includes(key)))
}

/** All that a command takes but the options that every command has, as commander writes it. */
export function syntaxOf(command: Command): { placed: { syntax: string }[]; options: { syntax: string }[] } {
  const flags = (command.fields ?? []).flatMap(({ flag }) => flag ?? [])
  return {
    placed: [...Object.values(command.arguments), ...flags.filter(isArgument)],
    options: [...flags.filter((one) => !isArgument(one)), ...Object.values(ownOptions(command))]
  }
}
