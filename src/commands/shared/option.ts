import type { Both } from '../../language.js'
import type { Field } from '../../protocol/system/endpoint.js'

/** What a number may be. */
export interface Bounds {
  min: number
  max?: number
  integer: boolean
}

/** What is said and known of an option beside its syntax. */
interface About {
  help: Both
  /** What help says counts when it is not given, where something else than this option decides that. */
  fallback?: string | number
  /** The long names of options that it cannot stand beside. */
  conflicts?: readonly string[]
  /** The long name of an option without which it means nothing. */
  needs?: string
}

/** An option of a command: its syntax, help and the value it has when it is not given, whose type is that of them all. */
export interface Option<Value = unknown> extends About {
  /** As commander writes it: `-o, --out <file>`, `--curl [shell]`, `--no-store`. */
  syntax: string
  absent: Value
  /** The words that it can be. Where its value may be left out, the first one counts then. */
  choices?: readonly string[]
  /** A number with these bounds; anything else is refused. */
  number?: Bounds
  /** Given several times, the values are collected in order. */
  repeatable?: true
  /** The field of a call that it fills: its help and limits are the field's. */
  field?: Field
}

/** True when it is given; `--no-store` is true unless it is given. */
export function flag(syntax: string, about: About): Option<boolean> {
  return { syntax, absent: syntax.startsWith('--no-'), ...about }
}

/** As {@link flag}, where it matters whether anything was said: `--color` and `--no-color` have one value between them. */
export function eitherWay(syntax: string, about: About): Option<boolean | undefined> {
  return { syntax, absent: undefined, ...about }
}

/** Any text. */
export function text(syntax: string, about: About & { default: string }): Option<string>
export function text(syntax: string, about: About): Option<string | undefined>
export function text(syntax: string, { default: absent, ...about }: About & { default?: string }) {
  return { syntax, absent, ...(absent !== undefined && { fallback: absent }), ...about }
}

/** A text that may be left out: then it is true. */
export function optionalText(syntax: string, about: About): Option<string | true | undefined> {
  return { syntax, absent: undefined, ...about }
}

/** A number within bounds. */
export function number(syntax: string, about: About & Bounds & { default: number }): Option<number>
export function number(syntax: string, about: About & Bounds): Option<number | undefined>
export function number(
  syntax: string,
  { default: absent, min, max, integer, ...about }: About & Bounds & { default?: number }
): Option<number | undefined> {
  const bounds = { min, ...(max !== undefined && { max }), integer }
  return { syntax, absent, number: bounds, ...(absent !== undefined && { fallback: absent }), ...about }
}

/** One of a few words. */
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

/** Texts, one each time it is given. */
export function list(syntax: string, about: About): Option<readonly string[]> {
  return { syntax, absent: [], repeatable: true, ...about }
}

/** What stands behind the name of a command. */
export interface Argument<Value = unknown> {
  /** As commander writes it: `[file]`, `<type>`, `[words...]`. */
  syntax: string
  help: Both
  absent: Value
  /** The words that it can be, where they are few enough to be listed. */
  choices?: readonly string[]
}

type AboutArgument = Pick<Argument, 'help' | 'choices'>

export function argument(syntax: `[${string}...]`, about: AboutArgument): Argument<readonly string[]>
export function argument(syntax: `[${string}]`, about: AboutArgument): Argument<string | undefined>
export function argument(syntax: `<${string}>`, about: AboutArgument): Argument<string>
export function argument(syntax: string, about: AboutArgument): Argument<unknown> {
  return { syntax, absent: syntax.endsWith('...]') ? [] : undefined, ...about }
}

/** The values of options or arguments, each under its key. */
export type Values<All> = {
  -readonly [Key in keyof All]: All[Key] extends { absent: infer Value } ? Value : never
}
