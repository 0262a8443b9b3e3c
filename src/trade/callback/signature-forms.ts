import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'
import { base64Bytes } from '../sign/sign-request.js'

/** Ways in which a signature is handed on as something else than standard Base64, with what turns each back. */
const FORMS: readonly [form: string, mark: RegExp, back: (text: string) => string][] = [
  ['quoted', /^["'].*["']$/s, (text) => text.slice(1, -1)],
  ['percent-encoded', /%(?:2[bBfF]|3[dD])/, (text) => percentDecoded(text)],
  ['hex', /^[0-9a-fA-F]+$/, (text) => Buffer.from(text, 'hex').toString('base64')],
  ['white-space', /[\r\n\t]/, (text) => text.replace(/\s+/g, '')],
  ['plus-lost', / /, (text) => text.replaceAll(' ', '+')],
  ['white-space', /\s/, (text) => text.replace(/\s+/g, '')],
  ['url-safe', /[-_]/, (text) => padded(text.replaceAll('-', '+').replaceAll('_', '/'))],
  ['no-padding', /[^=]$/, (text) => padded(text)]
]

/** A signature whose form is not the right one. */
export interface SignatureForm {
  form: string
  bytes: Buffer
}

/** In bytes: as long as the modulus of the key. */
export function signatureLength(key: KeyHandle): number {
  return Math.ceil((nodeKey(key).asymmetricKeyDetails?.modulusLength ?? 0) / 8)
}

/** The bytes of a signature in standard Base64. Hexadecimal digits may look like it; their number tells. */
export function signatureBytes(text: string, key: KeyHandle): Buffer | undefined {
  const isHex = text.length === 2 * signatureLength(key) && /^[0-9a-fA-F]+$/.test(text)
  return isHex ? undefined : base64Bytes(text)
}

/** What a text that is no standard Base64 may be; the forms that cannot be turned back are left out. */
export function signatureForms(text: string): SignatureForm[] {
  return FORMS.flatMap(([form, mark, back]) => {
    const bytes = mark.test(text) ? base64Bytes(back(text)) : undefined
    return bytes ? [{ form, bytes }] : []
  })
}

/** The most probable of them: one that has the length of a signature. */
export function formOfSignature(text: string): string {
  const forms = signatureForms(text)
  const likely = forms.find(({ bytes }) => [256, 384, 512].includes(bytes.length)) ?? forms[0]
  return likely?.form ?? 'other'
}

function padded(text: string): string {
  const bare = text.replaceAll('=', '')
  return bare + '='.repeat((4 - (bare.length % 4)) % 4)
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
