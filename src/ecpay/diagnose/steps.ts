import { hash } from 'node:crypto'
import type { JsonValue } from '../../protocol/json/json.js'
import { keepingLast } from '../../protocol/search/keeping-last.js'
import { compareBytes, trimSpace } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'

/** A member of the body with the source text of its value. */
export interface Member {
  key: string
  value: JsonValue
  source: string
}

/** One text of the list to hash. */
export interface Part {
  key: string
  /** The text before trimming and unquoting. */
  raw: string
  text: string
  isSalt?: true
  /** Sorted by its text, but joined as an empty text: null and undefined in JavaScript. */
  isHollow?: true
  /** Not in the body: signed, but not sent. */
  isExtra?: true
}

/** A change of a single member: signed although its key is excluded, left out, or with a changed text. */
export type MemberChange = 'signed' | 'left-out' | ((text: string) => string)

/** An element to sort: the part, and its text for joining. */
export interface Shown {
  part: Part
  shown: string
}

export interface Order {
  /** If absent, the order of the body is kept. */
  compare?: (a: Shown, b: Shown) => number
  /** Sorts in place of the usual sort, whose result does not depend on how it sorts. */
  sort?: (list: readonly Shown[], compare: (a: Shown, b: Shown) => number) => Shown[]
  /** Whether the SALT is sorted with the values; otherwise it is at the end. */
  takesSalt: boolean
}

export type Encoding = 'hex' | 'base64'
export type Bytes = string | Uint8Array

/** The steps from a body to its signature. A mistake replaces one of them. */
export interface Recipe {
  // From the members to the list of texts.
  members: ReadonlyMap<string, MemberChange>
  number: (text: string) => string
  boolean: (text: string) => string
  null: string
  /** Whether null is joined as an empty text, but sorted as a word. */
  nullIsHollow: boolean
  nested: (value: JsonValue, source: string, key: string) => string
  /** Whether each value inside of a nested one is signed by itself. */
  flattens: boolean
  rewrite: (text: string, value: JsonValue, source: string) => string
  trim: (text: string) => string
  unquote: (text: string) => string
  /** A change of the text after trimming and unquoting. */
  finish: (text: string, value: JsonValue) => string
  keepsEmpty: boolean
  keepsNull: boolean
  /** Which members are left out in addition to empty ones, by value and text. */
  drops: (value: JsonValue, text: string) => boolean
  /** Texts that are signed in addition to the members of the body, by key. */
  extras: readonly (readonly [key: string, text: string])[]
  // From the list to the string to hash.
  shows: (part: Part) => string
  order: Order
  /** The text that is used as the SALT. */
  salt: (salt: string) => string
  saltIsHollow: boolean
  /** Its form in the list, such as `key=SALT`. */
  named: (salt: string) => string
  /** `behind`, `before` and `around`: glued to the joined texts, without a separator. */
  saltPlace: 'natural' | 'first' | 'last' | 'absent' | 'twice' | 'member' | 'behind' | 'before' | 'around'
  /** The key by which it is sorted where it is a member. */
  saltKey: string
  unique: boolean
  join: (texts: readonly string[]) => string
  /** A change of the whole string, including the SALT. */
  whole: (text: string) => string
  // From the string to the signature.
  charset: (text: string) => Bytes
  digest: (bytes: Bytes, salt: string, encoding: Encoding) => string
  form: (digest: (encoding: Encoding) => string) => string
  /** Whether a signature may be this form of a digest with this many hexadecimal digits. */
  fits: (signature: string, digits: number) => boolean
  casing: (signature: string) => string
}

export type ListSteps = Pick<
  Recipe,
  'shows' | 'order' | 'salt' | 'saltIsHollow' | 'named' | 'saltPlace' | 'saltKey' | 'unique' | 'join' | 'whole'
>
export type HashSteps = Pick<Recipe, 'charset' | 'digest' | 'form' | 'fits' | 'casing'>

const same = (text: string) => text

const md5OfText = keepingLast((text) => hash('md5', text, 'hex'))

/** In hexadecimal digits. */
export function md5(bytes: Bytes): string {
  return typeof bytes === 'string' ? md5OfText(bytes) : hash('md5', bytes, 'hex')
}

export const byBytes: Order = { compare: (a, b) => compareBytes(a.shown, b.shown), takesSalt: true }

