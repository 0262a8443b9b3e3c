import { printedBytes } from '../printed-bytes.js'

/** What stands around Base64 and is never part of it. */
const AROUND = /[\s"'`\u2018-\u201d\u00a0\u3000,;\\>]/g
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/
const HEX = /^(?:[0-9a-f]{2})+$/i
/** What is written between bytes in hexadecimal digits, and in front of each. */
const AROUND_HEX = /0x|[\s"'`:,;{}[\]()\\x]/gi
/** In characters: no key is shorter. */
const SHORTEST = 100

/** The Base64 of a body without all else; nothing where something else is in it. */
export function digitsIn(body: string): string | undefined {
  const digits = body.replace(AROUND, '')
  return BASE64.test(digits) ? digits : undefined
}

/**
 * What a body may mean, the likeliest first: as it is; as hexadecimal digits or numbers; then without what some program
 * put between its lines, in front of them or around the whole. Only the numbers in a key tell which one is right.
 */
export function* readings(body: string): Generator<Uint8Array> {
  const digits = digitsIn(body)
  const hex = body.replace(AROUND_HEX, '')
  if (hex.length > SHORTEST && HEX.test(hex)) yield Buffer.from(hex, 'hex')
  if (digits !== undefined) yield Buffer.from(digits, 'base64')
  const bytes = numbersIn(body)
  if (bytes) yield bytes
  for (const text of cleaned(body)) {
    const found = leadingDigits(text)
    if (found.length > SHORTEST && found !== digits) yield Buffer.from(found, 'base64')
  }
}

/** No key has fewer bytes. */
const FEWEST = 100

/** Bytes as a language prints them, also with something around them: `[48, -126, …]`, `{"0":48,"1":130,…}`. */
function numbersIn(body: string): Uint8Array | undefined {
  const printed = printedBytes(body)
  if (printed && printed.length >= FEWEST) return printed
  const lists = body.match(/-?\d{1,3}(?:\s{0,9},\s{0,9}-?\d{1,3})+/g) ?? []
  const list = lists.map((one) => one.split(',')).find(({ length }) => length >= FEWEST)
  return list && Uint8Array.from(list, Number)
}

/** Where the Base64 of a key begins, or that of a whole PEM file or of JSON: behind anything that is no Base64. */
const BEGINNING = /(?<![A-Za-z0-9+/_-])(?:MII|LS0tLS1CRUdJTi|eyJ)/g
/** So many are tried, each with so many characters: a key of 8192 bits has 6,400. */
const MOST = 20
const LONGEST = 20_000

/** The body with one kind of rubbish less. */
function* cleaned(body: string): Generator<string> {
  const text = body.trim()
  const at = text.indexOf('MII')
  // Whatever parts its lines, such as the n of a \n whose backslash a shell took, does so again and again.
  if (at >= 0) yield* evenLines(text.slice(at))
  // A form decodes each + as a space.
  yield text.replaceAll(' ', '+')
  for (const { index } of [...text.matchAll(BEGINNING)].slice(0, MOST)) yield text.slice(index, index + LONGEST)
  const lines = text.split('\n')
  if (lines.length < 2) return
  const front = commonMarks(lines)
  if (front > 0) yield lines.map((line) => line.slice(front)).join('')
  // Numbers or marks of comments in front of the lines.
  yield lines.map(longestRun).join('')
}

/** The lengths that programs break Base64 into. */
const WIDTHS = [64, 76]
const MOST_BETWEEN = 8

/** The lines of a text that the same characters part. */
function* evenLines(text: string): Generator<string> {
  for (const width of WIDTHS) {
    for (let between = 1; between <= MOST_BETWEEN; between++) {
      const whole = width + between
      if (text.length < 2 * whole) break
      const parts = text.slice(width, whole)
      const lines = Array.from({ length: Math.ceil(text.length / whole) }, (_, i) =>
        text.slice(i * whole, (i + 1) * whole)
      )
      const isEven = lines.every((line, i) => i === lines.length - 1 || line.slice(width) === parts)
      if (isEven) yield lines.map((line) => line.slice(0, width)).join('')
    }
  }
}

/** How many characters that are no letters or digits all lines begin with. */
function commonMarks(lines: readonly string[]): number {
  const [marks = ''] = /^[^A-Za-z0-9]*/.exec(lines[1] ?? '') ?? []
  return lines.every((line) => line.startsWith(marks)) ? marks.length : 0
}

function longestRun(line: string): string {
  const runs = line.match(/[A-Za-z0-9+/_-]+={0,2}/g) ?? []
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
}

/** The Base64 that a text begins with, as far as nothing else is in it. What follows a key is left out where it is read. */
function leadingDigits(text: string): string {
  const [front = ''] = /^[A-Za-z0-9+/_\-\s"'`\u2018-\u201d\u00a0\u3000,;\\>]*/.exec(text) ?? []
  return front.replace(AROUND, '')
}
