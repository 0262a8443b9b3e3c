import { errorCode } from '../../../config/read-text.js'
import { Lock } from '../../../database/lock.js'
import { EcpayError, type Finding, finding, refuse } from '../../../findings/findings.js'
import type { Context } from '../../shared/command.js'
import { fetchToken, type TokenRequest } from './fetch-token.js'
import { type KeptToken, readTokens, writeTokens } from './token-file.js'
import { tokenPath } from './token-path.js'

/** Which token. Those of different apps and environments are kept side by side. */
export type WhichToken = Pick<KeptToken, 'app_id' | 'at'>

/** A token, and whether it was fetched just now. */
export interface Obtained extends KeptToken {
  isNew: boolean
}

export interface ObtainOptions {
  /** The clock that the life of tokens goes by: that of the local platform can be set. */
  now(): number
  /** Whether to take a new token although the kept one is valid. */
  isRefresh?: boolean
  /** Called before the platform is asked. It may throw. */
  before?(): Promise<void>
}

/** In milliseconds: a token is renewed so long before its end, or at a tenth of its life if that is less. */
const MARGIN = 5 * 60_000
/** In milliseconds: the clock of the process that fetched a token may be ahead by this much. */
const CLOCKS_DIFFER = 60_000

/** The path of the file with the kept tokens. */
export function tokenFile({ world }: Context): string {
  return tokenPath(world)
}

/**
 * The valid token that is kept, if there is one.
 *
 * @param now Unix time in milliseconds where the token is valid
 */
export function keptToken(context: Context, which: WhichToken, now: number): KeptToken | undefined {
  return read(tokenFile(context)).find((one) => isSame(one, which) && isValid(one, now))
}

/**
 * The valid token that is kept, or a new one. All processes of the user share it: one of them asks the platform, and
 * the others wait for its token.
 *
 * @throws EcpayError `token-file-unusable` before the platform is asked; the errors of `fetchToken`
 */
export async function obtainToken(
  context: Context,
  which: WhichToken,
  asked: Omit<TokenRequest, 'app_id'>,
  { now, isRefresh = false, before }: ObtainOptions
): Promise<Obtained> {
  const known = keptToken(context, which, now())
  if (known && !isRefresh) return { ...known, isNew: false }
  await before?.()
  return locked(context, async (path) => {
    // Another process may have fetched one meanwhile.
    const meanwhile = keptToken(context, which, now())
    if (meanwhile && meanwhile.token !== known?.token) return { ...meanwhile, isNew: false }
    const started = now()
    const { token, seconds } = await fetchToken(context, { ...asked, app_id: which.app_id })
    const kept = { ...which, token, fetched_at: started, expires_at: started + seconds * 1000 }
    const others = read(path).filter((one) => !isSame(one, which) && one.expires_at > started)
    writeTokens(path, [...others, kept])
    return { ...kept, isNew: true }
  })
}

/**
 * Removes the kept token.
 *
 * @returns whether there was one
 */
export async function forgetToken(context: Context, which: WhichToken): Promise<boolean> {
  if (!read(tokenFile(context)).some((one) => isSame(one, which))) return false
  return locked(context, (path) => {
    writeTokens(
      path,
      read(path).filter((one) => !isSame(one, which))
    )
    return true
  })
}

/** Works on the file while no other process changes it. */
async function locked<R>(context: Context, work: (path: string) => R | Promise<R>): Promise<R> {
  const { world, out } = context
  const path = tokenFile(context)
  const onWait = (waiting: Finding) => out.warnAtOnce([ofToken(waiting)])
  try {
    return await new Lock(`${path}.lock`, { signal: world.signal, onWait }).whenFree(() => work(path))
  } catch (error) {
    throw unusable(path, error)
  }
}

function read(path: string): KeptToken[] {
  try {
    return readTokens(path)
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, error: unknown): unknown {
  const isOfFile = !(error instanceof EcpayError) && errorCode(error) !== 'unknown' && errorCode(error) !== 'ABORT_ERR'
  return isOfFile ? refuse('token-file-unusable', { path, reason: errorCode(error) }) : error
}

function ofToken(waiting: Finding): Finding {
  if (waiting.code !== 'waiting-for-lock') return waiting
  const { pid, host } = waiting
  return finding('waiting-for-token', { pid, ...(host !== undefined && { host }) })
}

function isSame(one: WhichToken, other: WhichToken): boolean {
  return one.app_id === other.app_id && one.at === other.at
}

function isValid({ fetched_at, expires_at }: KeptToken, now: number): boolean {
  const margin = Math.min(MARGIN, (expires_at - fetched_at) / 10)
  return now > fetched_at - CLOCKS_DIFFER && now < expires_at - margin
}
