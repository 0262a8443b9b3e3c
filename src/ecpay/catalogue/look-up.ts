import { isNumber } from '../../findings/number-code.js'
import { nearestFew } from '../../protocol/nearest.js'
import { hyphenated, KEYS, type Mention, mentionsIn, plain } from './asked.js'
import { type Ranked, rank, type Searchable } from './search-catalogue.js'

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
  if (key === undefined) return ofWord(code, entries)
  return isNamespace(key, entries) && !KEYS.has(key)
    ? withCode(code, entries).filter(({ namespace }) => namespace === key)
    : byKey({ key, value: code }, entries)
}

/** A code, or all of a namespace, or of what stands behind a key; the field of that name comes after them. */
function ofWord<T extends Named>(word: string, entries: readonly T[]): T[] {
  if (isCode(word, entries)) return withCode(word, entries)
  const known = KEYS.get(word)
  const namespaces = known ? (known.isState ? known.namespaces : known.namespaces.slice(0, 1)) : [word]
  return [...entries.filter(({ namespace }) => namespaces.includes(namespace)), ...withCode(word, entries)]
}

/** Several codes in a row: every word is one, or a number, or stands behind its namespace. */
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

/** What says a status of HTTP, for a number that is no code of the platform. */
function ofStatus<T extends Searchable>(code: string, entries: readonly T[]): T[] {
  return /^[1-5]\d\d$/.test(code) ? entries.filter(({ says }) => says.includes(`HTTP ${code}`)) : []
}

/** `err_no 2008` asks for the same as `err_no:2008`. */
function grouped(words: readonly string[], entries: readonly Named[]): string[] {
  const grouped: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const next = words[i + 1]
    const isPair = isKey(word, entries) && next !== undefined && exact(`${word}:${next}`, entries).length > 0
    const isNumbered = isKey(word, entries) && /^-?\d+$/.test(next ?? '')
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
  const said = rank(text.replace(/(?<![a-z_])[a-z_]*err[a-z_]*|-?\d+/g, ' '), entries).filter(({ score }) => score >= 1)
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
  const { code } = qualified(text, entries)
  const same = elsewhere(text, entries)
  if (same.length > 0 || !/[a-z]/.test(code)) return same
  const names = entries.map((one) => one.code).filter((one) => /[a-z]/i.test(one))
  return nearestFew(code, [...new Set(names)], MOST_NEAR)
}

/** A code behind its namespace or key. */
function qualified(text: string, entries: readonly Named[]): { key?: string; code: string } {
  const [, key = '', code = ''] =
    /^["']?([a-z][a-z_. -]*?|\p{Script=Han}+)["']?\s*(?::|=>|[=\s])\s*["']?(.+)$/u.exec(text) ?? []
  return code !== '' && isKey(key, entries) ? { key, code } : { code: text }
}

/** What a key of an answer names: in the first of its namespaces that has it, or else wherever it is. */
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

/** Namespaces of small numbers, which mean nothing behind another key. */
const COUNTED = ['way', 'push_status', 'push_type', 'pay']
/** Of what people ask for by name, beside codes. */
const NAMES = ['call', 'field']

function isCode(word: string, entries: readonly Named[]): boolean {
  return withCode(word, entries).some(({ namespace }) => !NAMES.includes(namespace))
}

/** Whether a code may stand behind a word. */
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
