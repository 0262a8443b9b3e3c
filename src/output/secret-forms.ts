import { mayHaveEscapes, unescapeLayer } from './unescape.js'

const LEFT_OUT = /[\0\r\n]/g

/** A form of a secret to search for; its bytes are text in latin1. */
export interface Form {
  bytes: string
  /** Only for Base64: the characters before and after it may be shared with neighbouring text. */
  isShared: boolean
}

/** The forms in which every character is different. Forms that unescaping reveals are not among them. */
export function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value)
  const utf16 = Buffer.from(value, 'utf16le')
  const hex = bytes.toString('hex')
  // Trimmed, as the end of a resolved path, in a word of a shell, and in a cell of CSV.
  const inShell = value.includes("'") ? [value.replaceAll("'", `'\\''`)] : []
  const inCsv = value.includes('"') ? [value.replaceAll('"', '""')] : []
  const plain = [value, value.trim(), value.replace(/(?<!\/)\/+$/, ''), ...inShell, ...inCsv].map((text) =>
    Buffer.from(text).toString('latin1')
  )
  const whole = [...plain, hex, hex.toUpperCase(), utf16.toString('latin1'), utf16.swap16().toString('latin1')]
  const base64 = [0, 1, 2].flatMap((offset) => {
    const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const own = digits.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [
    ...whole.map((one) => ({ bytes: one, isShared: false })),
    ...base64.map((one) => ({ bytes: one, isShared: true }))
  ]
}

/** The number of layers of escapes to undo: JSON in JSON in a URL. */
const LAYERS = 3

/** A form as it is in an unescaped text: as it is, and with its own escapes undone. */
export function undone({ bytes, isShared }: Form): Form[] {
  const found = new Set<string>()
  for (let layer = 0, text = bytes; layer <= LAYERS; layer++) {
    found.add(text.replace(LEFT_OUT, '').replaceAll('+', ' '))
    if (!mayHaveEscapes(text)) break
    text = unescapeLayer(text).text
  }
  return Array.from(found, (one) => ({ bytes: one, isShared }))
}

/** The beginning and end of a form in the text. */
export interface Place {
  start: number
  end: number
}

/** A text, and the text with its escapes undone, layer by layer. */
export function* layersOf(text: string): Generator<{ text: string; placeOf: (start: number, end: number) => Place }> {
  let placeOf = (start: number, end: number): Place => ({ start, end })
  yield { text, placeOf }
  let current = text
  for (let i = 0; i < LAYERS && mayHaveEscapes(current); i++) {
    const { text: decoded, starts, ends, hadEscapes } = unescapeLayer(current)
    const outer = placeOf
    placeOf = (start, end) => outer(starts[start] as number, ends[end - 1] as number)
    yield { text: decoded, placeOf }
    if (!hadEscapes) return
    current = decoded
  }
}
