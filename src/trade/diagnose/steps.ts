import { jsonIn } from '../../protocol/json/json.js'
import type { Steps } from '../../protocol/search/mutation.js'
import { edited, type MemberChange } from './body-members.js'

/** The five parts of what is signed, as they should be. */
export interface Lines {
  method: string
  uri: string
  timestamp: string
  nonce: string
  body: string
}

export type Bytes = string | Uint8Array

/** The steps from a request to what is compared with its signature. A mistake replaces one of them. */
export interface Recipe extends Steps {
  // from the body that is sent to the text that was signed for it
  /** What became of single members, by their path. */
  readonly members: ReadonlyMap<string, MemberChange>
  /** The JSON written again. */
  write: (text: string) => string
  /** The whole text in another form. */
  rewrite: (text: string) => string
  /** What stands at its ends. */
  close: (text: string) => string
  // from the parts to the text that is hashed
  method: (right: string) => string
  uri: (right: string) => string
  timestamp: (right: string) => string
  nonce: (right: string) => string
  /** Which lines, in which order. */
  lines: (parts: Lines) => readonly string[]
  /** What stands between two lines. */
  feed: string
  /** What stands behind the last one. */
  last: (feed: string) => string
  /** What is done to the whole of it. */
  whole: (text: string) => string
  // from the text to the signature
  charset: (text: string) => Bytes
  /** Hashed once before it was signed. */
  inner: (bytes: Bytes) => Bytes
  /** Whether these bytes were signed. */
  proves: (bytes: Bytes) => boolean
}

const same = (text: string) => text

/** Source: 签名算法. What proves it depends on the signature. */
export const RIGHT: Recipe = {
  members: new Map(),
  write: same,
  rewrite: same,
  close: same,
  method: same,
  uri: same,
  timestamp: same,
  nonce: same,
  lines: ({ method, uri, timestamp, nonce, body }) => [method, uri, timestamp, nonce, body],
  feed: '\n',
  last: same,
  whole: same,
  charset: same,
  inner: (bytes) => bytes,
  proves: () => false
}

/** What was signed as the body. */
export function bodyText(body: string, recipe: Recipe): string {
  return writtenBody(recipe.members.size === 0 ? body : edited(body, recipe.members), recipe)
}

/** The same for many recipes: what a mistake makes of the members is kept, for others follow it. */
export function bodyTexts(body: string): (recipe: Recipe) => string {
  const value = jsonIn(body)
  const known = new WeakMap<Recipe['members'], string>()
  return (recipe) => {
    const { members } = recipe
    if (!value || members.size === 0) return writtenBody(body, recipe)
    const text = known.get(members) ?? edited(body, members, value)
    known.set(members, text)
    return writtenBody(text, recipe)
  }
}

function writtenBody(text: string, { write, rewrite, close }: Recipe): string {
  return close(rewrite(write(text)))
}

/** What was signed. */
export function signedText(request: Lines, body: string, recipe: Recipe): string {
  const lines = recipe.lines({
    method: recipe.method(request.method),
    uri: recipe.uri(request.uri),
    timestamp: recipe.timestamp(request.timestamp),
    nonce: recipe.nonce(request.nonce),
    body
  })
  return recipe.whole(lines.join(recipe.feed) + recipe.last(recipe.feed))
}

/** Whether a text gives the signature. */
export function isSigned(
  text: string,
  { charset, inner, proves }: Pick<Recipe, 'charset' | 'inner' | 'proves'>
): boolean {
  return proves(inner(charset(text)))
}
