import { compareBytes } from '../text.js'

/** The largest integer of PHP; what is above it is a float. */
const MOST = 2n ** 63n - 1n
const LEAST = -(2n ** 63n)
const NUMERIC = /^[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)[ \t\n\r\v\f]*$/i
/** In UTF-16 units: no number is longer. */
const LONGEST = 400

/** PHP's comparison of two texts: as numbers if both are numeric, otherwise by bytes. */
export function comparePhp(a: string, b: string): number {
  const [left, right] = [numberIn(a), numberIn(b)]
  if (left === undefined || right === undefined) return compareBytes(a, b)
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : left > right ? 1 : 0
  const [x, y] = [Number(left), Number(right)]
  // Two integers that are too large are floats, and equal ones are compared as texts.
  if (x === y && isTooLarge(a, left) && isTooLarge(b, right)) return compareBytes(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** An integer of 64 bits, or a float; nothing for a text that is not numeric. */
function numberIn(text: string): bigint | number | undefined {
  if (text.length >= LONGEST) return undefined
  const digits = NUMERIC.exec(text)?.[1]
  if (digits === undefined) return undefined
  if (!/^[+-]?\d+$/.test(digits)) return Number(digits)
  const integer = BigInt(digits.replace(/^\+/, ''))
  return integer > MOST || integer < LEAST ? Number(digits) : integer
}

function isTooLarge(text: string, value: bigint | number): boolean {
  return typeof value === 'number' && /^\s*[+-]?\d+\s*$/.test(text)
}

/** Above this many items, PHP sorts by halves. */
const FEW = 16
/** From this item on, PHP looks at every second one. */
const SINGLE_STEPS = 6

/**
 * Sorts as PHP does. With a comparison that contradicts itself, such as that of digits with texts that begin with
 * digits, the result depends on which items are compared.
 *
 * @param items objects, each of them once
 */
export function sortAsPhp<T extends object>(items: readonly T[], compareItems: (a: T, b: T) => number): T[] {
  const places = new Map(items.map((item, i) => [item, i]))
  // Of equal ones, the first stays the first.
  const compare = (a: T, b: T) => compareItems(a, b) || (places.get(a) ?? 0) - (places.get(b) ?? 0)
  const list = [...items]
  if (list.length > FEW) return list.sort(compare)
  const isAfter = (i: number, one: T) => compare(list[i] as T, one) > 0
  // Two of the first three change places at once where there are no more than five.
  const start = list.length > 2 && list.length < SINGLE_STEPS ? sortFirstThree(list, compare) : 1
  for (let i = start; i < list.length; i++) {
    const one = list[i] as T
    if (!isAfter(i - 1, one)) continue
    const place = i < SINGLE_STEPS ? bySingleSteps(i, one, isAfter) : byDoubleSteps(i, one, isAfter, compare, list)
    list.splice(i, 1)
    list.splice(place, 0, one)
  }
  return list
}

/** @returns the number of items that are sorted */
function sortFirstThree<T>(list: T[], compare: (a: T, b: T) => number): number {
  const [a, b, c] = list as [T, T, T]
  if (compare(a, b) <= 0) {
    if (compare(b, c) > 0) list.splice(0, 3, ...(compare(a, c) > 0 ? [c, a, b] : [a, c, b]))
  } else if (compare(c, b) <= 0) list.splice(0, 3, c, b, a)
  else list.splice(0, 3, ...(compare(a, c) > 0 ? [b, c, a] : [b, a, c]))
  return 3
}

type IsAfter<T> = (i: number, one: T) => boolean

function bySingleSteps<T>(from: number, one: T, isAfter: IsAfter<T>): number {
  let at = from - 1
  while (at > 0 && isAfter(at - 1, one)) at--
  return at
}

function byDoubleSteps<T>(
  from: number,
  one: T,
  isAfter: IsAfter<T>,
  compare: (a: T, b: T) => number,
  list: readonly T[]
): number {
  let at = from - 1
  for (;;) {
    at -= 2
    if (!isAfter(at, one)) {
      at++
      return isAfter(at, one) ? at : at + 1
    }
    if (at === 0) return 0
    if (at === 1) return compare(one, list[0] as T) > 0 ? 1 : 0
  }
}

const ZERO = 0x30
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= 0x39
const isSpace = (byte: number | undefined) => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)

/** PHP's natural comparison (SORT_NATURAL, strnatcmp): by bytes, but runs of digits as numbers; white space is skipped. */
export function comparePhpNaturally(one: string, other: string): number {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  if (a.length === 0 || b.length === 0) return Math.sign(a.length - b.length)
  let [i, j] = [afterZeros(a), afterZeros(b)]
  for (;;) {
    while (isSpace(a[i])) i++
    while (isSpace(b[j])) j++
    if (isDigit(a[i]) && isDigit(b[j])) {
      const length = (digits: Uint8Array, from: number) => {
        let end = from
        while (isDigit(digits[end])) end++
        return end - from
      }
      const [left, right] = [length(a, i), length(b, j)]
      // A number that begins with 0 is compared as what stands behind a point.
      const isFraction = a[i] === ZERO || b[j] === ZERO
      const digits = Math.sign(Buffer.compare(a.subarray(i, i + left), b.subarray(j, j + right)))
      const found = isFraction || left === right ? digits : Math.sign(left - right)
      if (found !== 0) return found
      i += left
      j += right
      if (i >= a.length || j >= b.length) return Math.sign(a.length - i - (b.length - j))
    }
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference !== 0) return Math.sign(difference)
    i++
    j++
    if (i >= a.length || j >= b.length) return i >= a.length ? (j >= b.length ? 0 : -1) : 1
  }
}

/** The place behind zeros at the beginning, if a digit follows. */
function afterZeros(text: Uint8Array): number {
  let at = 0
  while (text[at] === ZERO && isDigit(text[at + 1])) at++
  return at
}
