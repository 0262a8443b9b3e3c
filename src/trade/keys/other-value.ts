import type { NotAKey } from '../../findings/rsa-key-phrases.js'

/** What a text that is no key is otherwise, as far as its form tells; the first that fits. */
const FORMS: readonly [NotAKey, RegExp][] = [
  ['empty', /^$/],
  ['reference', /^\$(?:\{\w+\}|\w+)$/],
  ['unset', /^(?:undefined|null|none|nil|<nil>|nan|\[object Object\])$/i],
  // Base64 can begin with a slash too, and has no hyphens, dots or low lines in it.
  [
    'path',
    /^(?:~|\.{1,2})[\\/]|^[A-Za-z]:[\\/]|^\/(?=.{0,200}[._-])(?:[\w.-]{1,80}\/){1,12}[\w.-]{1,80}$|\.(?:pem|key|der|crt|cer|pub|txt|p8|p12|pfx|jks)$/i
  ],
  ['openssh', /OPENSSH|^ssh-|SSH2/],
  ['putty', /^PuTTY-User-Key-File/],
  ['pgp', /PGP (?:PRIVATE|PUBLIC)/],
  ['app-id', /^tt[0-9a-z]{14,20}$/],
  ['access-token', /^(?:clt|act)\.\S+$/],
  ['fingerprint', /^(?:[0-9a-f]{64}|(?:[0-9a-f]{2}:){15,31}[0-9a-f]{2}|SHA256:\S+)$/i],
  ['json', /^[{[]/],
  ['html', /^</]
]

/** As random letters and digits as a SALT, a token or an app_secret is. */
const SALT = /^[A-Za-z0-9]{16,64}$/

/** Lengths of a signature by RSA keys of 2048, 3072 and 4096 bits, in bytes. */
const SIGNATURES = [256, 384, 512]

/** What stands in a key's place: another thing by its form, or nothing that is known. */
export function otherValue(text: string, bytes: Uint8Array | undefined): NotAKey | 'salt' | 'signature' {
  const trimmed = text.trim()
  const form = FORMS.find(([, pattern]) => pattern.test(trimmed))?.[0]
  if (form) return form
  if (SALT.test(trimmed)) return 'salt'
  return bytes && SIGNATURES.includes(bytes.length) ? 'signature' : 'text'
}
