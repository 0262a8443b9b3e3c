import type { Endpoint, Field } from '../../ecpay/endpoints/endpoint.js'
import type { ExitCode } from '../../findings/findings.js'
import type { Language } from '../../output/language.js'
import type { Output } from '../../output/output.js'
import type { Words } from '../../output/words/words.js'
import type { World } from '../../world.js'

export interface GlobalFlags {
  profile?: string
  env?: string
  config?: string
  json?: boolean
  lang?: string
  quiet?: boolean
  verbose?: boolean
  input?: boolean
  color?: boolean
}

/** What a command gets to work with. */
export interface Context {
  world: World
  out: Output
  words: Words
  language: Language
  flags: GlobalFlags
}

/** Flags by commander's attribute names; each command knows its own. */
export type Flags = GlobalFlags & Record<string, unknown>

/** What a number may be. */
export interface Bounds {
  min: number
  max?: number
  integer: boolean
}

export interface OptionSpec {
  /** The field of a call that this option fills: its help and limits are the field's. */
  field?: Field
  /** As commander writes it; its help stands in the catalogue under the attribute name. */
  syntax: string
  choices?: readonly string[]
  /** A number with these bounds; anything else is refused. */
  number?: Bounds
  /** What counts when it is not given, as help says it. */
  fallback?: string | number
  /** May be given several times; the values are collected in order. */
  repeatable?: true
}

/** One verb: its flags as data, and what it does. */
export interface CommandSpec {
  /** Its words on the command line, e.g. `config show`. */
  name: string
  /** Of an API call: its words, from its data; those of every other command stand in the catalogue. */
  about?: Pick<Endpoint, 'summary' | 'description' | 'answers' | 'resultBy' | 'sandbox' | 'perSecond'>
  /** The command that tells what became of it, where its own answer is lost. */
  askedBy?: string
  /** As commander writes them: `[file]`, `<out_order_no>`. */
  arguments?: string
  /** The field of a call that the argument fills. */
  argumentField?: Field
  /** The words that the argument can be, where they are few enough to be listed. */
  argumentChoices?: readonly string[]
  options: readonly OptionSpec[]
  examples: readonly string[]
  exits: readonly ExitCode[]
  run(context: Context, args: readonly string[], flags: Flags): Promise<ExitCode>
}

/** The options every command has; they work before and after its name. */
export const GLOBAL_OPTIONS = [
  { syntax: '-p, --profile <name>', word: 'profile' },
  { syntax: '-e, --env <name>', word: 'env' },
  { syntax: '-c, --config <file>', word: 'config' },
  { syntax: '--json', word: 'json' },
  { syntax: '--lang <language>', word: 'lang' },
  { syntax: '-q, --quiet', word: 'quiet' },
  { syntax: '-v, --verbose', word: 'verbose' },
  { syntax: '--no-input', word: 'noInput' },
  { syntax: '--color', word: 'color' },
  { syntax: '--no-color', word: 'noColor' },
  { syntax: '-h, --help', word: 'help' },
  { syntax: '-V, --version', word: 'version' }
] as const
