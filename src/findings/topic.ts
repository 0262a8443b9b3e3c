import type { Both } from '../language.js'
import type { TypedCommand } from './typed-command.js'

/** A message, or a message and what to do about it. */
export type Said = string | [message: string, hint: string]

/** What is said of these arguments to whoever typed this command; where nothing is to be filled in, the words alone. */
type Template<Args> = Said | ((args: Args, command: TypedCommand) => Said)

/** What is known of any code. */
export interface AnyEntry {
  /** How the command line ends with it where it ends a command, when that is not the exit code of a wrong input. */
  readonly exit?: 'no' | 'unknown' | 'interrupted'
  /** Arguments that name what does not exist: where a file, a profile or a word belongs, a key may have been given. */
  readonly names?: readonly string[]
  /** What other programs and people say for it: it is found by these words too. */
  readonly says?: readonly string[]
  /** Arguments that choose a phrase: one of their values, for what the code says in general. */
  readonly general?: object
  readonly en: Template<never>
  readonly zh: Template<never>
}

/** One code: the arguments of its sentence, the sentence with its hint in both languages, and what else holds of it. */
export interface Entry<Args extends object> extends AnyEntry {
  readonly names?: readonly (keyof Args & string)[]
  readonly general?: Partial<Args>
  readonly en: Template<Args>
  readonly zh: Template<Args>
}

/** The entry of a code whose sentence has these arguments. */
export function entry<Args extends object = object>(one: Entry<Args>): Entry<Args> {
  return one
}

/** Codes that belong together: a table of the documentation. */
export interface Topic<Codes> {
  readonly title: Both
  readonly codes: Codes
}

/**
 * A topic with its codes, in the order in which they are listed.
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
