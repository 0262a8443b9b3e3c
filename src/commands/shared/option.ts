import type { Both } from '../../language.js'
import type { Field } from '../../protocol/system/endpoint.js'
import type { NumberName } from '../../workbench/journal/numbers.js'

/** The bounds of a number. */
export interface Bounds {
  min: number
  max?: number
  integer: boolean
}

/** Words that the data knows, and that are too many or too open to be the choices of an option. */
export type ListName = 'call' | 'call-path' | 'callback-type' | 'log-type' | 'handler-case' | 'reporter'

/**
 * What shell completion offers from a list of the data, or from the user's own files: profiles, ids of the log or of
 * `deliveries`, numbers that were sent or received, of any kind or of a member such as `out_order_no`.
 */
export type Suggestion = ListName | 'profile' | 'log-id' | 'delivery-id' | 'number' | NumberName

/** What an option has besides its syntax. */
interface About {
  help: Both
  /** The default to show in help, if it is decided elsewhere. */
  fallback?: string | number
  /** The long names of options with which it cannot be used. */
  conflicts?: readonly string[]
  /** The long name of an option that it requires. */
  needs?: string
  /**
   * Whether only a person gives it, on the command line, and no suite and no agent: it writes a file, shows a secret,
   * confirms, or trusts any certificate.
   */
  byHand?: true
  /** If its syntax does not say so already, as `<out_order_no>` does. */
  suggests?: Suggestion
}

/** An option of a command: its syntax, help and default. The default has the type of its values. */
export interface Option<Value = unknown> extends About {
  /** In commander's syntax: `-o, --out <file>`, `--curl [shell]`, `--no-store`. */
  syntax: string
  absent: Value
  /** The possible words. If the value is optional, the first word is used without one. */
  choices?: readonly string[]
  /** The bounds if it is a number; anything else is refused. */
  number?: Bounds
  /** Whether it may be given several times; its values are then a list. */
  repeatable?: true
  /** The field of a call that it fills. Its help and limits are those of the field. */
  field?: Field
}

/** An option that is true if given. `--no-store` is true unless given. */
export function flag(syntax: string, about: About): Option<boolean> {
  return { syntax, absent: syntax.startsWith('--no-'), ...about }
}

/** Like {@link flag}, but undefined if not given: `--color` and `--no-color` share one value. */
export function eitherWay(syntax: string, about: About): Option<boolean | undefined> {
  return { syntax, absent: undefined, ...about }
}

/** An option with any text. */
export function text(syntax: string, about: About & { default: string }): Option<string>
export function text(syntax: string, about: About): Option<string | undefined>
export function text(syntax: string, { default: absent, ...about }: About & { default?: string }) {
  return { syntax, absent, ...(absent !== undefined && { fallback: absent }), ...about }
}

/** An option with an optional text; true without one. */
export function optionalText(syntax: string, about: About): Option<string | true | undefined> {
  return { syntax, absent: undefined, ...about }
}

/** An option with a number within bounds. */
export function number(syntax: string, about: About & Bounds & { default: number }): Option<number>
export function number(syntax: string, about: About & Bounds): Option<number | undefined>
export function number(
  syntax: string,
  { default: absent, min, max, integer, ...about }: About & Bounds & { default?: number }
): Option<number | undefined> {
  const bounds = { min, ...(max !== undefined && { max }), integer }
  return { syntax, absent, number: bounds, ...(absent !== undefined && { fallback: absent }), ...about }
}

/** An option with one of a few words. */
export function choice<const Word extends string>(
  syntax: string,
  choices: readonly Word[],
  about: About & { default: Word }
): Option<Word>
export function choice<const Word extends string>(
  syntax: string,
  choices: readonly Word[],
  about: About
): Option<Word | undefined>
export function choice(
  syntax: string,
  choices: readonly string[],
  { default: absent, ...about }: About & { default?: string }
): Option<string | undefined> {
  return { syntax, absent, choices, ...(absent !== undefined && { fallback: absent }), ...about }
}

/** An option that may be given several times, each with a text. */
export function list(syntax: string, about: About): Option<readonly string[]> {
  return { syntax, absent: [], repeatable: true, ...about }
}

/** An argument of a command. */
export interface Argument<Value = unknown> {
  /** In commander's syntax: `[file]`, `<type>`, `[words...]`. */
  syntax: string
  help: Both
  absent: Value
  /** The possible words, if they are few enough to list. */
  choices?: readonly string[]
  /** Whether it may be like -15m, which is otherwise an option. */
  signed?: true
  /** As that of an option. */
  suggests?: Suggestion
}

type AboutArgument = Pick<Argument, 'help' | 'choices' | 'signed' | 'suggests'>

export function argument(syntax: `[${string}...]`, about: AboutArgument): Argument<readonly string[]>
export function argument(syntax: `[${string}]`, about: AboutArgument): Argument<string | undefined>
export function argument(syntax: `<${string}>`, about: AboutArgument): Argument<string>
export function argument(syntax: string, about: AboutArgument): Argument<unknown> {
  return { syntax, absent: syntax.endsWith('...]') ? [] : undefined, ...about }
}

/** The values of options or arguments, by key. */
export type Values<All> = {
  -readonly [Key in keyof All]: All[Key] extends { absent: infer Value } ? Value : never
}
