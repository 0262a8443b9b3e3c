import { hash } from 'node:crypto'
import type { JsonValue } from '../../protocol/json/json.js'
import { compareBytes, trimSpace } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'

/** A member of the body with the source text of its value. */
export interface Member {
  key: string
  value: JsonValue
  source: string
}

/** One text of the list that is hashed. */
export interface Part {
  key: string
  /** Before trimming and unquoting. */
  raw: string
  text: string
  isSalt?: true
  /** Sorted by its text, but joined as nothing: null and undefined in JavaScript. */
  isHollow?: true
  /** Not of the body: signed, but never sent. */
  isExtra?: true
}

/** What became of one member alone: signed though its key is excluded, left out, or its text changed. */
export type MemberChange = 'signed' | 'left-out' | ((text: string) => string)

/** An element on its way into order: the part and the text it is joined by. */
export interface Shown {
  part: Part
  shown: string
}

export interface Order {
  /** Absent: the order of the body. */
  compare?: (a: Shown, b: Shown) => number
  /** Whether the SALT is sorted in; else it stands at the end. */
  takesSalt: boolean
}

export type Encoding = 'hex' | 'base64'
export type Bytes = string | Uint8Array

/** The steps from a body to its signature. A mistake replaces one of them. */
export interface Recipe {
  // from the members to the list of texts
  members: ReadonlyMap<string, MemberChange>
  number: (text: string) => string
  boolean: (text: string) => string
  null: string
  /** Whether null is joined as nothing, though sorted by its word. */
  nullIsHollow: boolean
  nested: (value: JsonValue, source: string, key: string) => string
  rewrite: (text: string, value: JsonValue, source: string) => string
  trim: (text: string) => string
  unquote: (text: string) => string
  /** What is done to the text once it is trimmed and unquoted. */
  finish: (text: string, value: JsonValue) => string
  keepsEmpty: boolean
  keepsNull: boolean
  /** Members that are dropped beside the empty ones, by the value as it came and its text. */
  drops: (value: JsonValue, text: string) => boolean
  /** What was signed beside the members of the body, by key. */
  extras: readonly (readonly [key: string, text: string])[]
  // from the list to the string that is hashed
  shows: (part: Part) => string
  order: Order
  /** What was taken for the SALT. */
  salt: (salt: string) => string
  saltIsHollow: boolean
  /** How it stands in the list: `key=SALT`. */
  named: (salt: string) => string
  /** `behind`, `before` and `around`: glued to the joined texts, without a separator. */
  saltPlace: 'natural' | 'first' | 'last' | 'absent' | 'twice' | 'member' | 'behind' | 'before' | 'around'
  unique: boolean
  join: (texts: readonly string[]) => string
  /** What is done to the whole string, the SALT in it. */
  whole: (text: string) => string
  // from the string to the signature
  charset: (text: string) => Bytes
  digest: (bytes: Bytes, salt: string, encoding: Encoding) => string
  form: (digest: (encoding: Encoding) => string) => string
  /** Whether a signature may be this form of a digest of so many hexadecimal digits. */
  fits: (signature: string, digits: number) => boolean
  casing: (signature: string) => string
}

export type ListSteps = Pick<
  Recipe,
  'shows' | 'order' | 'salt' | 'saltIsHollow' | 'named' | 'saltPlace' | 'unique' | 'join' | 'whole'
>
export type HashSteps = Pick<Recipe, 'charset' | 'digest' | 'form' | 'fits' | 'casing'>

const same = (text: string) => text
export const byBytes: Order = { compare: (a, b) => compareBytes(a.shown, b.shown), takesSalt: true }

/** docs/signing.md, section 1. A nested value counts as its source here: no official rule is known. */
export const RIGHT: Recipe = {
  members: new Map(),
  number: same,
  boolean: same,
  null: 'null',
  nullIsHollow: false,
  nested: (_, source) => source,
  rewrite: same,
  trim: trimSpace,
  unquote,
  finish: same,
  keepsEmpty: false,
  keepsNull: false,
  drops: () => false,
  extras: [],
  shows: ({ text }) => text,
  order: byBytes,
  salt: same,
  saltIsHollow: false,
  named: same,
  saltPlace: 'natural',
  unique: false,
  join: (texts) => texts.join('&'),
  whole: same,
  charset: same,
  digest: (bytes, _, encoding) => hash('md5', bytes, encoding),
  form: (digest) => digest('hex'),
  fits: (signature, digits) => signature.length === digits && /^[0-9a-f]+$/i.test(signature),
  casing: same
}

/** Drops one outer pair of quotes. */
function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}

/** The texts that are signed, in the order of the body, without the SALT. */
export function readParts(members: readonly Member[], recipe: Recipe): Part[] {
  const parts: Part[] = []
  for (const member of members) {
    const part = readPart(member, recipe)
    if (part) parts.push(part)
  }
  for (const [key, text] of recipe.extras) parts.push({ key, raw: text, text, isExtra: true })
  return parts
}

