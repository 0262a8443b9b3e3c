import { constants, hash, publicDecrypt } from 'node:crypto'
import type { KeyHandle } from '../keys/key-handle.js'
import { nodeKey } from '../keys/node-key.js'

/** A signature with the padding PSS: what was hashed for it is not in it, but can be compared. */
export interface PssSignature {
  hash: PssHash
  /** Whether it is no chance that a block looks like this: a salt of full length leaves little to look at. */
  isSure: boolean
  /** Whether a text has this signature. */
  proves(bytes: string | Uint8Array): boolean
}

const HASHES = { sha256: 32, sha1: 20, sha384: 48, sha512: 64 } as const
type PssHash = keyof typeof HASHES

/** So many zeros in front of the salt are no chance. */
const SURE = 8

/**
 * What a signature says where it was made with PSS in place of PKCS#1 v1.5 (RFC 8017, section 9.1.2).
 *
 * @returns nothing where this key opens nothing of the kind
 */
export function pssSignature(signature: Uint8Array, publicKey: KeyHandle): PssSignature | undefined {
  const block = opened(signature, publicKey)
  if (block?.at(-1) !== 0xbc) return undefined
  const names = Object.keys(HASHES) as PssHash[]
  for (const name of names)
    for (const mask of names) {
      const salt = saltOf(block, HASHES[name], mask)
      if (salt) return signatureOf(name, block, salt)
    }
  return undefined
}

/** The block without any padding taken off. */
function opened(signature: Uint8Array, key: KeyHandle): Buffer | undefined {
  try {
    return publicDecrypt({ key: nodeKey(key), padding: constants.RSA_NO_PADDING }, signature)
  } catch {
    return undefined
  }
}

/** The salt behind the zeros and the one, or nothing where there are none. */
function saltOf(block: Buffer, length: number, mask: PssHash): Buffer | undefined {
  const seed = block.subarray(-1 - length, -1)
  const masked = block.subarray(0, block.length - length - 1)
  const masks = maskOf(mask, seed, masked.length)
  const bytes = masked.map((byte, i) => byte ^ (masks[i] ?? 0))
  bytes[0] = (bytes[0] ?? 0) & 0x7f
  const one = bytes.findIndex((byte) => byte !== 0)
  return bytes[one] === 1 ? Buffer.from(bytes.subarray(one + 1)) : undefined
}

/** RFC 8017, appendix B.2.1. */
function maskOf(name: PssHash, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = []
  for (let i = 0; i * HASHES[name] < length; i++) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(i)
    parts.push(hash(name, Buffer.concat([seed, counter]), 'buffer'))
  }
  return Buffer.concat(parts).subarray(0, length)
}

function signatureOf(name: PssHash, block: Buffer, salt: Buffer): PssSignature {
  const seed = block.subarray(-1 - HASHES[name], -1)
  return {
    hash: name,
    isSure: block.length - 1 - seed.length - salt.length - 1 >= SURE,
    proves(bytes) {
      const inner = hash(name, bytes, 'buffer')
      return hash(name, Buffer.concat([Buffer.alloc(8), inner, salt]), 'buffer').equals(seed)
    }
  }
}
