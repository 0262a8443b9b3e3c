import { isNumber } from '../../findings/number-code.js'
import { nearestFew } from '../nearest.js'
import { hyphenated, KEYS, type Mention, mentionsIn, plain } from './asked.js'
import { isSaid, type Ranked, rank, type Searchable } from './search-catalogue.js'

interface Named {
  namespace: string
  code: string
}

/** The result of a search. */
export type LookedUp<T> =
  /** The query names codes: all that are known, and those that are not. */
  | { by: 'code'; found: T[]; unknown: { asked: string; near: string[] }[] }
  /** The query is a text: what it clearly means, if anything, and everything it can mean, the likeliest first. */
  | { by: 'text'; found: T[]; best: T | undefined }

/** The most results for a text. */
const MOST_FOUND = 8
const MOST_NEAR = 3
/** The meaning is clear if the best score is higher than the next one by this factor. */
const CLEARLY = 1.25
/** Results with less than this share of the best score are not listed. */
const SHARE_OF_BEST = 0.4

/**
 * Finds what a user asks for: codes (`2008`, `TIMEOUT`), perhaps with their namespace or key (`pay:4`,
 * `"err_no": 2008`), a whole namespace, a pasted answer or log line, or the text of a message. Upper and lower case,
 * and full-width and usual characters, are the same.
 *
 * @param words the arguments on the command line
 */
export function lookUp<T extends Searchable>(words: readonly string[], entries: readonly T[]): LookedUp<T> {
  const text = plain(words.join(' '))
  const whole = exact(text, entries)
  if (whole.length > 0) return { by: 'code', found: whole, unknown: [] }
  // Its words may be names too: of `order closed` the first is.
  if (isSaid(text, entries)) return meant(text, words.join(' '), entries)
  return listed(text, entries) ?? pasted(text, entries) ?? meant(text, words.join(' '), entries)
}

/** The entries of a code, of a code with its namespace or key, or of a namespace. */
function exact<T extends Named>(text: string, entries: readonly T[]): T[] {
  const { key, code } = qualified(text, entries)
  if (key === undefined) return ofWord(code, entries)
  return isNamespace(key, entries) && !KEYS.has(key)
    ? withCode(code, entries).filter(({ namespace }) => namespace === key)
    : byKey({ key, value: code }, entries)
}

/** A code, or all codes of a key with the field of that name after them, or a field with the namespace of its name. */
function ofWord<T extends Named>(word: string, entries: readonly T[]): T[] {
  if (isCode(word, entries)) return withCode(word, entries)
  const type = /^(\w+)_(?:callback|notify)$/.exec(word)?.[1]
  const callbacks = entries.filter(({ namespace, code }) => namespace === 'callback' && code === type)
  if (callbacks.length > 0) return callbacks
  const known = KEYS.get(word)
  const namespaces = known ? (known.isState ? known.namespaces : known.namespaces.slice(0, 1)) : [word]
  const codes = entries.filter(({ namespace }) => namespaces.includes(namespace))
  return known ? [...codes, ...withCode(word, entries)] : [...withCode(word, entries), ...codes]
}

/** Several codes: every word is a code, a number, or a code after its namespace. */
function listed<T extends Searchable>(text: string, entries: readonly T[]): LookedUp<T> | undefined {
  const codes = [...new Set(grouped(text.split(/[\s,;]+/), entries))]
  const results = codes.map((code) => {
    const found = exact(code, entries)
    return { code, found: found.length > 0 ? found : ofStatus(code, entries) }
  })
  const areCodes = results.every(
    ({ code, found }) =>
      isNumber(code) || (found.length > 0 && (!KEYS.has(code) || isNamespace(code, entries) || isCode(code, entries)))
  )
  if (!areCodes) return undefined
  return {
    by: 'code',
    found: unique(results.flatMap(({ found }) => found)),
    unknown: results.flatMap(({ code, found }) =>
      found.length > 0 ? [] : [{ asked: code, near: elsewhere(code, entries) }]
    )
  }
}

/** The entries of an HTTP status, for a number that is not a code of the platform. */
function ofStatus<T extends Searchable>(code: string, entries: readonly T[]): T[] {
  return /^[1-5]\d\d$/.test(code) ? entries.filter(({ says }) => says.includes(`HTTP ${code}`)) : []
}

/** Joins `err_no 2008` to `err_no:2008`. Of `refund 22002`, which no refund has, the number stays. */
function grouped(words: readonly string[], entries: readonly Named[]): string[] {
  const grouped: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const next = words[i + 1]
    const isPair = isKey(word, entries) && next !== undefined && exact(`${word}:${next}`, entries).length > 0
    const isNumbered = isKey(word, entries) && /^-?\d+$/.test(next ?? '')
    if (isPair || isNumbered) i++
    const isOfOther = isNumbered && !isPair && !KEYS.has(word) && withCode(next ?? '', entries).length > 0
    grouped.push(isOfOther ? (next ?? '') : isPair || isNumbered ? `${word}:${next}` : word)
  }
  return grouped
}

