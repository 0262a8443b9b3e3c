import { hasKeyReader, keyPlaces, type PrivateKeyForms, privateKeyForms } from './private-key-forms.js'
import { type Form, formsOf, layersOf, type Place, undone } from './secret-forms.js'

/** A value that is never shown, and the word that replaces it. */
export interface Secret {
  name: 'SALT' | 'TOKEN' | 'ACCESS_TOKEN' | 'PRIVATE_KEY' | 'APP_SECRET'
  value: string
}

/**
 * Shorter secrets are not searched for in text, because masking every `1` would destroy the output. In the string to
 * sign, where the position of the SALT is known, it is masked at any length.
 */
export const SHORTEST_MASKED = 6

/** Replaces the SALT wherever a string to sign is shown. */
export const SALT_MARK = '<SALT>'

/** Replaces an access token wherever a request is shown. */
export const ACCESS_TOKEN_MARK = '<ACCESS_TOKEN>'

/** The forms to search for, in a text as it is and in an unescaped text. */
interface Sought {
  mask: string
  forms: readonly Form[]
  undone: readonly Form[]
  /** Of a private key, which is found in parts too. */
  key?: PrivateKeyForms
}

interface Found extends Place {
  mask: string
}

/** Masks bytes in chunks, even if a secret spans two chunks. */
export interface MaskedStream {
  /** @returns the bytes that can be written; the possible beginning of a secret is held back */
  push(chunk: Uint8Array): Uint8Array
  /** @returns the rest */
  end(): Uint8Array
}

/** Masks secrets by value, in their own form and in other encodings. */
export class Masker {
  /** The number of places masked so far. */
  count = 0
  private readonly secrets = new Map<string, Secret['name']>()
  /** Whether a private key is among the secrets. */
  hasKey = false
  private readonly open = new Set<string>()
  /** Made when the first text is masked, because most commands mask none. */
  private known: { sought: readonly Sought[]; longest: number; hadReader: boolean } | undefined

  add({ name, value }: Secret): void {
    if (value.length < SHORTEST_MASKED || this.secrets.has(value) || this.open.has(value.trim())) return
    this.secrets.set(value, name)
    this.hasKey ||= name === 'PRIVATE_KEY'
    this.known = undefined
  }

  /** Shows values that are public, also where they were added as secrets. */
  leave(values: readonly string[]): void {
    for (const value of values) this.open.add(value.trim())
    for (const value of this.secrets.keys()) if (this.open.has(value.trim())) this.secrets.delete(value)
    this.known = undefined
  }

  /** Every secret that is masked. */
  get all(): Secret[] {
    return Array.from(this.secrets, ([value, name]) => ({ name, value }))
  }

  private get wanted(): { sought: readonly Sought[]; longest: number } {
    const hadReader = hasKeyReader()
    if (this.known?.hadReader !== hadReader) this.known = undefined
    this.known ??= {
      hadReader,
      sought: Array.from(this.secrets, ([value, name]) => soughtFor(value, name)),
      longest: Math.max(0, ...Array.from(this.secrets, longestWriting))
    }
    return this.known
  }

  text(text: string): string {
    if (this.secrets.size === 0) return text
    const bytes = Buffer.from(text).toString('latin1')
    const masked = this.mask(bytes)
    return masked === bytes ? text : Buffer.from(masked, 'latin1').toString()
  }

  /** @param text a character for each byte */
  latin1(text: string): string {
    return this.secrets.size === 0 ? text : this.mask(text)
  }

  bytes(bytes: Uint8Array): Uint8Array {
    const text = latin1(bytes)
    const masked = this.mask(text)
    return masked === text ? bytes : Buffer.from(masked, 'latin1')
  }

  stream(): MaskedStream {
    let rest = ''
    const take = (isLast: boolean) => {
      // A secret that begins before this point ends within the text.
      const safe = isLast ? rest.length : Math.max(0, rest.length - this.wanted.longest)
      const found = this.find(rest).filter(({ start }) => start < safe)
      const upTo = Math.max(safe, found.at(-1)?.end ?? 0)
      const written = this.replace(rest.slice(0, upTo), found)
      rest = rest.slice(upTo)
      return Buffer.from(written, 'latin1')
    }
    return {
      push: (chunk) => {
        rest += latin1(chunk)
        // The held-back bytes are searched again with the next chunk, so small chunks are collected.
        return rest.length < 2 * this.wanted.longest + PORTION ? NOTHING : take(false)
      },
      end: () => take(true)
    }
  }

