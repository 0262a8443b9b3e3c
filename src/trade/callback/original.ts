import { type Finding, finding } from '../../findings/findings.js'
import type { Material } from './mistakes.js'

/** In bytes that are hashed: a second at most. */
const BUDGET = 200_000_000

type Test = (text: Uint8Array) => boolean

/**
 * What was signed in place of a body that nothing else explains: the same with spaces that were taken out, or with one
 * character more, less, or another.
 */
export function originalOf(body: Uint8Array, { timestamp, nonce }: Material, isIt: Test): Finding | undefined {
  const front = Buffer.from(`${timestamp}\n${nonce}\n`)
  const whole = (inner: Uint8Array) => Buffer.concat([front, inner, LINE_FEED])
  return spacesTakenOut(body, (text) => isIt(whole(Buffer.from(text)))) ?? oneCharacter(body, front, isIt)
}

const LINE_FEED = Buffer.from('\n')

/** Of gaps that held spaces; more of them are too many sets. */
const MOST_GAPS = 4
/** In a row in one gap. */
const MOST_SPACES = 2
const MOST_TRIED = 60_000

/** Puts spaces back where free text may have had them; only a body that has none is looked at. */
function spacesTakenOut(body: Uint8Array, isIt: (text: string) => boolean): Finding | undefined {
  const text = Buffer.from(body).toString()
  if (text.includes(' ')) return undefined
  let tried = 0
  for (const base of laidOut(text)) {
    const gaps = gapsIn(base)
    for (let count = base === text ? 1 : 0; count <= Math.min(MOST_GAPS, gaps.length); count++) {
      for (const widened of withSpaces(base, gaps, count)) {
        if (++tried > MOST_TRIED) return undefined
        if (isIt(widened)) return finding('spaces-stripped', { isHere: true })
      }
    }
  }
  return undefined
}

/** As it is, and as Python lays JSON out: outside, inside of msg, and both. */
function laidOut(text: string): string[] {
  const outside = (one: string) => one.replaceAll('":"', '": "').replaceAll('","', '", "')
  const inside = (one: string) => one.replaceAll('\\":', '\\": ').replaceAll(',\\"', ', \\"')
  return [...new Set([text, outside(text), inside(text), inside(outside(text))])]
}

/** A member of msg with a text in it: its name, and what may have had spaces. */
const TEXT_MEMBER = /\\"(\w{1,40})\\":(?: ?)\\"([^"\\]{1,80})\\"/g
/** Members that never hold free text. */
const NO_FREE_TEXT = /(?:_id|_no|uid|status|type|version|channel|time|path|url)$/i

/** Where a space may have stood: between, before and behind the characters of free text. */
function gapsIn(text: string): number[] {
  return [...text.matchAll(TEXT_MEMBER)].flatMap(({ 0: all, 1: key = '', 2: value = '', index }) => {
    if (NO_FREE_TEXT.test(key)) return []
    const start = index + all.length - 2 - value.length
    let at = start
    const inner = [...value].map((character) => {
      at += character.length
      return at
    })
    return [...inner.slice(0, -1), start, start + value.length]
  })
}

function* withSpaces(text: string, gaps: readonly number[], count: number): Generator<string> {
  if (count === 0) {
    yield text
    return
  }
  for (const [i, gap] of gaps.entries()) {
    const rest = gaps.slice(i + 1)
    for (let width = 1; width <= MOST_SPACES; width++) {
      const spaces = ' '.repeat(width)
      const wider = text.slice(0, gap) + spaces + text.slice(gap)
      const moved = rest.map((one) => (one >= gap ? one + width : one))
      yield* withSpaces(wider, moved, count - 1)
    }
  }
}

/** Printable ASCII, those first that numbers and names are made of. */
const CHARACTERS = Buffer.from(
  `0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_- .,:/+=${'!"#$%&\'()*;<>?@[\\]^`{|}~'}`
)

/** One character that was changed, added or lost in the body. */
function oneCharacter(body: Uint8Array, front: Uint8Array, isIt: Test): Finding | undefined {
  // A long body has time for the likelier characters only.
  const characters = CHARACTERS.subarray(0, Math.floor(BUDGET / (2 * (body.length + 1) * (body.length + 100))))
  return changed(body, front, isIt, characters) ?? added(body, front, isIt) ?? lost(body, front, isIt, characters)
}

function changed(body: Uint8Array, front: Uint8Array, isIt: Test, characters: Uint8Array): Finding | undefined {
  const text = Buffer.concat([front, body, LINE_FEED])
  for (let at = front.length; at < text.length - 1; at++) {
    const found = text[at] as number
    if (found > 0x7f) continue
    for (const was of characters) {
      text[at] = was
      if (was !== found && isIt(text)) return otherThan(at - front.length, found, was)
    }
    text[at] = found
  }
  return undefined
}

function otherThan(offset: number, found: number, was: number): Finding {
  return finding('one-character-changed', {
    offset,
    found: String.fromCharCode(found),
    was: String.fromCharCode(was)
  })
}

/** A character that is too many; one beyond ASCII goes as a whole. */
function added(body: Uint8Array, front: Uint8Array, isIt: Test): Finding | undefined {
  if (body.length > Math.sqrt(BUDGET)) return undefined
  for (let at = 0; at < body.length; at++) {
    if (((body[at] as number) & 0xc0) === 0x80) continue
    let end = at + 1
    while (end < body.length && ((body[end] as number) & 0xc0) === 0x80) end++
    if (isIt(Buffer.concat([front, body.subarray(0, at), body.subarray(end), LINE_FEED])))
      return finding('one-character-changed', { offset: at, found: textAt(body, at, end), was: '' })
  }
  return undefined
}

function lost(body: Uint8Array, front: Uint8Array, isIt: Test, characters: Uint8Array): Finding | undefined {
  const text = Buffer.concat([front, Buffer.from(' '), body, LINE_FEED])
  for (let at = 0; at <= body.length; at++) {
    const place = front.length + at
    // The gap moves on by one: what stood behind it goes before it.
    if (at > 0) text[place - 1] = body[at - 1] as number
    if (((body[at] ?? 0) & 0xc0) === 0x80) continue
    for (const was of characters) {
      text[place] = was
      if (isIt(text)) return finding('one-character-changed', { offset: at, found: '', was: String.fromCharCode(was) })
    }
  }
  return undefined
}

function textAt(body: Uint8Array, from: number, to: number): string {
  return Buffer.from(body.subarray(from, to)).toString()
}
