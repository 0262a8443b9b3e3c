import { visible, visibleJson, visibleLine } from './terminal-text.js'

/** A value that is never shown, and the word that stands for it. */
export interface Secret {
  name: 'SALT' | 'TOKEN' | 'ACCESS_TOKEN'
  value: string
}

/**
 * Shorter secrets are not searched for in text: masking every `1` would destroy the output.
 * Where this tool itself knows a secret's place (the string to sign), it masks whatever the length.
 */
export const SHORTEST_MASKED = 6

function maskOf(secret: Secret): string {
  return `<${secret.name}>`
}

/** Stands in the SALT's place wherever a string to sign is shown. */
export const SALT_MARK = '<SALT>'

/** Stands in the place of an access token wherever a request is shown. */
export const ACCESS_TOKEN_MARK = '<ACCESS_TOKEN>'

interface Replacement {
  text: string
  bytes: Buffer
  mask: string
}

/** Masks secrets by value, in the form they have and in those that others give them. */
export class Masker {
  /** How many places were masked so far. */
  count = 0
  private secrets: Secret[] = []
  private made: Replacement[] | undefined

  add(secret: Secret): void {
    if (secret.value.length < SHORTEST_MASKED) return
    this.secrets.push(secret)
    this.made = undefined
  }

  text(text: string): string {
    let result = text
    for (const { text: secret, mask } of this.replacements()) {
      if (!result.includes(secret)) continue
      const parts = result.split(secret)
      this.count += parts.length - 1
      result = parts.join(mask)
    }
    return result
  }

  bytes(bytes: Uint8Array): Uint8Array {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const replacements = this.replacements()
    if (!replacements.some((one) => buffer.includes(one.bytes))) return bytes
    // latin1 keeps every byte; the secrets are turned into the same one-character-a-byte form.
    let result = buffer.toString('latin1')
    for (const { bytes: secret, mask } of replacements) {
      const parts = result.split(secret.toString('latin1'))
      this.count += parts.length - 1
      result = parts.join(mask)
    }
    return Buffer.from(result, 'latin1')
  }

  /** Made when the first text is masked: a signature alone needs none. */
  private replacements(): readonly Replacement[] {
    this.made ??= replacementsOf(this.secrets)
    return this.made
  }
}

function replacementsOf(secrets: readonly Secret[]): Replacement[] {
  const made = new Map<string, Replacement>()
  for (const secret of secrets) {
    for (const text of [secret.value, ...writtenForms(secret.value)]) {
      if (!made.has(text)) made.set(text, { text, bytes: Buffer.from(text), mask: maskOf(secret) })
    }
  }
  // The longer first: one secret may be part of another.
  return [...made.values()].sort((a, b) => b.text.length - a.text.length)
}

/**
 * How others write a value that they echo: trimmed, and inside JSON (or JSON in it), a URL, a form, a shell's quotes,
 * Base64; and how this tool makes it visible.
 */
function writtenForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const url = encodeURIComponent(Buffer.from(value).toString()) // which throws on half characters
  const strictUrl = url.replace(/[!'()*]/g, (one) => `%${hex(one, 2).toUpperCase()}`)
  const forms = [
    value.trim(),
    visible(value),
    visibleLine(value),
    json,
    visibleLine(json),
    visibleJson(json),
    JSON.stringify(json).slice(1, -1),
    json.replaceAll('/', '\\/'),
    json.replace(/[<>&]/g, unicodeEscape),
    json.replace(/[\u0080-\uffff]/g, unicodeEscape),
    json.replace(/[\u0080-\uffff]/g, unicodeEscape).replaceAll('/', '\\/'),
    url,
    strictUrl,
    strictUrl.replaceAll('%20', '+'),
    value.replaceAll("'", `'\\''`),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    Buffer.from(value).toString('base64url'),
    Buffer.from(value).toString('hex')
  ]
  return forms.filter((form) => form.length >= SHORTEST_MASKED)
}

function unicodeEscape(unit: string): string {
  return `\\u${hex(unit, 4)}`
}

function hex(unit: string, digits: number): string {
  return unit.charCodeAt(0).toString(16).padStart(digits, '0')
}
