import type { Both } from '../language.js'
import type { TypedCommand } from './typed-command.js'

/** A message, or a message and what to do about it. */
export type Said = string | [message: string, hint: string]

/** The sentence of a code for these arguments and the typed command, or a fixed text. */
type Template<Args> = Said | ((args: Args, command: TypedCommand) => Said)

/** The members of an entry that do not depend on its arguments. */
export interface AnyEntry {
  /** How a command exits when it ends with this code, if not with the exit code of a wrong input. */
  readonly exit?: 'no' | 'unknown' | 'interrupted'
  /** Arguments that quote a wrong file, profile or word. They may hold a secret that was typed there by mistake. */
  readonly names?: readonly string[]
  /** What other programs and people call it: `ecpay explain` finds it by these words, too. */
  readonly says?: readonly string[]
  /** Values for arguments that choose a phrase, to print the sentence of the code in general. */
  readonly general?: object
  readonly en: Template<never>
  readonly zh: Template<never>
}

/** One code: the arguments of its sentence, and the sentence with its hint in both languages. */
export interface Entry<Args extends object> extends AnyEntry {
  readonly names?: readonly (keyof Args & string)[]
  readonly general?: Partial<Args>
  readonly en: Template<Args>
  readonly zh: Template<Args>
}

/** Makes the entry of a code whose sentence has these arguments. */
export function entry<Args extends object = object>(one: Entry<Args>): Entry<Args> {
  return one
}

/** Codes that belong together. The documentation has a table for each topic. */
export interface Topic<Codes> {
  readonly title: Both
  readonly codes: Codes
}

/**
 * Makes a topic. Its codes are listed in the order given.
 *
 * @param en its title in English
 * @param zh its title in Chinese
 */
export function topic<Codes extends Readonly<Record<string, object>>>(
  en: string,
  zh: string,
  codes: Codes
): Topic<Codes> {
  return { title: { en, zh }, codes }
}
