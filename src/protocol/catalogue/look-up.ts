import { nearestFew } from '../nearest.js'
import { hyphenated, isNumber, KEYS, type Mention, mentionsIn, plain } from './asked.js'
import { type Ranked, rank, type Searchable } from './search.js'

interface Named {
  namespace: string
  code: string
}

/** What a person asks for. */
export type LookedUp<T> =
  /** Codes that are named, all of them, and those of them that nothing is known of. */
  | { by: 'code'; found: T[]; unknown: { asked: string; near: string[] }[] }
  /** A text: what is meant by it where that is clear, and what else may be, the likeliest first. */
  | { by: 'text'; found: T[]; best: T | undefined }

/** How many a text may mean at most. */
const MOST_FOUND = 8
const MOST_NEAR = 3
/** By how much the best has to be better than the next to be clear. */
const CLEARLY = 1.25
/** What has less of the best one's score is not listed beside it. */
const SHARE_OF_BEST = 0.4

/**
 * Finds what a person asks for: codes (`2008`, `TIMEOUT`), with their namespace or key (`pay:4`,
 * `"err_no": 2008`), a namespace for all of it, a pasted answer or line of a log, or the text of a message. Upper
 * and lower case, full-width and usual characters are the same.
 *
 * @param words as they stand on the command line
 */
export function lookUp<T extends Searchable>(words: readonly string[], entries: readonly T[]): LookedUp<T> {
  const text = plain(words.join(' '))
  const whole = exact(text, entries)
  if (whole.length > 0) return { by: 'code', found: whole, unknown: [] }
  return listed(text, entries) ?? pasted(text, entries) ?? meant(text, words.join(' '), entries)
}

/** The entries of a code, of a code with its namespace or key, or of a namespace. */
function exact<T extends Named>(text: string, entries: readonly T[]): T[] {
  const { key, code } = qualified(text, entries)
  if (key === undefined) {
    const sameCode = withCode(code, entries)
    return sameCode.length > 0 ? sameCode : entries.filter(({ namespace }) => namespacesOf(code).includes(namespace))
  }
  return isNamespace(key, entries) && !KEYS.has(key)
    ? withCode(code, entries).filter(({ namespace }) => namespace === key)
    : byKey({ key, value: code }, entries)
}

/** Several codes in a row: every word is one, or a number, or stands behind its namespace. */
function listed<T extends Named>(text: string, entries: readonly T[]): LookedUp<T> | undefined {
  const codes = grouped(text.split(/[\s,;]+/), entries)
  const results = codes.map((code) => ({ code, found: exact(code, entries) }))
  if (!results.every(({ code, found }) => found.length > 0 || isNumber(code))) return undefined
  return {
    by: 'code',
    found: unique(results.flatMap(({ found }) => found)),
    unknown: results.flatMap(({ code, found }) =>
      found.length > 0 ? [] : [{ asked: code, near: elsewhere(code, entries) }]
    )
  }
}

/** `err_no 2008` asks for the same as `err_no:2008`. */
function grouped(words: readonly string[], entries: readonly Named[]): string[] {
  const isKey = (word: string | undefined) => word !== undefined && (KEYS.has(word) || isNamespace(word, entries))
  const grouped: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const next = words[i + 1]
    const isPair = isKey(word) && next !== undefined && exact(`${word}:${next}`, entries).length > 0
    const isNumbered = isKey(word) && /^-?\d+$/.test(next ?? '')
    if (isPair || isNumbered) i++
    grouped.push(isPair || isNumbered ? `${word}:${next}` : word)
  }
  return grouped
}

/** The codes in an answer or a line of a log. */
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

/** A number alone in a text says less than the text of a message around it. */
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

/** What a text means; of one that means nothing, the text as it was typed, for secrets in it are known by that. */
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

/** What a message is about, as it would be asked for; nothing where it says too little. */
function byMeaning<T extends Searchable>(text: string, entries: readonly T[]): string[] {
  const said = rank(text.replace(/[a-z_]*err[a-z_]*|-?\d+/g, ' '), entries).filter(({ score }) => score >= 1)
  return said.slice(0, MOST_NEAR).map(({ entry }) => nameOf(entry))
}

/** The same code in another namespace. */
function elsewhere(asked: string, entries: readonly Named[]): string[] {
  return withCode(asked.replace(/^[^:]*:/, ''), entries)
    .map(nameOf)
    .slice(0, MOST_NEAR)
}

/** The nearest by spelling, for words alone: of numbers the nearest says nothing. */
function spelled(text: string, entries: readonly Named[]): string[] {
  const { key, code } = qualified(text, entries)
  if (/^-?\d*$/.test(code) || !/[a-z]/.test(code)) return elsewhere(text, entries)
  const same = elsewhere(text, entries)
  if (same.length > 0) return same
  const within = entries.filter((one) => namespacesOf(key ?? '').includes(one.namespace))
  const near = nearestFew(`${namespacesOf(key ?? '')[0]}:${code}`, within.map(nameOf), MOST_NEAR)
  return near.length > 0
    ? near
    : nearestFew(
        code,
        [...new Set(entries.map((one) => one.code))].filter((one) => /[a-z]/i.test(one)),
        MOST_NEAR
      )
}

/** A code behind its namespace or key. */
function qualified(text: string, entries: readonly Named[]): { key?: string; code: string } {
  const [, key = '', code = ''] =
    /^["']?([a-z][a-z_. -]*?|\p{Script=Han}+)["']?\s*(?::|=>|[=\s])\s*["']?(.+)$/u.exec(text) ?? []
  return code !== '' && (KEYS.has(key) || isNamespace(key, entries)) ? { key, code } : { code: text }
}

/** What a key of an answer names: in the first of its namespaces that has it, or else wherever it is. */
function byKey<T extends Named>({ key, value }: Mention, entries: readonly T[]): T[] {
  const sameCode = withCode(value, entries)
  const namespaces = KEYS.get(key) ?? []
  const states = sameCode.filter(({ namespace }) => namespaces.includes(namespace))
  if (key.endsWith('status')) return states
  const first = namespaces.find((namespace) => sameCode.some((one) => one.namespace === namespace))
  if (first) return sameCode.filter(({ namespace }) => namespace === first)
  return /^-?\d+$/.test(value) ? sameCode.filter((one) => !COUNTED.includes(one.namespace)) : []
}

/** Namespaces of small numbers, which mean nothing behind another key. */
const COUNTED = ['way', 'push_status', 'push_type', 'pay', 'field', 'call']

function withCode<T extends Named>(code: string, entries: readonly T[]): T[] {
  return entries.filter((one) => one.code.toLowerCase() === code)
}

function isNamespace(word: string, entries: readonly Named[]): boolean {
  return entries.some(({ namespace }) => namespace === word)
}

function namespacesOf(key: string): readonly string[] {
  const known = KEYS.get(key) ?? []
  return known.length > 0 ? known : [key]
}

function nameOf({ namespace, code }: Named): string {
  return `${namespace}:${code}`
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