/** The right steps: docs/signing.md, section 1. A nested value is its source here, as no official rule is known. */
export const RIGHT: Recipe = {
  members: new Map(),
  number: same,
  boolean: same,
  null: 'null',
  nullIsHollow: false,
  nested: (_, source) => source,
  flattens: false,
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
  saltKey: 'salt',
  unique: false,
  join: (texts) => texts.join('&'),
  whole: same,
  charset: same,
  digest: (bytes, _, encoding) => (encoding === 'hex' ? md5(bytes) : hash('md5', bytes, encoding)),
  form: (digest) => digest('hex'),
  fits: (signature, digits) => signature.length === digits && /^[0-9a-f]+$/i.test(signature),
  casing: same
}

/** Removes one outer pair of quotes. */
function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}

/** The signed texts in the order of the body, without the SALT. */
export function readParts(members: readonly Member[], recipe: Recipe): Part[] {
  const parts: Part[] = []
  for (const member of recipe.flattens ? members.flatMap(leavesOf) : members) {
    const part = readPart(member, recipe)
    if (part) parts.push(part)
  }
  for (const [key, text] of recipe.extras) parts.push({ key, raw: text, text, isExtra: true })
  return parts
}

/** The values inside of a nested value, as members; a value that is not nested as it is. */
function leavesOf(member: Member): Member[] {
  const { key, value, source } = member
  const inner = (inside: string, one: JsonValue): Member => {
    const [start, end] = [one.start - value.start, one.end - value.start]
    return { key: inside, value: one, source: source.slice(start, end) }
  }
  if (value.kind === 'array') return value.items.flatMap((item) => leavesOf(inner(key, item)))
  if (value.kind === 'object') return value.members.flatMap((one) => leavesOf(inner(one.key, one.value)))
  return [member]
}

/** The text of a member; nothing if it is not signed. */
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

/** The list to join: sorted, with the SALT at its position, if it is in the list. */
export function arrange(parts: readonly Part[], recipe: ListSteps, salt: string): Shown[] {
  const { order, saltPlace, saltKey, shows } = recipe
  const list = parts.map((part): Shown => ({ part, shown: shows(part) }))
  const inList = saltPlace !== 'behind' && saltPlace !== 'before' && saltPlace !== 'around' && saltPlace !== 'absent'
  const text = inList ? recipe.named(recipe.salt(salt)) : ''
  // It is sorted among keys only if it is a member itself. `shows` does not apply, because it has its own form.
  const key = saltPlace === 'member' ? saltKey : ''
  const part: Part = { key, raw: text, text, isSalt: true, ...(recipe.saltIsHollow && { isHollow: true }) }
  const ours: Shown = { part, shown: text }
  const sorted = order.takesSalt ? saltPlace === 'natural' || saltPlace === 'twice' : saltPlace === 'member'
  if (sorted) list.push(ours)
  if (order.compare && order.sort) list.splice(0, list.length, ...order.sort(list, order.compare))
  else if (order.compare) sortShown(list, order.compare)
  if (saltPlace === 'first') list.unshift(ours)
  else if (saltPlace === 'twice' || (!sorted && inList)) list.push(ours)
  return recipe.unique ? uniqueTexts(list) : list
}

/** Up to this many items, insertion sort is faster than the engine's sort with its callbacks. */
const FEW = 32

function sortShown(list: Shown[], compare: (a: Shown, b: Shown) => number): void {
  if (list.length > FEW) list.sort(compare)
  else insertionSort(list, compare)
}

/** A stable sort. */
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

/** The string to hash. To show it, `mask` replaces the SALT. */
export function stringToSign(parts: readonly Part[], recipe: ListSteps, salt: string, mask?: string): string {
  return joined(arrange(parts, recipe, salt), recipe, salt, mask)
}

/** The string to hash, from an arranged list. */
export function joined(list: readonly Shown[], recipe: ListSteps, salt: string, mask?: string): string {
  const masked = mask === undefined ? undefined : recipe.named(recipe.salt(mask))
  const texts = list.map(({ part, shown }) => {
    if (part.isHollow) return ''
    return part.isSalt && masked !== undefined ? masked : shown
  })
  return sealed(recipe.join(texts), recipe, mask ?? salt)
}

/** The string to hash with one text instead of the list. */
export function framed(text: string, recipe: ListSteps, salt: string): string {
  const isListed = arrange([], recipe, salt).length > 0
  const ours = recipe.named(recipe.salt(salt))
  const texts = !isListed ? [text] : recipe.saltPlace === 'first' ? [ours, text] : [text, ours]
  return sealed(recipe.join(texts), recipe, salt)
}

/** A joined text with a glued SALT, and with the change of the whole string. */
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
