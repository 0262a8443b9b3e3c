import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A request that was signed: for the client, or as a header. */
export interface RequestCase {
  id: string
  kind: 'request' | 'header'
  app_id: string
  method: string
  uri: string
  timestamp: string
  nonce: string
  key_version: string
  body: string
  signature: string
  byte_authorization?: string
  byte_authorization_header?: string
}

/** A callback as it came. */
interface CallbackCase {
  id: string
  kind: 'callback'
  headers: Record<string, string>
  body_base64: string
  valid: boolean
  cause?: string
}

interface Vectors {
  published: { id: string; string_to_sign: string; signature: string; public_key: string }[]
  keys: {
    app: Record<'private_pkcs8' | 'private_pkcs1' | 'public', string>
    platform: Record<'private_pkcs8' | 'public', string>
  }
  cases: (RequestCase | CallbackCase)[]
}

export const VECTORS: Vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/trade/vectors.json', import.meta.url), 'utf8')
)

export const REQUESTS = VECTORS.cases.filter((one): one is RequestCase => one.kind !== 'callback')
export const CALLBACKS = VECTORS.cases.filter((one): one is CallbackCase => one.kind === 'callback')

const { app, platform } = VECTORS.keys

/** Made for these cases alone; they protect nothing. */
export const KEYS = {
  app: createPrivateKey(app.private_pkcs8),
  appPublic: createPublicKey(app.public),
  platform: createPrivateKey(platform.private_pkcs8),
  platformPublic: createPublicKey(platform.public)
}
