import { distance } from 'fastest-levenshtein'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import { codePointName } from '../text.js'
import type { Subject } from './mutation.js'
import { arrange, type Part, RIGHT, readPart, readParts } from './steps.js'

/** One difference between the string a user's own code hashed and the right one. */
export interface Difference {
  kind:
    | 'missing' /** signed by the rule, not in their string */
    | 'extra' /** in their string, not signed by the rule */
    | 'changed' /** there in another form */
    | 'order' /** the same texts, in another order */
    | 'separator' /** joined otherwise */
  /** The member; `SALT` for the key. */
  key?: string
  ours?: string
  theirs?: string
  /** Where their text first differs: the code points there, as a character may be invisible. */
  at?: { index: number; ours: string; theirs: string }
}

interface Token {
  key?: string
  text: string
  /** Where it stands in their list. */
  place: number
}

/**
 * Sets the string that a user's code hashed beside the right one and names every difference by member.
 *
 * @param prehash what was hashed, the SALT in it
 * @returns nothing where both are the same
 */
export function alignPrehash(subject: Subject, prehash: string): Difference[] {
  const ours = arrange(readParts(subject.members, RIGHT), RIGHT, subject.salt).map(({ part }) => part)
  const separator = separatorOf(prehash, ours.length)
  const { placed, left, tokens } = matchExactly(ours, split(prehash, separator, subject), separator)
  const differences = pairUp(
    ours.filter((part) => !placed.has(part)),
    left,
    subject
  )
  const places = ours.flatMap((part) => placed.get(part) ?? [])
  if (places.some((place, i) => i > 0 && place < (places[i - 1] ?? 0))) differences.push({ kind: 'order' })
  if (separator !== '&' && tokens > 1) differences.push({ kind: 'separator', ours: '&', theirs: separator })
  return differences
}

function separatorOf(prehash: string, texts: number): string {
  if (texts < 2 || prehash.includes('&')) return '&'
  return [',', '|', ';', '\n'].find((one) => prehash.split(one).length >= texts / 2) ?? '&'
}

/** Their texts; `key=text` of a member is taken apart. */
function split(prehash: string, separator: string, { members }: Subject): Token[] {
  const keys = new Set([...members.map(({ key }) => key), 'key', 'salt'])
  const texts = prehash.split(separator)
  const named = texts.map((text) => ({ text, key: text.slice(0, Math.max(0, text.indexOf('='))) }))
  const arePairs = named.filter(({ key }) => keys.has(key)).length > texts.length / 2
  return named.map(({ text, key }, place) =>
    arePairs && keys.has(key) ? { key, text: text.slice(key.length + 1), place } : { text, place }
  )
}

/** Takes out the texts that are the same in both; one that holds the separator stands in several of their tokens. */
function matchExactly(ours: readonly Part[], tokens: readonly Token[], separator: string) {
  const placed = new Map<Part, number>()
  const left = [...tokens]
  const widestFirst = ours.toSorted((a, b) => b.text.split(separator).length - a.text.split(separator).length)
  for (const part of widestFirst) {
    const width = part.text.split(separator).length
    const at = left.findIndex((token, i) => {
      const run = left.slice(i, i + width)
      return isRun(run, width) && mayBe(token, part) && run.map(({ text }) => text).join(separator) === part.text
    })
    if (at < 0) continue
    placed.set(part, (left[at] as Token).place)
    left.splice(at, width)
  }
  return { placed, left, tokens: tokens.length }
}

function isRun(run: readonly Token[], width: number): boolean {
  return run.length === width && run.every(({ place }, i) => place === (run[0]?.place ?? 0) + i)
}

function mayBe({ key }: Token, part: Part): boolean {
  return key === undefined || key === part.key || part.isSalt === true
}

/** Texts at least as alike as this are the same member in another form. */
const ALIKE = 0.4

/** What is left of both: the same member in another form, something missing, or something too much. */
function pairUp(missing: readonly Part[], extra: readonly Token[], subject: Subject): Difference[] {
  const left = [...extra]
  const differences: Difference[] = []
  const unpaired: Part[] = []
  for (const part of missing) {
    const best = left
      .map((token) => ({ token, alike: likeness(part, token) }))
      .sort((a, b) => b.alike - a.alike)
      .find(({ alike, token }) => alike >= ALIKE && !excludedValue(token, subject))
    if (!best) unpaired.push(part)
    else {
      left.splice(left.indexOf(best.token), 1)
      differences.push({ kind: 'changed', ...sides(part, best.token.text) })
    }
  }
  const gone = unpaired.map(
    (part): Difference => ({
      kind: 'missing',
      key: nameOf(part),
      ...(!part.isSalt && { ours: part.text })
    })
  )
  const added = left.map((token): Difference => {
    const key = token.key ?? excludedValue(token, subject)
    return { kind: 'extra', ...(key !== undefined && { key }), theirs: token.text }
  })
  return [...differences, ...gone, ...added]
}

function nameOf(part: Part): string {
  return part.isSalt ? 'SALT' : part.key
}

function likeness(part: Part, token: Token): number {
  if (token.key !== undefined) return token.key === part.key || (part.isSalt && token.key === 'salt') ? 1 : 0
  if (token.text === '') return 0
  if (letters(part.text) === letters(token.text)) return 1
  const longer = Math.max(part.text.length, token.text.length)
  return 1 - distance(part.text.slice(0, 500), token.text.slice(0, 500)) / Math.min(longer, 500)
}

/** What stays of a text whatever its escapes, spaces and case. */
function letters(text: string): string {
  try {
    return decodeURIComponent(text)
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  } catch {
    return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  }
}

/** The member that the rule leaves out and that has exactly this text. */
function excludedValue({ text }: Token, { members }: Subject): string | undefined {
  return members.find(
    (member) =>
      !readPart(member, RIGHT) && (EXCLUDED_KEYS.includes(member.key) || text === '') && textOf(member) === text
  )?.key
}

function textOf({ value, source }: Subject['members'][number]): string {
  return 'text' in value ? value.text : source
}

function sides(part: Part, theirs: string): Pick<Difference, 'key' | 'ours' | 'theirs' | 'at'> {
  // Of the SALT nothing is told but that it differs.
  if (part.isSalt) return { key: nameOf(part) }
  const [a, b] = [[...part.text], [...theirs]]
  const index = a.findIndex((character, i) => character !== b[i])
  const from = index < 0 ? a.length : index
  const name = (character: string | undefined) => (character ? codePointName(character.codePointAt(0) as number) : '')
  return {
    key: nameOf(part),
    ours: part.text,
    theirs,
    at: { index: from, ours: name(a[from]), theirs: name(b[from]) }
  }
}
