import type { DefaultKind, FieldDefault } from './endpoint.js'

/** The inputs of defaults. */
export interface DefaultSources {
  /** The values of the configuration. Empty counts as absent. */
  settings: Readonly<Record<FieldDefault<'setting'>['setting'], string | undefined>>
  /** Unix time in milliseconds. */
  now: number
  freshNumber: () => string
  /** The extension of the file to upload; empty if it has none. */
  fileExtension: () => string
  /** What the members give that a default is derived from; nothing where they give nothing. */
  derived?: (from: readonly string[]) => string | undefined
}

/** How help and docs describe a default. */
interface DefaultWords {
  default: (value: string) => string
  generated: string
  now: string
  extension: string
  fromConfiguration: string
  derived: (from: string) => string
}

/** The value of a kind of default, and its description. */
interface Behaviour<Kind extends DefaultKind> {
  text(one: FieldDefault<Kind>, sources: DefaultSources): string | undefined
  said(one: FieldDefault<Kind>, words: DefaultWords, quote: (text: string) => string): string
}

const KINDS: { [Kind in DefaultKind]: Behaviour<Kind> } = {
  value: {
    text: ({ value }) => value,
    said: ({ value }, words, quote) => words.default(quote(value))
  },
  setting: {
    text: ({ setting }, { settings }) => settings[setting],
    said: (_, words) => words.fromConfiguration
  },
  'fresh-number': {
    text: (_, { freshNumber }) => freshNumber(),
    said: (_, words) => words.generated
  },
  now: {
    text: (_, { now }) => String(now),
    said: (_, words) => words.default(words.now)
  },
  derived: {
    text: ({ from }, { derived }) => derived?.(from),
    said: ({ from }, words, quote) => words.derived(from.map(quote).join(', '))
  },
  'file-extension': {
    text: (_, { fileExtension }) => fileExtension(),
    said: (_, words) => words.default(words.extension)
  }
}

/** The text of a default; nothing if its input is absent. */
export function defaultValue<Kind extends DefaultKind>(
  one: FieldDefault<Kind>,
  sources: DefaultSources
): string | undefined {
  return KINDS[one.kind].text(one, sources) || undefined
}

/**
 * The description of a default.
 *
 * @param quote how a literal value is quoted
 */
export function defaultText<Kind extends DefaultKind>(
  one: FieldDefault<Kind>,
  words: DefaultWords,
  quote = (text: string) => text
): string {
  return KINDS[one.kind].said(one, words, quote)
}
