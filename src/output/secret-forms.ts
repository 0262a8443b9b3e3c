import { mayHaveEscapes, unescapeLayer } from './unescape.js'

const LEFT_OUT = /[\0\r\n]/g

/** A form of a secret as it is searched for: bytes as latin1. */
export interface Form {
  bytes: string
  /** Base64: the character before and behind may be shared with what stands beside. */
  isShared: boolean
}

/** The forms whose every character is another; what an escape can undo is none of them. */
export function formsOf(value: string): Form[] {
  const bytes = Buffer.from(value)
  const utf16 = Buffer.from(value, 'utf16le')
  const hex = bytes.toString('hex')
  // Trimmed, and as the end of a path that was resolved.
  const plain = [value, value.trim(), value.replace(/(?<!\/)\/+$/, '')].map((text) =>
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

/** How many layers of escapes are undone: JSON in JSON in a URL. */
const LAYERS = 3

/** The same as it is found in a text whose escapes are undone: with its own as they are, and undone like all others. */
export function undone({ bytes, isShared }: Form): Form[] {
  const found = new Set<string>()
  for (let layer = 0, text = bytes; layer <= LAYERS; layer++) {
    found.add(text.replace(LEFT_OUT, '').replaceAll('+', ' '))
    if (!mayHaveEscapes(text)) break
    text = unescapeLayer(text).text
  }
  return Array.from(found, (one) => ({ bytes: one, isShared }))
}

/** Where a form begins and ends in the text. */
export interface Place {
  start: number
  end: number
}

/** A text, and what it means when its escapes are undone, layer by layer. */
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
