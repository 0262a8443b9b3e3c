import { distance } from 'fastest-levenshtein'
import { objectIn } from '../../protocol/json/json.js'
import { codePointName } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { Difference } from './difference.js'
import { HiddenSecrets } from './hidden.js'
import { jointsOf, orderOf, type Placed, pairsOf } from './joints.js'
import type { Subject } from './mutation.js'
import { type Piece, readPieces, SALT_NAMES, separatorOf, textOf } from './pieces.js'
import { arrange, type Part, RIGHT, readPart, readParts } from './steps.js'

/**
 * Compares the string that a user's code hashed with the right one, and names every difference by member.
 *
 * @param prehash the hashed string, with the SALT
 * @returns empty if both are the same
 */
export function alignPrehash(subject: Subject, prehash: string): Difference[] {
  const secrets = new HiddenSecrets(subject, subject.members.map((one) => `${one.key}\n${textOf(one)}\n`).join(''))
  const ours = arrange(readParts(subject.members, RIGHT), RIGHT, subject.salt).map(({ part }) => hidden(part, secrets))
  const theirs = secrets.hide(prehash)
  if (theirs === ours.map(({ text }) => text).join('&')) return []
  const json = jsonDifferences(theirs, ours)
  if (json) return json
  const separator = separatorOf(theirs, ours.length)
  const pieces = mergeTexts(readPieces(theirs, separator, subject, secrets), ours, secrets)
  const { placed, left } = place(ours, pieces)
  const missing = ours.filter((part) => !placed.has(part))
  return [
    ...pairsOf(pieces),
    ...jointsOf(pieces, placed),
    ...pairUp(missing, left, { subject, secrets, placed, glued: gluedToSecret(pieces) }),
    ...orderOf(ours, placed, subject)
  ].map((one) => shown(one, secrets))
}

function hidden(part: Part, secrets: HiddenSecrets): Part {
  const salt = secrets.pieces().find(({ isSalt }) => isSalt)
  return { ...part, text: part.isSalt && salt ? salt.text : secrets.hide(part.text) }
}

/** The differences of a whole JSON object instead of its values. The SALT may be in it, around it, or absent. */
function jsonDifferences(theirs: string, ours: readonly Part[]): Difference[] | undefined {
  const [from, to] = [theirs.indexOf('{'), theirs.lastIndexOf('}') + 1]
  const outside = theirs.slice(0, Math.max(0, from)) + theirs.slice(to)
  if (from < 0 || !isBody(theirs.slice(from, to), ours)) return undefined
  const salt = ours.find(({ isSalt }) => isSalt)?.text ?? ''
  if (theirs.includes(salt)) return [{ kind: 'json' }]
  const length = [...outside.replace(/^&?(?:\w+=)?/, '')].length
  return [{ kind: 'json' }, length === 0 ? { kind: 'missing', key: 'SALT' } : { kind: 'changed', key: 'SALT', length }]
}

/** Whether a text is an object with at least half of the signed fields, and not the JSON in one of them. */
function isBody(text: string, ours: readonly Part[]): boolean {
  const signed = ours.filter(({ isSalt }) => !isSalt).map(({ key }) => key)
  const keys = objectIn(text)?.members.map(({ key }) => key) ?? []
  return keys.length > 0 && 2 * signed.filter((key) => keys.includes(key)).length >= signed.length
}

/** In characters. Longer text beside a whole value is a key glued to it; shorter text belongs to the value. */
const SHORTEST_KEY = 6

/** Joins pieces between two separators to one text, because `100.00`, for example, contains another whole value. */
function mergeTexts(pieces: readonly Piece[], ours: readonly Part[], secrets: HiddenSecrets): Piece[] {
  if (pieces.slice(1).every(({ gap }) => gap === '')) return [...pieces]
  const hasSalt = pieces.some(({ kind }) => kind === 'secret')
  const isOurs = ({ text }: Piece) => ours.some((part) => part.text === text)
  const areOne = (one: Piece, other: Piece) => {
    if (one.kind === 'secret' || other.kind === 'secret' || other.pairedBy !== undefined) return false
    if (one.kind === other.kind) return !isOurs(one) || !isOurs(other)
    const { text } = one.kind === 'foreign' ? one : other
    return hasSalt || ([...text].length < SHORTEST_KEY && !secrets.isEndOfSalt(text))
  }
  const merged: Piece[] = []
  for (const piece of pieces) {
    const before = merged.at(-1)
    if (before && piece.gap === '' && areOne(before, piece))
      merged[merged.length - 1] = { ...before, kind: 'foreign', text: before.text + piece.text }
    else merged.push(piece)
  }
  return merged
}

