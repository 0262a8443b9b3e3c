import { constants, publicDecrypt } from 'node:crypto'
import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'

/** What a signature was made of, as the public key opens it. */
export interface SignedDigest {
  /** Of the hash, as node:crypto names it; `none` where the text itself, or a bare hash, was encrypted. */
  hash: 'sha256' | 'sha1' | 'sha224' | 'sha384' | 'sha512' | 'md5' | 'none'
  /** The hash; with `none`, whatever was encrypted. */
  digest: Buffer
}

/** The beginnings of a DigestInfo in DER, by the hash that they name. Source: RFC 8017, section 9.2, note 1. */
const PREFIXES: readonly [hash: Exclude<SignedDigest['hash'], 'none'>, prefix: string][] = [
  ['sha256', '3031300d060960864801650304020105000420'],
  ['sha1', '3021300906052b0e03021a05000414'],
  ['sha384', '3041300d060960864801650304020205000430'],
  ['sha512', '3051300d060960864801650304020305000440'],
  ['sha224', '302d300d06096086480165030402040500041c'],
  ['md5', '3020300c06082a864886f70d020505000410']
]

/**
 * What was hashed for a signature, whatever the text was: where there is an answer, the signature was made with the
 * private half of this key. So a search for the text need compare hashes only, and a wrong key is told from a wrong text.
 *
 * @returns nothing for a signature of another key, of another length, or with another padding than PKCS#1 v1.5
 */
export function signedDigest(signature: Uint8Array, publicKey: KeyHandle): SignedDigest | undefined {
  const key = nodeKey(publicKey)
  let opened: Buffer
  try {
    opened = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
  } catch {
    return undefined
  }
  const hex = opened.toString('hex')
  const found = PREFIXES.find(([, prefix]) => hex.startsWith(prefix))
  if (!found) return { hash: 'none', digest: opened }
  const [hash, prefix] = found
  return { hash, digest: opened.subarray(prefix.length / 2) }
}
