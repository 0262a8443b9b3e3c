import { finding } from '../../findings/findings.js'
import { objectIn } from '../../protocol/json/json.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import type { CallbackMutation, Verified } from './callback-mutation.js'
import type { Part } from './callback-steps.js'
import { otherEndings, otherLayouts, otherOrders, otherSeparators } from './layouts.js'
import { otherMessages } from './messages.js'
import { otherEncodings } from './msg-encodings.js'
import { otherStamps } from './stamps.js'
import { otherTokens } from './token-mistakes.js'

/** Every known mistake for this callback; of each kind, the more frequent ones first. */
export function* callbackMutations(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string
): Generator<void, CallbackMutation[]> {
  const messages = yield* otherMessages(envelope.msg, envelope.body)
  return [
    ...otherTokens(token, envelope.msg, others),
    ...leftOut(),
    ...messages,
    ...notDecodedAtAll(envelope),
    ...otherOrders(),
    ...otherMembers(envelope, theirs),
    ...otherSeparators(),
    ...otherEndings(),
    ...otherStamps(envelope),
    ...otherLayouts(envelope),
    { cause: finding('hashed-twice'), rarity: 3, change: { inner: 'sha1' } },
    { cause: finding('hashed-twice'), rarity: 3, change: { inner: 'md5' } },
    ...otherEncodings([envelope.msg, token, envelope.nonce]),
    { cause: finding('hmac-digest'), rarity: 2, change: { keyed: true, takesToken: false } },
    { cause: finding('hmac-digest'), rarity: 3, change: { keyed: true } }
  ]
}

function leftOut(): CallbackMutation[] {
  return [
    { cause: finding('callback-part-left-out', { key: 'msg' }), rarity: 1, change: { msg: undefined } },
    { cause: finding('callback-part-left-out', { key: 'timestamp' }), rarity: 1, change: { timestamp: undefined } },
    { cause: finding('callback-part-left-out', { key: 'nonce' }), rarity: 1, change: { nonce: undefined } },
    { cause: finding('callback-part-left-out', { key: 'token' }), rarity: 2, change: { takesToken: false } }
  ]
}

/** `type`, an earlier signature (a signature cannot sign itself), and any other members. */
function otherMembers({ type, msg_signature, body }: Verified, theirs: string): CallbackMutation[] {
  const own = msg_signature === theirs ? undefined : msg_signature
  const more = moreMembers(body)
  const single: CallbackMutation[] = more.slice(0, MOST_MEMBERS).map((part) => ({
    cause: finding('envelope-member-signed', { key: part.key }),
    rarity: 3,
    change: { more: [part] }
  }))
  if (type !== undefined)
    single.unshift({ cause: finding('envelope-member-signed', { key: 'type' }), rarity: 1, change: { type } })
  if (own !== undefined)
    single.unshift({
      cause: finding('envelope-member-signed', { key: 'msg_signature' }),
      rarity: 2,
      change: { msg_signature: own }
    })
  if (single.length < 2) return single
  return [...single, { cause: finding('all-members-signed'), rarity: 1, change: { type, msg_signature: own, more } }]
}

/** At most this many other fields are tried one by one; an envelope has only a few. */
const MOST_MEMBERS = 64

const ENVELOPE = ['timestamp', 'nonce', 'msg', 'type', 'msg_signature']

function moreMembers(body: string | undefined): Part[] {
  if (body === undefined) return []
  const strange = objectIn(body)?.members.filter(({ key }) => !ENVELOPE.includes(key)) ?? []
  return strange.map(({ key, value }) => {
    const text = 'text' in value ? value.text : body.slice(value.start, value.end)
    return { key, text, shown: text }
  })
}

/** `JsonNode.toString()` and the like: each text with its quotes in the JSON. */
function notDecodedAtAll({ msg, timestamp, nonce, body }: Verified): CallbackMutation[] {
  const object = body === undefined ? undefined : objectIn(body)
  const written = (key: string, text: string) =>
    object?.members.find((one) => one.key === key)?.value.kind === 'number' ? text : `"${text}"`
  const change = { timestamp: written('timestamp', timestamp), nonce: written('nonce', nonce) }
  return [{ cause: finding('callback-quotes-kept'), rarity: 2, change: { ...change, msg: JSON.stringify(msg) } }]
}
