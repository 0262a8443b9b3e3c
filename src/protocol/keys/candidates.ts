import { derNode } from './der.js'
import { type Half, type Identified, identify } from './identify.js'
import { type Pasted, pastedIn } from './pasted.js'
import { digitsIn, readings } from './readings.js'
import { writtenNumbers } from './written-numbers.js'

/** How a key is written: what it consists of, and whether lines with BEGIN and END stand around it. */
export type KeyForm = `${'pkcs8' | 'pkcs1' | 'spki'}-${'pem' | 'base64'}` | 'jwk' | 'xml'

/** What a part of a text is, that may be a key. */
export interface Candidate {
  found: Identified
  form: KeyForm
  /** Its DER; absent where the numbers stand there one by one, or nothing is DER. */
  bytes?: Uint8Array
}

/** In characters of Base64: so much of it that is nothing else is the end of a private key. */
const LONGER_THAN_ANY_SIGNATURE = 700

/** Everything in a text that may be a key: one, as a rule. A text without any key in it has one that says what it is. */
export function candidatesIn(text: string, depth = 0): Candidate[] {
  const written = writtenNumbers(text)
  const others = pastedIn(text).flatMap((pasted) => candidatesOf(pasted, depth))
  return written.length > 0 ? [...written, ...others.filter(isKey)] : others
}

/** Every key in a block, or what the block is if there is none in it. */
function candidatesOf(pasted: Pasted, depth: number): Candidate[] {
  const { label, body, isEncrypted } = pasted
  const candidate = (found: Identified, bytes?: Uint8Array): Candidate => ({
    found,
    form: formOf(found, pasted),
    ...(bytes && { bytes })
  })
  if (isEncrypted || label === 'ENCRYPTEDPRIVATEKEY') return [candidate({ is: 'encrypted' })]
  const keys: Candidate[] = []
  const others: Candidate[] = []
  const seen = new Set<string>()
  for (const bytes of readings(body)) {
    const inner = depth < 2 ? textIn(bytes) : undefined
    // Base64 of a whole PEM file, as secret stores hold it, or of Base64.
    const found =
      inner === undefined
        ? [candidate(identify(bytes), bytes)]
        : seen.size < seen.add(inner).size
          ? candidatesIn(inner, depth + 1)
          : []
    keys.push(...found.filter(isKey))
    others.push(...found)
    if (isAll(bytes, body) && found.some(isKey)) break
  }
  if (keys.length > 0) return keys
  return [others.find(({ found }) => found.is !== 'unknown') ?? candidate(byLabel(label, body))]
}

/** Whether bytes are one value of DER, which is all of a block: nothing is left in which another key might be. */
function isAll(bytes: Uint8Array, body: string): boolean {
  if (derNode(bytes)?.end !== bytes.length) return false
  const digits = digitsIn(body)
  return digits !== undefined && Buffer.byteLength(digits, 'base64') === bytes.length
}

/** Whether it is an RSA key with all its numbers. */
export function isKey({ found }: Candidate): boolean {
  return found.is === 'private' || found.is === 'public'
}

/** What the bytes say where they are text: a PEM file, numbers of a key one by one, or Base64 once more. */
function textIn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  const isText =
    /^\s*-*BEGIN |^\s*[{[][\s\S]*"kty"|<RSAKeyValue>/.test(text) || /^(?:MII|LS0t)[A-Za-z0-9+/=\s]{100,}$/.test(text)
  return isText ? text : undefined
}

/** In characters: an example of documentation that nobody replaced is short. */
const LONGEST_PLACEHOLDER = 200

/** Whether words or marks stand where the Base64 belongs. */
function isPlaceholder(body: string): boolean {
  return (
    body.length < LONGEST_PLACEHOLDER && /\.{3}|\u2026|\*{3}|x{4}|your|here|\bkey\b|[\u4e00-\u9fff]|[<>{}$]/i.test(body)
  )
}

/** What a block says that it is, where its Base64 tells nothing: without its beginning it is no DER. */
function byLabel(label: string | undefined, body: string): Identified {
  const half = /PRIVATE|PUBLIC/.exec(label ?? '')?.[0] === 'PUBLIC' ? 'public' : 'private'
  const algorithm = /^(?:EC|DSA|DH|SM2)(?=P[RUA])/.exec(label ?? '')?.[0]
  if (algorithm !== undefined) return { is: 'other', half, algorithm }
  const found = digitsIn(body)?.length
  const isKey = /^(?:RSA)?(?:PRIVATE|PUBLIC)KEY$/.test(label ?? '')
  if (isKey && isPlaceholder(body)) return { is: 'placeholder' }
  if (isKey && found === undefined && body.trim() !== '') return { is: 'damaged', half }
  if (!isKey && (label !== undefined || (found ?? 0) < LONGER_THAN_ANY_SIGNATURE)) return { is: 'unknown' }
  return { is: 'truncated', half: isKey ? half : undefined, found: ((found ?? 0) * 3) / 4, expected: 0 }
}

function formOf(found: Identified, { label }: Pasted): KeyForm {
  const structure = 'structure' in found ? found.structure : 'pkcs8'
  return `${structure}-${label === undefined ? 'base64' : 'pem'}`
}

/** Which half of a pair something is; nothing where it is no key. */
export function halfOf(found: Identified): Half | undefined {
  switch (found.is) {
    case 'private':
    case 'public':
      return found.is
    case 'encrypted':
      return 'private'
    default:
      return 'half' in found ? found.half : undefined
  }
}
