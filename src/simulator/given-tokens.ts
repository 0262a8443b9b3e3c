import { hash } from 'node:crypto'
import type { TokenState } from '../protocol/system/system.js'

/** The kinds of tokens: of getAccessToken, and of client_token. */
export type TokenKind = 'access_token' | 'client_token'

/** The tokens that were given out, as the store has them. */
export interface Tokens {
  /** Newest first. */
  given: readonly GivenToken[]
  /** Unix times in milliseconds at which a client_token was given, as far as {@link MOST_ASKED} needs them. */
  asked: readonly number[]
}

interface GivenToken {
  kind: TokenKind
  /** The app that asked for it. Absent: earlier versions did not store it. */
  app_id?: string
  /** A digest, because the token itself is a secret. */
  digest: string
  /** Unix time in milliseconds. */
  ends_at: number
  /** Whether it ends because a newer one was given. */
  replaced?: true
  /** Whether it is of stable_client_token. */
  stable?: true
}

export const NO_TOKENS: Tokens = { given: [], asked: [] }

/** The life of a token in seconds. Source: official. */
export const TOKEN_LIFE = 7200
/** In milliseconds: how long a token lives on after the next one was given. Source: official. */
const OVERLAP = 5 * 60_000
/** The most client_tokens in {@link WINDOW}; the next request is refused. Source: official. */
export const MOST_ASKED = 500
const WINDOW = 5 * 60_000
/** The most tokens of a kind to remember of an app, also dead ones, so that a refusal can say why. */
const REMEMBERED = 16

/**
 * The tokens after one more was given to an app: its one before lives for five more minutes, and all its older ones are
 * dead.
 *
 * @param now Unix time in milliseconds
 * @returns undefined if too many were given. No limit is documented for access_token.
 */
export function withToken(
  { given, asked }: Tokens,
  { kind, app_id }: { kind: TokenKind; app_id: string },
  token: string,
  now: number
): Tokens | undefined {
  // Times after `now` are from before the clock was set back.
  const recent = asked.filter((at) => at > now - WINDOW && at <= now)
  if (kind === 'client_token' && recent.length >= MOST_ASKED) return undefined
  const isOwn = (one: GivenToken) => one.kind === kind && !one.stable && (one.app_id ?? app_id) === app_id
  const [former, ...older] = given.filter(isOwn)
  const others = given.filter((one) => !isOwn(one))
  const ending = (one: GivenToken, at: number): GivenToken =>
    one.ends_at <= at ? one : { ...one, ends_at: at, replaced: true }
  return {
    given: [
      { kind, app_id, digest: digestOf(token), ends_at: now + TOKEN_LIFE * 1000 },
      ...(former ? [ending(former, now + OVERLAP)] : []),
      ...older.slice(0, REMEMBERED - 2).map((one) => ending(one, now)),
      ...others
    ],
    asked: kind === 'client_token' ? [...recent, now] : recent
  }
}

/**
 * The tokens with the stable one of an app, which is the same one until it ends. That it neither counts as a client_token
 * nor replaces one is a conclusion: no source says it.
 *
 * @param tokenOf makes the token that ends at a time; the same one for the same time
 * @param now Unix time in milliseconds
 * @returns the token and when it ends, and the tokens if they have changed
 */
export function withStableToken(
  { given, asked }: Tokens,
  app_id: string,
  tokenOf: (ends_at: number) => string,
  now: number
): { token: string; ends_at: number; tokens?: Tokens } {
  const isOwn = (one: GivenToken) => one.stable === true && one.app_id === app_id
  const former = given.find(isOwn)
  // A life that ends later than one from now is from before the clock was set back.
  const isLive = former && now < former.ends_at && former.ends_at <= now + TOKEN_LIFE * 1000
  const ends_at = isLive ? former.ends_at : now + TOKEN_LIFE * 1000
  const token = tokenOf(ends_at)
  const digest = digestOf(token)
  if (isLive && former.digest === digest) return { token, ends_at }
  const newest: GivenToken = { kind: 'client_token', app_id, digest, ends_at, stable: true }
  const ended = given.filter(isOwn).slice(0, REMEMBERED - 1)
  return { token, ends_at, tokens: { given: [newest, ...ended, ...given.filter((one) => !isOwn(one))], asked } }
}

/** @param now Unix time in milliseconds */
export function tokenState(tokens: Tokens, kind: TokenKind, token: string, now: number): TokenState {
  const found = givenToken(tokens, kind, token)
  if (!found) return 'unknown'
  if (now < found.ends_at) return 'live'
  return found.replaced ? 'replaced' : 'expired'
}

/** The app that a token was given to, as far as that is known. */
export function appOfToken(tokens: Tokens, kind: TokenKind, token: string): string | undefined {
  return givenToken(tokens, kind, token)?.app_id
}

function givenToken({ given }: Tokens, kind: TokenKind, token: string): GivenToken | undefined {
  const digest = digestOf(token)
  return given.find((one) => one.kind === kind && one.digest === digest)
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex')
}
