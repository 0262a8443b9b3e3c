import { type CallbackPost, JSON_TYPE, type UnsignedCallback } from '../../protocol/callback/callback-post.js'
import { beijingDigits } from '../../protocol/time.js'
import { TRADE_CALLBACKS } from '../catalogue/callback-types.js'
import { readPrivateKey } from '../keys/read-key.js'
import { signBytes } from '../sign/sign-request.js'
import { callbackString } from '../sign/string-to-sign.js'

type Header = readonly [name: string, value: string]

/** A body as the platform writes it: without white space. */
function bodyOf({ version, type, msg }: UnsignedCallback): string {
  return JSON.stringify({ version: version ?? newestVersion(type), type, msg })
}

/** The version with which a type comes; the general trade system has 3.0. */
function newestVersion(type: string): string {
  return TRADE_CALLBACKS.find(({ code }) => code === type)?.versions[0] ?? '3.0'
}

/**
 * A callback as the platform posts it.
 *
 * @param key the platform's private key, in any form that is read
 * @param body the body, if it is not the one that the platform would write
 * @throws EcpayError the errors of `readPrivateKey`
 */
export function signedPost(callback: UnsignedCallback, key: string, body = bodyOf(callback)): CallbackPost {
  const signature = signBytes(callbackString({ ...callback, body }), privateKey(key))
  return { body, contentType: JSON_TYPE, headers: headersOf(callback, signature), needs: neededBy(callback.type) }
}

/** What an answer to this type must hold beside err_no 0, by dotted path; see `acknowledgementProblem`. */
export function neededBy(type: string): readonly string[] {
  return TRADE_CALLBACKS.find(({ code }) => code === type)?.reply.needs ?? []
}

/** Reading a key takes longer than signing, and a run signs hundreds with one. */
function privateKey(text: string): ReturnType<typeof readPrivateKey>['keyObject'] {
  if (lastRead?.text !== text) lastRead = { text, key: readPrivateKey(text).keyObject }
  return lastRead.key
}
let lastRead: { text: string; key: ReturnType<typeof readPrivateKey>['keyObject'] } | undefined

/** Headers that sign nothing stay as they were if the callback is signed again. */
function headersOf(callback: UnsignedCallback, signature: string): Header[] {
  const { timestamp, nonce, type, headers: before = [] } = callback
  const signing: Header[] = [
    ['Byte-Nonce-Str', nonce],
    [SIGNATURE, signature],
    ['Byte-Timestamp', timestamp]
  ]
  const isSigning = (name: string) => signing.some(([one]) => one.toLowerCase() === name.toLowerCase())
  if (before.length > 0) return [...before.filter(([name]) => !isSigning(name)), ...signing]
  return [['Byte-Identifyname', `/msg/basic/${type}/notify`], ['Byte-Logid', logidOf(callback)], ...signing]
}

/** Like the platform's: the time in Beijing, then hex digits. */
function logidOf({ timestamp, nonce }: UnsignedCallback): string {
  const time = beijingDigits(Number(timestamp) * 1000).slice(0, 14)
  return time + Buffer.from(nonce).toString('hex').toUpperCase().slice(0, 20)
}

export const SIGNATURE = 'Byte-Signature'

/** The same callback with another signature. */
export function withSignature(post: CallbackPost, change: (signature: string) => string): CallbackPost {
  const headers = (post.headers ?? []).map(
    ([name, value]) => [name, name === SIGNATURE ? change(value) : value] as const
  )
  return { ...post, headers }
}

/** A signature with one bit changed. */
export function spoiled(signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  return bytes.toString('base64')
}
