import type { DefaultKind, FieldDefault } from './endpoint.js'

/** What defaults are made of. */
export interface DefaultSources {
  /** What the configuration gives; empty or absent is nothing. */
  settings: Readonly<Record<FieldDefault<'setting'>['setting'], string | undefined>>
  /** Unix time in milliseconds. */
  now: number
  freshNumber: () => string
  /** What the name of the file ends in that is uploaded; empty where there is none. */
  fileExtension: () => string
}

/** The words of help and docs for a default. */
interface DefaultWords {
  default: (value: string) => string
  generated: string
  now: string
  extension: string
  fromConfiguration: string
}

/** What a kind of default gives, and what it is called. */
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
  'file-extension': {
    text: (_, { fileExtension }) => fileExtension(),
    said: (_, words) => words.default(words.extension)
  }
}

/** The text of a default; nothing where what it is made of is not there. */
export function defaultValue<Kind extends DefaultKind>(
  one: FieldDefault<Kind>,
  sources: DefaultSources
): string | undefined {
  return KINDS[one.kind].text(one, sources) || undefined
}

/**
 * A default in words.
 *
 * @param quote what is put around a value of the wire
 */
export function defaultText<Kind extends DefaultKind>(
  one: FieldDefault<Kind>,
  words: DefaultWords,
  quote = (text: string) => text
): string {
  return KINDS[one.kind].said(one, words, quote)
}