/** Finds the positions of the right texts in the user's string, and the pieces that are not among them. */
function place(ours: readonly Part[], pieces: readonly Piece[]): { placed: Map<Part, number>; left: Piece[] } {
  const placed = new Map<Part, number>()
  const left = pieces.filter((piece, i) => {
    const mayBe = (part: Part) =>
      part.text === piece.text && (part.isSalt || piece.kind === 'value' || piece.text !== '')
    const free = ours.filter((part) => !placed.has(part) && mayBe(part))
    const found =
      free.find(({ key }) => key === piece.key) ?? free.find((part) => part.isSalt || !isMemberOf(piece, ours))
    if (found) placed.set(found, i)
    return !found
  })
  return { placed, left }
}

/** Whether a piece has the name of another right text. Then it is that text in a changed form. */
function isMemberOf({ key }: Piece, ours: readonly Part[]): boolean {
  return key !== undefined && ours.some((part) => part.key === key && !part.isSalt)
}

/** Texts with at least this similarity are the same member in another form. */
const ALIKE = 0.4
/** With more texts than this, similarity is not computed: comparing each with each would take minutes. */
const MOST = 60

interface Around {
  subject: Subject
  secrets: HiddenSecrets
  placed: Placed
  glued: ReadonlySet<Piece>
}

/** Pairs what is left of both sides: the same member in another form, something missing, or something extra. */
function pairUp(missing: readonly Part[], left: readonly Piece[], around: Around): Difference[] {
  const rest = [...left]
  const differences: Difference[] = []
  const unpaired = missing.filter((part) => {
    const piece = part.isSalt ? undefined : likest(part, rest, around)
    if (!piece) return true
    rest.splice(rest.indexOf(piece), 1)
    differences.push({ kind: 'changed', key: part.key, ...changed(part, piece, around) })
    return false
  })
  const salt = unpaired.find(({ isSalt }) => isSalt)
  const stranger = salt && inPlaceOfSalt(rest, around)
  if (stranger) {
    rest.splice(rest.indexOf(stranger), 1)
    if (isMask(stranger.text)) differences.push({ kind: 'masked', key: 'SALT' })
    else differences.push({ kind: 'changed', key: 'SALT', ...unknownKey(stranger, around.secrets) })
  }
  const gone = unpaired.filter((part) => part !== salt || !stranger)
  return [
    ...differences,
    ...gone.map(
      (part): Difference => ({
        kind: 'missing',
        ...(part === salt ? { key: 'SALT' } : { key: part.key, ours: part.text })
      })
    ),
    ...rest.map((piece) => tooMuch(piece, salt !== undefined || around.glued.has(piece), around))
  ]
}

/** The difference of a changed text. If it may contain the unknown SALT, only its length is shown. */
function changed(part: Part, { text }: Piece, { secrets, placed }: Around): Partial<Difference> {
  const hasSalt = [...placed.keys()].some(({ isSalt }) => isSalt)
  const isLonger = text.length - part.text.length >= SHORTEST_KEY && letters(text) !== letters(part.text)
  if (hasSalt || (!isLonger && alikeness(part.text, text) >= ALIKE) || text.length < SHORTEST_KEY)
    return sides(part.text, text, secrets)
  return { ours: part.text, length: [...text].length }
}

function likest(part: Part, pieces: readonly Piece[], { subject }: Around): Piece | undefined {
  return pieces
    .slice(0, MOST)
    .map((piece) => ({ piece, alike: likeness(part, piece) }))
    .sort((a, b) => b.alike - a.alike)
    .find(({ alike, piece }) => alike >= ALIKE && !excludedKey(piece, subject))?.piece
}

function likeness(part: Part, piece: Piece): number {
  if (piece.key !== undefined) return piece.key === part.key ? 1 : 0
  if (piece.kind === 'secret' || piece.text === '') return 0
  return alikeness(part.text, piece.text)
}

function alikeness(ours: string, theirs: string): number {
  if (letters(ours) === letters(theirs)) return 1
  const longer = Math.max(ours.length, theirs.length)
  return 1 - distance(ours.slice(0, 500), theirs.slice(0, 500)) / Math.min(longer, 500)
}

/** A text without everything that escapes, spaces and case change. */
function letters(text: string): string {
  try {
    return decodeURIComponent(text)
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  } catch {
    return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  }
}

