import type { RsaNumbers } from './rsa-numbers.js'

const IN_JSON = /"(n|e|d|p|q|dp|dq|qi)"\s{0,9}:\s{0,9}"([\w-]+)"/g
const IN_XML = /<(Modulus|Exponent|D|P|Q|DP|DQ|InverseQ)>([^<]+)/g
const NAMES: Readonly<Record<string, string>> = { Modulus: 'n', Exponent: 'e', InverseQ: 'qi' }

/** A key whose numbers stand there one by one: a JSON Web Key (RFC 7517), or XML as .NET writes it. */
export function writtenNumbers(given: string): { form: 'jwk' | 'xml'; numbers: RsaNumbers } | undefined {
  // JSON in JSON.
  const text = given.replace(/(?<!\\)\\+"/g, '"')
  const form = text.includes('<RSAKeyValue>') ? 'xml' : 'jwk'
  if (form === 'jwk' && !/"kty"\s{0,9}:\s{0,9}"RSA"/.test(text)) return undefined
  const written = [...text.matchAll(form === 'xml' ? IN_XML : IN_JSON)].map(
    ([, name = '', digits = '']) => [NAMES[name] ?? name.toLowerCase(), Buffer.from(digits, 'base64')] as const
  )
  const { n, e, d, p, q, dp, dq, qi }: Partial<Record<string, Buffer>> = Object.fromEntries(written)
  if (!n || !e) return undefined
  if (!d) return { form, numbers: { n, e } }
  return p && q && dp && dq && qi && { form, numbers: { n, e, d, p, q, dp, dq, qi } }
}