/** The text of one member, or nothing where it is not signed. */
export function readPart({ key, value, source }: Member, recipe: Recipe): Part | undefined {
  const change = recipe.members.get(key)
  if (change === 'left-out' || (change !== 'signed' && EXCLUDED_KEYS.includes(key))) return undefined
  if (value.kind === 'null' && recipe.nullIsHollow) return { key, raw: 'null', text: 'null', isHollow: true }
  const formed = recipe.rewrite(formOf(key, value, source, recipe), value, source)
  const raw = typeof change === 'function' ? change(formed) : formed
  const text = recipe.finish(recipe.trim(recipe.unquote(recipe.trim(raw))), value)
  if (text === '' && !recipe.keepsEmpty) return undefined
  if (text === 'null' && !recipe.keepsNull) return undefined
  return recipe.drops(value, text) ? undefined : { key, raw, text }
}

function formOf(key: string, value: JsonValue, source: string, recipe: Recipe): string {
  switch (value.kind) {
    case 'string':
      return value.text
    case 'number':
      return recipe.number(value.text)
    case 'boolean':
      return recipe.boolean(value.text)
    case 'null':
      return recipe.null
    default:
      return recipe.nested(value, source, key)
  }
}

/** The list as it is joined: sorted, with the SALT in its place where that is in the list. */
export function arrange(parts: readonly Part[], recipe: ListSteps, salt: string): Shown[] {
  const { order, saltPlace, shows } = recipe
  const list = parts.map((part): Shown => ({ part, shown: shows(part) }))
  const inList = saltPlace !== 'behind' && saltPlace !== 'before' && saltPlace !== 'around' && saltPlace !== 'absent'
  const text = inList ? recipe.named(recipe.salt(salt)) : ''
  // Sorted among keys only where it is a member itself; `shows` is not for it: it brings its own form.
  const key = saltPlace === 'member' ? 'salt' : ''
  const part: Part = { key, raw: text, text, isSalt: true, ...(recipe.saltIsHollow && { isHollow: true }) }
  const ours: Shown = { part, shown: text }
  const sorted = order.takesSalt ? saltPlace === 'natural' || saltPlace === 'twice' : saltPlace === 'member'
  if (sorted) list.push(ours)
  if (order.compare) sortShown(list, order.compare)
  if (saltPlace === 'first') list.unshift(ours)
  else if (saltPlace === 'twice' || (!sorted && inList)) list.push(ours)
  return recipe.unique ? uniqueTexts(list) : list
}

/** Up to so many, inserting is faster than the engine's sort with its calls back. */
const FEW = 32

function sortShown(list: Shown[], compare: (a: Shown, b: Shown) => number): void {
  if (list.length > FEW) list.sort(compare)
  else insertionSort(list, compare)
}

/** Stable. */
function insertionSort(list: Shown[], compare: (a: Shown, b: Shown) => number): void {
  for (let i = 1; i < list.length; i++) {
    const item = list[i] as Shown
    let at = i
    while (at > 0 && compare(list[at - 1] as Shown, item) > 0) {
      list[at] = list[at - 1] as Shown
      at--
    }
    list[at] = item
  }
}

function uniqueTexts(list: readonly Shown[]): Shown[] {
  const seen = new Set<string>()
  return list.filter(({ shown }) => seen.size !== seen.add(shown).size)
}

/** The string that is hashed; `mask` stands in the SALT's place where it is to be shown. */
export function stringToSign(parts: readonly Part[], recipe: ListSteps, salt: string, mask?: string): string {
  return joined(arrange(parts, recipe, salt), recipe, salt, mask)
}

/** The same from a list that is arranged already. */
export function joined(list: readonly Shown[], recipe: ListSteps, salt: string, mask?: string): string {
  const masked = mask === undefined ? undefined : recipe.named(recipe.salt(mask))
  const texts = list.map(({ part, shown }) => {
    if (part.isHollow) return ''
    return part.isSalt && masked !== undefined ? masked : shown
  })
  return sealed(recipe.join(texts), recipe, mask ?? salt)
}

/** One text in the place of the list, and the SALT to it. */
export function framed(text: string, recipe: ListSteps, salt: string): string {
  const isListed = arrange([], recipe, salt).length > 0
  const ours = recipe.named(recipe.salt(salt))
  const texts = !isListed ? [text] : recipe.saltPlace === 'first' ? [ours, text] : [text, ours]
  return sealed(recipe.join(texts), recipe, salt)
}

/** A joined text with the SALT that is glued to it, and with what is done to the whole of it. */
export function sealed(text: string, recipe: ListSteps, salt: string): string {
  return recipe.whole(glue(text, recipe, salt))
}

function glue(text: string, { saltPlace, salt: taken, named }: ListSteps, salt: string): string {
  if (saltPlace !== 'behind' && saltPlace !== 'before' && saltPlace !== 'around') return text
  const ours = named(taken(salt))
  return `${saltPlace === 'behind' ? '' : ours}${text}${saltPlace === 'before' ? '' : ours}`
}

export function digestOf(text: string, { charset, digest, form, casing }: HashSteps, salt: string): string {
  const bytes = charset(text)
  return casing(form((encoding) => digest(bytes, salt, encoding)))
}
