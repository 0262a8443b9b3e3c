import { hash } from 'node:crypto'
import type { JsonValue } from '../json/json.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import { compareBytes, trimSpace } from '../text.js'

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
  nested: (value: JsonValue, source: string) => string
  rewrite: (text: string, value: JsonValue, source: string) => string
  trim: (text: string) => string
  unquote: (text: string) => string
  /** What is done to the text once it is trimmed and unquoted. */
  finish: (text: string) => string
  keepsEmpty: boolean
  keepsNull: boolean
  /** Members that are dropped beside the empty ones, by the value as it came and its text. */
  drops: (value: JsonValue, text: string) => boolean
  // from the list to the string that is hashed
  shows: (part: Part) => string
  order: Order
  salt: (salt: string) => string
  saltPlace: 'natural' | 'first' | 'last' | 'absent' | 'twice' | 'member'
  unique: boolean
  join: (texts: readonly string[]) => string
  // from the string to the signature
  charset: (text: string) => Bytes
  digest: (bytes: Bytes, salt: string, encoding: Encoding) => string
  form: (digest: (encoding: Encoding) => string) => string
}

export type ListSteps = Pick<Recipe, 'shows' | 'order' | 'salt' | 'saltPlace' | 'unique' | 'join'>
export type HashSteps = Pick<Recipe, 'charset' | 'digest' | 'form'>

const same = (text: string) => text
export const byBytes: Order = { compare: (a, b) => compareBytes(a.shown, b.shown), takesSalt: true }

/** docs/signing.md, section 1. A nested value counts as its source here: no official rule is known. */
export const RIGHT: Recipe = {
  members: new Map(),
  number: same,
  boolean: same,
  null: 'null',
  nested: (_, source) => source,
  rewrite: same,
  trim: trimSpace,
  unquote,
  finish: same,
  keepsEmpty: false,
  keepsNull: false,
  drops: () => false,
  shows: ({ text }) => text,
  order: byBytes,
  salt: same,
  saltPlace: 'natural',
  unique: false,
  join: (texts) => texts.join('&'),
  charset: same,
  digest: (bytes, _, encoding) => hash('md5', bytes, encoding),
  form: (digest) => digest('hex')
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
  return parts
}

/** The text of one member, or nothing where it is not signed. */
export function readPart({ key, value, source }: Member, recipe: Recipe): Part | undefined {
  const change = recipe.members.get(key)
  if (change === 'left-out' || (change !== 'signed' && EXCLUDED_KEYS.includes(key))) return undefined
  const formed = recipe.rewrite(formOf(value, source, recipe), value, source)
  const raw = typeof change === 'function' ? change(formed) : formed
  const text = recipe.finish(recipe.trim(recipe.unquote(recipe.trim(raw))))
  if (text === '' && !recipe.keepsEmpty) return undefined
  if (text === 'null' && !recipe.keepsNull) return undefined
  return recipe.drops(value, text) ? undefined : { key, raw, text }
}

function formOf(value: JsonValue, source: string, recipe: Recipe): string {
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
      return recipe.nested(value, source)
  }
}

/** The list as it is joined: sorted, with the SALT in its place. */
export function arrange(parts: readonly Part[], recipe: ListSteps, salt: string): Shown[] {
  const { order, saltPlace, shows } = recipe
  const list = parts.map((part): Shown => ({ part, shown: shows(part) }))
  const text = recipe.salt(salt)
  // Sorted among keys only where it is a member itself; `shows` is not for it: it brings its own form.
  const key = saltPlace === 'member' ? 'salt' : ''
  const ours: Shown = { part: { key, raw: text, text, isSalt: true }, shown: text }
  const sorted = order.takesSalt ? saltPlace === 'natural' || saltPlace === 'twice' : saltPlace === 'member'
  if (sorted) list.push(ours)
  if (order.compare) insertionSort(list, order.compare)
  if (saltPlace === 'first') list.unshift(ours)
  else if (saltPlace === 'twice' || (!sorted && saltPlace !== 'absent')) list.push(ours)
  return recipe.unique ? uniqueTexts(list) : list
}

/** Stable, and for so few faster than the engine's sort with its calls back. */
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
  const list = arrange(parts, recipe, salt)
  return recipe.join(list.map(({ part, shown }) => (part.isSalt && mask !== undefined ? recipe.salt(mask) : shown)))
}

export function digestOf(text: string, { charset, digest, form }: HashSteps, salt: string): string {
  const bytes = charset(text)
  return form((encoding) => digest(bytes, salt, encoding))
}
