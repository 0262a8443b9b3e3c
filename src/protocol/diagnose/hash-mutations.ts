import { createHmac, hash } from 'node:crypto'
import type { MistakeCode } from './codes.js'
import { gbkBytes } from './gbk.js'
import type { Fix, Mutation } from './mutation.js'
import { type Bytes, digestOf, type Encoding, type HashSteps, RIGHT } from './steps.js'

type Row = [code: MistakeCode, fix: Fix, rarity: number, change: Partial<HashSteps>]

const by = (name: string) => (bytes: Bytes, _: string, encoding: Encoding) => hash(name, bytes, encoding)
const hmac = (name: string) => (bytes: Bytes, salt: string, encoding: Encoding) =>
  createHmac(name, salt).update(bytes).digest(encoding)

/** Mistakes from the string that is hashed to the signature. */
const ROWS: Row[] = [
  ['uppercase-digest', 'digest', 1, { form: (digest) => digest('hex').toUpperCase() }],
  ['base64-digest', 'digest', 3, { form: (digest) => digest('base64') }],
  ['base64-of-hex', 'digest', 4, { form: (digest) => Buffer.from(digest('hex')).toString('base64') }],
  ['sha1-digest', 'digest', 2, { digest: by('sha1') }],
  ['sha256-digest', 'digest', 2, { digest: by('sha256') }],
  ['hmac-md5-digest', 'digest', 3, { digest: hmac('md5') }],
  ['hmac-sha1-digest', 'digest', 3, { digest: hmac('sha1') }],
  ['hmac-sha256-digest', 'digest', 2, { digest: hmac('sha256') }],
  ['md5-twice', 'digest', 3, { digest: (bytes, _, encoding) => hash('md5', hash('md5', bytes, 'hex'), encoding) }],
  ['gbk-bytes', 'charset', 3, { charset: gbkBytes }]
]

export const HASH_MUTATIONS: readonly Mutation[] = ROWS.map(([code, fix, rarity, change]) => ({
  code,
  fix,
  rarity,
  change
}))

/** Whether these steps can give a signature of this length and alphabet: most cannot, and need no search. */
export function canGive(steps: HashSteps, signature: string): boolean {
  const probe = digestOf('', steps, 'probe')
  const lower = digestOf('', { ...RIGHT, digest: steps.digest }, 'probe')
  if (probe.length !== signature.length) return false
  if (probe === lower) return /^[0-9a-f]+$/.test(signature)
  return probe === lower.toUpperCase() ? /^[0-9A-F]+$/.test(signature) : /^[A-Za-z0-9+/]+=*$/.test(signature)
}
