import type { Half, Identified } from './identify.js'

/** A key that is not in DER. */
export interface WrittenKey {
  found: Identified
  form: 'jwk' | 'xml'
  /** What is secret of one that is not whole. */
  bytes?: Uint8Array
}

const IN_JSON = /"(kty|crv|n|e|d|p|q|dp|dq|qi)"\s{0,9}:\s{0,9}"([\w-]+)"/g
const IN_XML = /<(Modulus|Exponent|D|P|Q|DP|DQ|InverseQ)>([^<]+)/g
const NAMES: Readonly<Record<string, string>> = { Modulus: 'n', Exponent: 'e', InverseQ: 'qi' }

/**
 * Every key whose numbers stand there one by one: JSON Web Keys, alone or in a set (RFC 7517), or XML as .NET writes it.
 */
export function writtenNumbers(given: string): WrittenKey[] {
  // JSON in JSON.
  const text = given.replace(/(?<!\\)\\+"/g, '"')
  return [...jsonWebKeys(text), ...xmlKeys(text)]
}

/** A member of a JSON Web Key has no object in it, so that what stands between two braces is of one key. */
function jsonWebKeys(text: string): WrittenKey[] {
  if (!/"kty"\s{0,9}:/.test(text)) return []
  return text.split(/[{}]/).flatMap((part): WrittenKey[] => {
    const members = new Map([...part.matchAll(IN_JSON)].map(([, name = '', value = '']) => [name, value]))
    const type = members.get('kty')
    if (type === undefined) return []
    const half: Half = members.has('d') ? 'private' : 'public'
    if (type === 'RSA') return identified(members, 'jwk')
    const isOther = type === 'EC' || type === 'OKP'
    return isOther ? [{ found: { is: 'other', half, algorithm: members.get('crv') ?? type }, form: 'jwk' }] : []
  })
}

function xmlKeys(text: string): WrittenKey[] {
  const parts = text.split('<RSAKeyValue>').slice(1)
  return parts.flatMap((part) =>
    identified(
      new Map(
        [...part.matchAll(IN_XML)].map(([, name = '', digits = '']) => [NAMES[name] ?? name.toLowerCase(), digits])
      ),
      'xml'
    )
  )
}

function identified(members: ReadonlyMap<string, string>, form: 'jwk' | 'xml'): WrittenKey[] {
  const number = (name: string) => {
    const digits = members.get(name)
    return digits === undefined ? undefined : Buffer.from(digits, 'base64')
  }
  const [n, e, d] = [number('n'), number('e'), number('d')]
  if (!n || !e) return []
  if (!d) return [{ found: { is: 'public', structure: 'spki', numbers: { n, e } }, form }]
  const [p, q, dp, dq, qi] = [number('p'), number('q'), number('dp'), number('dq'), number('qi')]
  // Of a private key, nobody takes n, e and d alone.
  if (!p || !q || !dp || !dq || !qi) return [{ found: { is: 'damaged', half: 'private' }, form, bytes: d }]
  return [{ found: { is: 'private', structure: 'pkcs8', numbers: { n, e, d, p, q, dp, dq, qi } }, form }]
}