/** The piece that was probably meant as the SALT: a known secret, one with such a name, or the longest. */
function inPlaceOfSalt(rest: readonly Piece[], { subject }: Around): Piece | undefined {
  const strangers = rest.filter((piece) => piece.text !== '' && piece.kind !== 'value' && !excludedKey(piece, subject))
  const called = (piece: Piece) => (piece.kind === 'secret' ? 2 : 0) + (SALT_NAMES.includes(piece.key ?? '') ? 1 : 0)
  return strangers.toSorted((a, b) => called(b) - called(a) || b.text.length - a.text.length)[0]
}

/** What logs have in place of a secret. */
const MASK = /^(?:[*•█#]{3,}|[xX]{4,}|[<[{(][\w *-]+[>\]})])$/

/** What programs print if the SALT was not loaded, or where they print the object around it. */
const NOT_LOADED = [
  ...['undefined', 'null', 'None', 'nil', '<nil>', 'NULL', '(null)', '<null>', '[null]', 'false'],
  ...['[object Object]', '[object Promise]']
]

function isMask(text: string): boolean {
  return MASK.test(text) && !NOT_LOADED.includes(text)
}

function unknownKey({ kind, text }: Piece, secrets: HiddenSecrets): Pick<Difference, 'theirs' | 'length'> {
  if (NOT_LOADED.includes(text)) return { theirs: text }
  return kind === 'secret' ? { theirs: secretOf(text, secrets)?.sign ?? '' } : { length: [...text].length }
}

function secretOf(text: string, secrets: HiddenSecrets) {
  return secrets.pieces().find((one) => one.text === text)
}

/** Pieces that touch a secret. They may be part of a longer SALT. */
function gluedToSecret(pieces: readonly Piece[]): Set<Piece> {
  const touches = (one: Piece | undefined, next: Piece | undefined) =>
    next?.gap === '' && (one?.kind === 'secret' || next.kind === 'secret')
  return new Set(
    pieces.filter(
      (piece, i) => /[\p{L}\p{N}]/u.test(piece.text) && (touches(pieces[i - 1], piece) || touches(piece, pieces[i + 1]))
    )
  )
}

/** @param hidesAll whether the text in place of the SALT is unknown, so that nothing is shown */
function tooMuch(piece: Piece, hidesAll: boolean, { subject, secrets }: Around): Difference {
  const { kind, text } = piece
  if (kind === 'secret') {
    const found = secretOf(text, secrets)
    return found?.label === '<SALT>' ? { kind: 'extra', key: 'SALT' } : { kind: 'extra', theirs: found?.sign ?? '' }
  }
  const key = piece.key ?? excludedKey(piece, subject) ?? (kind === 'value' ? keyOf(text, subject) : undefined)
  const isShown = kind === 'value' || text === '' || !(hidesAll || looksLikeKey(text))
  return {
    kind: 'extra',
    ...(key !== undefined && { key }),
    ...(isShown ? { theirs: text } : { length: [...text].length })
  }
}

/** Whether a text looks like a pasted key: long, without spaces, with letters and digits. */
function looksLikeKey(text: string): boolean {
  return /^[\w+/=-]{16,}$/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text)
}

function keyOf(text: string, { members }: Subject): string | undefined {
  return members.find((member) => textOf(member) === text)?.key
}

/** The member with exactly this text that the rule excludes. */
function excludedKey({ text }: Piece, { members }: Subject): string | undefined {
  return members.find(
    (member) =>
      textOf(member) === text && (EXCLUDED_KEYS.includes(member.key) || text === '') && !readPart(member, RIGHT)
  )?.key
}

function sides(ours: string, theirs: string, secrets: HiddenSecrets): Pick<Difference, 'ours' | 'theirs' | 'at'> {
  const cut = secrets.withoutParts(theirs)
  const [a, b] = [[...ours], [...cut]]
  const index = a.findIndex((character, i) => character !== b[i])
  const from = index < 0 ? a.length : index
  const name = (one: string | undefined) =>
    one === undefined ? '' : (secrets.labelOf(one) ?? codePointName(one.codePointAt(0) as number))
  return { ours, theirs: cut, at: { index: from, ours: name(a[from]), theirs: name(b[from]) } }
}

function shown(found: Difference, secrets: HiddenSecrets): Difference {
  const { ours, theirs } = found
  return {
    ...found,
    ...(ours !== undefined && { ours: secrets.show(ours) }),
    ...(theirs !== undefined && { theirs: secrets.show(theirs) })
  }
}
