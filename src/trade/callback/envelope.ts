import { isUtf8 } from 'node:buffer'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { DEFAULT_LIMIT, decodeBody } from '../../protocol/json/bytes.js'
import { duplicateKeys, type JsonObject, member, memberText, readObject } from '../../protocol/json/json.js'
import { plainObject } from '../../protocol/json/plain-object.js'

/** The members of a callback's body. */
export interface Envelope {
  version: string | undefined
  type: string | undefined
  /** JSON as text; empty where there is none. */
  msg: string
}

/** What is known of a body that cannot be read. */
export const NO_ENVELOPE: Envelope = { version: undefined, type: undefined, msg: '' }

const KEYS = ['version', 'type', 'msg'] as const

/**
 * Reads the body of a callback as far as it can be read.
 *
 * @param limit in bytes
 * @returns every missing, mistyped and doubled member as a problem, never only the first; what is odd about the bytes
 */
export function readEnvelope(
  body: Uint8Array,
  limit?: number
): { envelope: Envelope; problems: Finding[]; warnings: Finding[] } {
  const plain = plainEnvelope(body, limit)
  if (plain) return { envelope: plain, problems: [], warnings: [] }
  try {
    const { text, warnings } = decodeBody(body, limit)
    const object = readObject(text)
    return {
      envelope: { version: textOf(object, 'version'), type: textOf(object, 'type'), msg: textOf(object, 'msg') ?? '' },
      problems: envelopeProblems(object),
      // Line breaks inside of a body that is verified are those of the platform.
      warnings: warnings.filter(({ code }) => code !== 'crlf-line-breaks')
    }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return { envelope: NO_ENVELOPE, problems: [...error.findings], warnings: [] }
  }
}

/** The envelope of a body as `JSON.stringify` writes it: nothing stands in it twice, and nothing is odd about it. */
function plainEnvelope(body: Uint8Array, limit = DEFAULT_LIMIT): Envelope | undefined {
  if (body.length > limit || !isUtf8(body)) return undefined
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString()
  const value = plainObject(text)
  if (value === undefined) return undefined
  const { version, type, msg } = value
  if (typeof version !== 'string' || typeof type !== 'string' || typeof msg !== 'string') return undefined
  return { version, type, msg }
}

/** Whether a body is a callback of 担保支付, whose signature is in it. */
export function isEcpayCallback(body: Uint8Array): boolean {
  // Looked for before it is read: in a right callback of the trade system nothing is read twice.
  if (!Buffer.from(body.buffer, body.byteOffset, body.length).includes('msg_signature')) return false
  try {
    const object = readObject(decodeBody(body).text)
    return member(object, 'msg_signature') !== undefined && member(object, 'version') === undefined
  } catch {
    return false
  }
}

function textOf(object: JsonObject, key: (typeof KEYS)[number]): string | undefined {
  return member(object, key)?.kind === 'string' ? memberText(object, key) : undefined
}

function envelopeProblems(object: JsonObject): Finding[] {
  const twice: Finding[] = duplicateKeys(object).map((key) => finding('duplicate-key', { key }))
  return [...twice, ...KEYS.flatMap((key) => memberProblems(object, key))]
}

function memberProblems(object: JsonObject, key: (typeof KEYS)[number]): Finding[] {
  const found = member(object, key)?.kind
  if (found === 'string') return []
  if (found === undefined) return [finding('missing-member', { key })]
  if (key === 'msg') return [finding('msg-not-a-string', { found })]
  return [finding('wrong-type', { key, found, expected: ['string'] })]
}
