import type { AppKey } from '../../config/config-request.js'
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

/** What a command gets as input. */
export interface Context {
  world: World
  out: Output
  words: Words
  language: Language
  flags: GlobalValues
  /** Set if a suite runs it, which others may have written: the keys that its case gives. */
  inSuite?: { keys: readonly AppKey[] }
  /** Every command of the program. */
  commands(): Promise<readonly CommandEntry[]>
  /** Runs the program with other arguments and streams. */
  program(world: World): Promise<ExitCode>
}

/**
 * How far a command reaches that an agent may call: it only reads, it changes what the local platform keeps, it also
 * posts the callback of that to the merchant's address, or it sends calls.
 */
type Reach = 'reads' | 'local' | 'posts' | 'sends'

/** An entry of the table of commands: what the list of commands shows, and how to load the rest. */
export interface CommandEntry extends Named {
  group: 'requests' | Theme | 'trade' | 'callbacks' | 'errors' | 'setup' | 'local'
  /** Only for an API call: its name on the platform. */
  call?: string
  /** Only for an API call: the name of its payment system. */
  system?: string
  /** Only for a command that `ecpay mcp` offers to agents. */
  tool?: Reach
  /** The options that every call by an agent has. */
  toolOptions?: readonly string[]
  load: () => Promise<Command>
}

/** The typed values of the fields of a call, by key; true for an option without a value. */
export type FieldValues = Readonly<Record<string, string | true>>

type Options = Readonly<Record<string, Option>>
type Arguments = Readonly<Record<string, Argument>>

/** What the list of commands shows about a command. */
export interface Named {
  /** Its words on the command line, such as `config show`. */
  name: string
  summary: Both
}

interface About {
  /** The text of its help page instead of the summary. */
  description?: Both
  /** Only for an API call: where it can be made, and how often. */
  facts?: Pick<Endpoint, 'sandbox' | 'perSecond'>
  /** The command to ask if the answer of this one is lost. */
  askedBy?: string | undefined
  examples: readonly string[]
  /** What it prints, and its JSON form. */
  output: Both
  /** It does something or runs on, so there is no result that `--out` could write. */
  withoutResult?: true
  exits: readonly ExitCode[]
  /** The fields of a call that options or its argument fill. */
  fields?: readonly Field[]
}

/** A command: its input and output in both languages, and what it does. */
export interface CommandSpec<Taken extends Options, Placed extends Arguments> extends About {
  arguments?: Placed
  options: Taken
  /** The keys of options that do not apply to this command. Their values are as if they were not given. */
  without?: readonly string[]
  /** @returns its result; a command that runs on writes its own output, and returns its exit code */
  run(context: Context, values: Values<Taken> & Values<Placed>, fields: FieldValues): Promise<ExitCode | Result>
}

/** A command with any options, without what the list of commands shows. */
export interface Definition extends About {
  arguments: Arguments
  options: Options
  without: readonly string[]
  run(context: Context, values: Readonly<Record<string, unknown>>, fields: FieldValues): Promise<ExitCode | Result>
}

/** A complete command. */
export type Command = Named & Definition

/** Makes a command. The values for `run` have the types of its options and arguments. */
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

/** The options that apply to a command, by key. */
export function ownOptions({ options, without }: Definition): Record<string, Option> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !without.includes(key)))
}

type Syntax = Pick<Option, 'syntax'>

/** The arguments and own options of a command, in commander's syntax. */
export function syntaxOf(command: Command): { placed: Syntax[]; options: (Syntax & Pick<Option, 'byHand'>)[] } {
  const flags = (command.fields ?? []).flatMap(({ flag }) => flag ?? [])
  return {
    placed: [...Object.values(command.arguments), ...flags.filter(isArgument)],
    options: [...flags.filter((one) => !isArgument(one)), ...Object.values(ownOptions(command))]
  }
}
