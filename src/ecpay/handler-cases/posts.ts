import { type CallbackPost, JSON_TYPE } from '../../protocol/callback/callback-post.js'
import { commonCases } from '../../protocol/callback/common-cases.js'
import type { Kit } from '../../protocol/callback/handler-case.js'
import { callbackBody, envelopeText } from '../callback/message.js'
import { callbackSignature } from '../callback/signature.js'

/** A callback with the right signature. */
export function signed(kit: Kit, changes: Partial<Kit> = {}): CallbackPost {
  const { key, ...callback } = { ...kit, ...changes }
  return json(callbackBody(callback, key))
}

/** A callback with a wrong signature. */
export function forged(kit: Kit, forge: (signature: string, kit: Kit) => string): CallbackPost {
  const { key, ...callback } = kit
  return json(envelopeText(callback, forge(callbackSignature(callback, key), kit)))
}

/** A callback that was changed after it was signed. */
export function altered(kit: Kit, changes: Partial<Kit>): CallbackPost {
  const { key, ...callback } = kit
  return json(envelopeText({ ...callback, ...changes }, callbackSignature(callback, key)))
}

export function json(body: string): CallbackPost {
  return { body, contentType: JSON_TYPE }
}

/** The cases of every system, by code. */
export const common = commonCases(signed)
