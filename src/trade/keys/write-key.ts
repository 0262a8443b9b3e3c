import type { KeyObject } from 'node:crypto'
import type { KeyHandle } from './key-handle.js'
import { nodeKey } from './node-key.js'

/** What a key can be written as: lines with BEGIN and END, or Base64 on one line. */
export const KEY_FORMATS = ['pkcs8', 'pkcs1', 'base64', 'pkcs1-base64'] as const
export type KeyFormat = (typeof KEY_FORMATS)[number]

/**
 * A key as text, which ends with a line break: `pkcs8` (of a public key SPKI) and `pkcs1` as PEM, `base64` and
 * `pkcs1-base64` the same without the lines around it.
 */
export function writeKey(handle: KeyHandle, format: KeyFormat): string {
  const key = nodeKey(handle)
  const isPkcs1 = format.startsWith('pkcs1')
  const pem = (key.type === 'private' ? privatePem(key, isPkcs1) : publicPem(key, isPkcs1)).toString()
  return format.endsWith('base64') ? `${pem.replace(/-----[^-]+-----|\s/g, '')}\n` : pem
}

function privatePem(key: KeyObject, isPkcs1: boolean): string | Buffer {
  return key.export({ type: isPkcs1 ? 'pkcs1' : 'pkcs8', format: 'pem' })
}

function publicPem(key: KeyObject, isPkcs1: boolean): string | Buffer {
  return key.export({ type: isPkcs1 ? 'pkcs1' : 'spki', format: 'pem' })
}
