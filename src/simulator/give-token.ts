import { hash } from 'node:crypto'
import type { Outside } from '../world.js'
import type { GatewayKeys } from './demo-keys.js'
import { TOKEN_LIFE, type TokenKind, withStableToken, withToken } from './given-tokens.js'
import type { Store } from './store/store.js'
import type { TokenGiven } from './token-calls.js'

interface TokenWorld extends Outside {
  store: Pick<Store, 'changeTokens'>
}

/** @returns undefined if too many were given */
export function newToken(
  owner: { kind: TokenKind; app_id: string },
  { store, random, now }: TokenWorld
): TokenGiven | undefined {
  const token = `${owner.kind === 'client_token' ? 'clt.' : ''}${Buffer.from(random(30)).toString('base64url')}`
  const isGiven = store.changeTokens((tokens) => withToken(tokens, owner, token, now()))
  return isGiven ? { token, seconds: TOKEN_LIFE } : undefined
}

/** The same token as before while it lives. It follows from the app_secret, because the store has only its digest. */
export function stableToken({ app_id, app_secret }: GatewayKeys, { store, now }: TokenWorld): TokenGiven {
  const time = now()
  const tokenOf = (ends_at: number) =>
    `clt.${hash('sha256', `${app_secret}.${app_id}.${ends_at}`, 'buffer').subarray(0, 30).toString('base64url')}`
  let given = { token: '', seconds: 0 }
  store.changeTokens((tokens) => {
    const { token, ends_at, tokens: changed } = withStableToken(tokens, app_id, tokenOf, time)
    given = { token, seconds: Math.ceil((ends_at - time) / 1000) }
    return changed
  })
  return given
}