/** The codes in an answer or a log line. */
function pasted<T extends Searchable>(text: string, entries: readonly T[]): LookedUp<T> | undefined {
  const ours = hyphenated(text).flatMap((word) =>
    withCode(word, entries).filter(({ own, namespace }) => own && namespace !== 'header')
  )
  for (const mentions of mentionsIn(text)) {
    const found = mentions.flatMap((one) => byKey(one, entries))
    if (found.length > 0)
      return {
        by: 'code',
        found: unique([...found, ...ours, ...alsoSaid(text, found, mentions, entries)]),
        unknown: []
      }
    const numbers = mentions.filter(({ key, value }) => key !== '' && /^-?\d+$/.test(value))
    if (numbers.length > 0 && ours.length === 0)
      return {
        by: 'code',
        found: [],
        unknown: numbers.map(({ value }) => ({ asked: value, near: byMeaning(text, entries) }))
      }
  }
  return ours.length > 0 ? { by: 'code', found: unique(ours), unknown: [] } : undefined
}

/** Adds what the text around a lone number means: it says more than the number. */
function alsoSaid<T extends Searchable>(
  text: string,
  found: readonly T[],
  mentions: readonly Mention[],
  entries: readonly T[]
): T[] {
  if (mentions.some(({ key }) => key !== '')) return []
  const [best] = rank(text, entries).filter(({ said }) => said)
  const known = best && found.some(({ says }) => best.entry.says.some((one) => says.includes(one)))
  return best && !known ? [best.entry] : []
}

/** What a text means. If it means nothing, it is returned as typed, so that secrets in it can be masked. */
function meant<T extends Searchable>(text: string, asTyped: string, entries: readonly T[]): LookedUp<T> {
  const ranked = rank(text, entries)
  if (ranked.length === 0) return { by: 'code', found: [], unknown: [{ asked: asTyped, near: spelled(text, entries) }] }
  const least = SHARE_OF_BEST * (ranked[0]?.score ?? 0)
  const likely = ranked.filter(({ score }) => score >= least).slice(0, MOST_FOUND)
  return { by: 'text', found: likely.map(({ entry }) => entry), best: clearBest(likely) }
}

function clearBest<T>([first, second]: readonly Ranked<T>[]): T | undefined {
  return first && (!second || first.score > CLEARLY * second.score) ? first.entry : undefined
}

/** What a message is about, as queries; empty if it says too little. */
function byMeaning<T extends Searchable>(text: string, entries: readonly T[]): string[] {
  const said = rank(text.replace(/(?<![a-z_])[a-z_]*err[a-z_]*|-?\d+/g, ' '), entries).filter(({ score }) => score >= 1)
  return unique(said.map(({ entry }) => nameOf(entry))).slice(0, MOST_NEAR)
}

/** The same code in another namespace. */
function elsewhere(asked: string, entries: readonly Named[]): string[] {
  return unique(withCode(asked.replace(/^[^:]*:/, ''), entries).map(nameOf)).slice(0, MOST_NEAR)
}

/** The nearest codes by spelling. Only for words, because near numbers have nothing in common. */
function spelled(text: string, entries: readonly Named[]): string[] {
  const { code } = qualified(text, entries)
  const same = elsewhere(text, entries)
  if (same.length > 0 || !/[a-z]/.test(code)) return same
  const names = entries.map((one) => one.code).filter((one) => /[a-z]/i.test(one))
  return nearestFew(code, [...new Set(names)], MOST_NEAR)
}

/** A code with the namespace or key before it. */
function qualified(text: string, entries: readonly Named[]): { key?: string; code: string } {
  const [, key = '', code = ''] =
    /^["']?([a-z][a-z_. -]*?|\p{Script=Han}+)["']?\s*(?::|=>|[=\s])\s*["']?(.+)$/u.exec(text) ?? []
  return code !== '' && isKey(key, entries) ? { key, code } : { code: text }
}

/** The entries of a code after a key: of the first of its namespaces that has it, otherwise of any. */
function byKey<T extends Named>({ key, value }: Mention, entries: readonly T[]): T[] {
  const sameCode = withCode(value, entries)
  const { namespaces = [], isState } = KEYS.get(key) ?? {}
  if (isState) return sameCode.filter(({ namespace }) => namespaces.includes(namespace))
  const first = namespaces.find((namespace) => sameCode.some((one) => one.namespace === namespace))
  if (first) return sameCode.filter(({ namespace }) => namespace === first)
  if (!/^-?\d+$/.test(value)) return []
  const anywhere = sameCode.filter((one) => !COUNTED.includes(one.namespace))
  return anywhere.length > 0 || key === '' || namespaces.length > 0 ? anywhere : sameCode
}

/** Namespaces of small numbers, which are not meant after another key. */
const COUNTED = ['way', 'push_status', 'push_type', 'pay', 'item', 'refund_source', 'refund_reason']
/** Namespaces of things that users search by name. */
const NAMES = ['call', 'field']

function isCode(word: string, entries: readonly Named[]): boolean {
  return withCode(word, entries).some(({ namespace }) => !NAMES.includes(namespace))
}

/** Whether a code may follow a word. */
function isKey(word: string, entries: readonly Named[]): boolean {
  return KEYS.has(word) || isNamespace(word, entries)
}

function withCode<T extends Named>(code: string, entries: readonly T[]): T[] {
  return entries.filter((one) => one.code.toLowerCase() === code)
}

function isNamespace(word: string, entries: readonly Named[]): boolean {
  return entries.some(({ namespace }) => namespace === word)
}

function nameOf({ namespace, code }: Named): string {
  return `${namespace}:${code}`
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
