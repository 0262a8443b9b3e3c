import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'
import { base64Bytes } from '../sign/sign-request.js'
import { type SignatureReading, signatureReadings } from '../sign/signature-forms.js'

/** In bytes: as long as the modulus of the key. */
export function signatureLength(key: KeyHandle): number {
  return Math.ceil((nodeKey(key).asymmetricKeyDetails?.modulusLength ?? 0) / 8)
}

/** The bytes of a signature in standard Base64. Hexadecimal digits may look like it; their number tells. */
export function signatureBytes(text: string, key: KeyHandle): Buffer | undefined {
  const isHex = text.length === 2 * signatureLength(key) && /^[0-9a-fA-F]+$/.test(text)
  return isHex ? undefined : base64Bytes(text)
}

/** What a text that is no standard Base64 may be, with the form that it has. */
export function otherForms(text: string): { form: string; bytes: Buffer }[] {
  return signatureReadings(text).flatMap(({ forms: [form], bytes }: SignatureReading) =>
    form ? [{ form, bytes }] : []
  )
}

/** The most probable form: the one that has the length of a signature. */
export function formOfSignature(text: string): string {
  const forms = otherForms(text)
  const likely = forms.find(({ bytes }) => [256, 384, 512].includes(bytes.length)) ?? forms[0]
  return likely?.form ?? 'other'
}
