import type { UnsignedCallback } from '../../protocol/callback/callback-post.js'
import type { CallbackSubject } from '../../protocol/callback/callback-tools.js'
import type { Facts } from '../../protocol/callback/facts.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { CALLBACKS } from '../catalogue/callback-types.js'
import { type CallbackParts, callbackSignature } from './signature.js'

/**
 * The msg of a callback, with the members of its type in the platform's order.
 *
 * @param type a type of the catalogue
 * @returns the JSON text, to sign and send as it is
 */
export function callbackMessage(type: string, facts: Facts): string {
  const fields = CALLBACKS.find(({ code }) => code === type)?.fields ?? []
  const members = fields.map(({ path, holds }) => [path, 'fact' in holds ? facts[holds.fact] : holds.always])
  return JSON.stringify(Object.fromEntries(members))
}

/** The body that the platform posts: the envelope with its signature. */
export function callbackBody(callback: UnsignedCallback, token: string): string {
  return envelopeText(callback, callbackSignature(callback, token))
}

/** The envelope with this text as its signature. */
export function envelopeText({ timestamp, nonce, msg, type }: UnsignedCallback, msg_signature: string): string {
  return JSON.stringify({ timestamp, nonce, msg, type, msg_signature })
}

/**
 * The timestamp and nonce with which the platform would send a callback.
 *
 * @param now Unix time in milliseconds
 * @param random 4 random bytes
 */
export function callbackStamp(now: number, random: Uint8Array): Pick<CallbackParts, 'timestamp' | 'nonce'> {
  const nonce = String(Buffer.from(random).readUInt32BE() % 10_000)
  return { timestamp: String(Math.floor(now / 1000)), nonce }
}

/** The developer's number and the amount (its literal, in fen) in a msg, if it has them. */
export function callbackSubject(type: string | null, msg: string): CallbackSubject {
  const fields = CALLBACKS.find(({ code }) => code === type)?.fields ?? []
  const object = objectIn(msg)
  const textOf = (fact: keyof Facts) => {
    const path = fields.find(({ holds }) => 'fact' in holds && holds.fact === fact)?.path
    return (path !== undefined && memberText(object, path)) || null
  }
  return { number: textOf('number'), amount: textOf('amount') }
}