  private mask(text: string): string {
    if (text.length <= CHUNK) return this.replace(text, this.find(text))
    const stream = this.stream()
    const parts: Uint8Array[] = []
    for (let at = 0; at < text.length; at += CHUNK)
      parts.push(stream.push(Buffer.from(text.slice(at, at + CHUNK), 'latin1')))
    return latin1(Buffer.concat([...parts, stream.end()]))
  }

  private replace(text: string, found: readonly Found[]): string {
    this.count += found.length
    let result = ''
    let done = 0
    for (const { start, end, mask } of found) {
      result += text.slice(done, start) + mask
      done = end
    }
    return result + text.slice(done)
  }

  /** The places of secrets, in order. Overlapping ones are one place, with the name of the longest. */
  private find(text: string): Found[] {
    if (this.secrets.size === 0) return []
    const all: Found[] = []
    let isOutermost = true
    for (const layer of layersOf(text)) {
      for (const { mask, forms, undone, key } of this.wanted.sought) {
        for (const [start, end] of key ? keyPlaces(layer.text, key) : [])
          all.push({ ...layer.placeOf(start, end), mask })
        for (const form of isOutermost ? forms : undone) {
          for (const [start, end] of occurrences(layer.text, form)) all.push({ ...layer.placeOf(start, end), mask })
        }
      }
      isOutermost = false
    }
    all.sort((a, b) => a.start - b.start || b.end - a.end)
    const merged: Found[] = []
    for (const one of all) {
      const last = merged.at(-1)
      if (!last || one.start >= last.end) merged.push({ ...one })
      else last.end = Math.max(last.end, one.end)
    }
    return merged
  }
}

/** A server runs many commands with the same few secrets, whose forms cost more than most searches. */
const lastSought = new Map<string, Sought>()
const MOST_KEPT = 32

/** The forms to search for to find a secret. */
export function soughtFor(value: string, name: Secret['name']): Sought {
  const key = `${name}:${hasKeyReader()}:${value}`
  const known = lastSought.get(key)
  if (known) return known
  if (lastSought.size >= MOST_KEPT) lastSought.clear()
  const made = makeSought(value, name)
  lastSought.set(key, made)
  return made
}

function makeSought(value: string, name: Secret['name']): Sought {
  const forms = formsOf(value).filter(isLong)
  const key = name === 'PRIVATE_KEY' ? { key: privateKeyForms(value) } : {}
  return { mask: `<${name}>`, forms, undone: forms.flatMap(undone).filter(isLong), ...key }
}

/** In bytes. A private key is found in parts, so that not all of it needs to be waited for. */
function longestWriting([value, name]: [string, Secret['name']]): number {
  const length = Buffer.byteLength(value)
  return (name === 'PRIVATE_KEY' ? Math.min(length, LONGEST_LINE) : length) * LONGEST_WRITING
}

/** In bytes. A longer text is searched in pieces, because the search takes many times its size in memory. */
const CHUNK = 1024 * 1024
/** In bytes. Less is not worth a search. */
const PORTION = 4096
const NOTHING = new Uint8Array()
/** Bytes of a line of a key. */
const LONGEST_LINE = 76
/** The most bytes that one byte of a secret can take in nested escapes. */
const LONGEST_WRITING = 24

function isLong({ bytes }: Form): boolean {
  return bytes.length >= SHORTEST_MASKED
}

function* occurrences(text: string, { bytes, isShared }: Form): Generator<[start: number, end: number]> {
  const isDigit = (at: number) => isShared && /[\w+/=-]/.test(text[at] ?? '')
  for (let at = text.indexOf(bytes); at >= 0; at = text.indexOf(bytes, at + bytes.length)) {
    const end = at + bytes.length
    yield [isDigit(at - 1) ? at - 1 : at, isDigit(end) ? end + 1 : end]
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
