import { type JsonObject, type JsonValue, readJson } from '../../protocol/json/json.js'
import { inHashOrder, javaFormat, pythonFormat } from '../../protocol/languages/formats.js'
import { goFormat } from '../../protocol/languages/go-format.js'
import { type JsonStyle, writeJson } from '../../protocol/languages/write-json.js'
import { compareBytes } from '../../protocol/text.js'
import { EXCLUDED_KEYS } from '../sign/suspicious-key.js'
import type { MistakeCode } from './codes.js'
import type { Mutation, Subject } from './mutation.js'
import { framed, type Recipe, RIGHT } from './steps.js'

/** A text made from the whole body, instead of the list of values. */
export interface Document {
  /** The mistakes: what was hashed instead of the values, and the position of the SALT. */
  mistakes: readonly Mutation[]
  text: string
}

const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }

/** The styles in which languages write the JSON of a body, the likelier first. */
const STYLES: readonly JsonStyle[] = [COMPACT, SPACED, { ...SPACED, ascii: true }].flatMap((style) => [
  style,
  { ...style, sorted: true },
  { ...style, ascii: true, slashes: true },
  { ...style, ascii: true, slashes: true, sorted: true },
  { ...style, ascii: true },
  { ...style, slashes: true },
  { ...style, slashes: true, sorted: true },
  { ...style, html: true },
  { ...style, html: true, sorted: true }
])

type Writer = [code: MistakeCode, rarity: number, write: (body: JsonObject) => string]

const WRITERS: readonly Writer[] = [
  ...STYLES.map((style, i): Writer => ['json-signed', i < 6 ? 1 : 2, (body) => writeJson(body, style)]),
  ['json-signed', 3, (body) => writeJson(body, { ...SPACED, ascii: true, sorted: true })],
  // PHP's ksort sorts the outermost array alone.
  ['json-signed', 2, (body) => writeJson(sortedByKey(body), COMPACT)],
  ['json-signed', 2, (body) => writeJson(sortedByKey(body), { ...COMPACT, ascii: true, slashes: true })],
  ['json-signed', 2, (body) => writeJson(inHashOrder(body), COMPACT)],
  ['json-signed', 3, (body) => writeJson(body, { ...COMPACT, colon: ': ', indent: 2 })],
  ['json-signed', 3, (body) => writeJson(body, { ...COMPACT, colon: ': ', indent: 4 })],
  ...[COMPACT, { ...SPACED, ascii: true }].map(
    (style): Writer => ['json-signed-twice-encoded', 3, (body) => JSON.stringify(writeJson(body, style))]
  ),
  ['body-as-map-text', 2, (body) => goFormat(body)],
  ['body-as-map-text', 2, (body) => goFormat(body, (text) => text)],
  ['body-as-map-text', 2, (body) => javaFormat(body)],
  ['body-as-map-text', 2, (body) => javaFormat(inHashOrder(body))],
  ['body-as-map-text', 2, (body) => javaFormat(sortedByKey(body))],
  ['body-as-map-text', 3, (body) => pythonFormat(body)],
  ['body-as-map-text', 4, () => '[object Object]'],
  ['body-as-map-text', 4, () => 'Array']
]

/** What is hashed where the string did not reach the hash: nothing, or what a language prints for a variable. */
const WORDS: readonly (readonly [code: MistakeCode, text: string])[] = [
  ['nothing-hashed', ''],
  ...['undefined', 'null', 'None', 'nil', '<nil>', 'Array', '[object Object]', '[object Promise]', 'false'].map(
    (text) => ['word-hashed', text] as const
  )
]

/** Whether a mistake is about the whole text in place of the list of values. */
export function isOfDocument({ fix, code }: Pick<Mutation, 'fix' | 'code'>): boolean {
  return fix === 'json-text' || code === 'only-salt-signed' || WORDS.some(([one]) => one === code)
}

function wordHashed(code: MistakeCode, text: string): Mutation {
  return { code, ...(text !== '' && { key: text }), fix: 'digest', rarity: 1, change: {} }
}

type SaltPlace = readonly [code: MistakeCode, change: Partial<Recipe>]

/** The positions of the SALT. In the last one, it is already a member of the body. */
const SALT_PLACES: readonly SaltPlace[] = [
  ['salt-glued-behind', { saltPlace: 'behind' }],
  ['salt-glued-before', { saltPlace: 'before' }],
  ['salt-appended', { saltPlace: 'last' }],
  ['salt-named', { saltPlace: 'last', named: (salt) => `key=${salt}` }],
  ['salt-named', { saltPlace: 'last', named: (salt) => `salt=${salt}` }],
  ['salt-glued-around', { saltPlace: 'around' }],
  ['salt-first', { saltPlace: 'first' }],
  ['salt-missing', { saltPlace: 'absent' }]
]

/** The texts that are hashed where no value reached the hash: nothing, the word of a variable, or the SALT alone. */
export function* wordsOf(_: Subject, salt: string): Generator<Document> {
  for (const [code, text] of WORDS) yield { mistakes: [wordHashed(code, text)], text }
  yield { mistakes: [{ code: 'only-salt-signed', fix: 'members', rarity: 1, change: {} }], text: salt }
}

/**
 * The texts that code may have made from this body, with and without excluded members, and with the SALT.
 *
 * @param salt the SALT or its mask
 */
export function* documentsOf({ members }: Subject, salt: string): Generator<Document> {
  const without = (keys: readonly string[]) => members.filter(({ key }) => !keys.includes(key))
  for (const some of [without(['sign']), without(EXCLUDED_KEYS), members])
    for (const one of textsOf(asObject(some)))
      for (const place of SALT_PLACES) if (!isWord(one, place)) yield placed(one, place, salt)
  for (const key of ['salt', 'key']) {
    const member = { key, value: readJson(JSON.stringify(salt)) }
    const place: SaltPlace = ['salt-as-member', { saltPlace: 'absent' }]
    for (const one of textsOf(asObject([...without(['sign']), member])))
      if (!isWord(one, place)) yield placed(one, place, salt)
  }
}

/** Whether a text is one of {@link wordsOf}, whatever the body is. */
function isWord({ text }: Written, [, { saltPlace }]: SaltPlace): boolean {
  return saltPlace === 'absent' && WORDS.some(([, word]) => word === text)
}

function placed({ mistake, text }: Written, [code, change]: SaltPlace, salt: string): Document {
  const salted: Mutation = { code, fix: 'salt-place', rarity: 1, change: {} }
  return { mistakes: [mistake, salted], text: framed(text, { ...RIGHT, ...change }, salt) }
}

interface Written {
  mistake: Mutation
  text: string
}

function* textsOf(body: JsonObject): Generator<Written> {
  for (const [code, rarity, write] of WRITERS)
    yield { mistake: { code, fix: 'json-text', rarity, change: {} }, text: write(body) }
}

function asObject(members: readonly { key: string; value: JsonValue }[]): JsonObject {
  return { kind: 'object', members: members.map(({ key, value }) => ({ key, value })), start: 0, end: 0 }
}

function sortedByKey(body: JsonObject): JsonObject {
  return { ...body, members: body.members.toSorted((a, b) => compareBytes(a.key, b.key)) }
}
