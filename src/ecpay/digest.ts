/** The algorithms of the platform: MD5 for requests, SHA-1 for callbacks. */
export type Algorithm = 'md5' | 'sha1'

/** In characters. For a longer text, loading Node's own hashes is faster. */
const SHORT = 2048

/** For more texts than this, Node's own hashes are faster. */
const FEW = 4

let digested = 0
let node: typeof import('node:crypto') | undefined

/**
 * The digest of bytes, or of a text's UTF-8. Loading `node:crypto` takes longer than everything else in a signature, so the
 * first few short texts of a process are hashed here.
 *
 * @returns lower-case hex digits
 */
export function digest(algorithm: Algorithm, text: string | Uint8Array): string {
  if (node === undefined && text.length <= SHORT && digested++ < FEW) return digestHere(algorithm, text)
  node ??= process.getBuiltinModule('node:crypto')
  return node.hash(algorithm, text, 'hex')
}

/** The same digest without Node, for a short text. */
export function digestHere(algorithm: Algorithm, text: string | Uint8Array): string {
  const { initial, isLittleEndian, mixed } = RULES[algorithm]
  const blocks = padded(typeof text === 'string' ? Buffer.from(text) : text, isLittleEndian)
  // Sums are modulo 2^32 in both algorithms, and so are the numbers of this array.
  const state = Uint32Array.from(initial)
  for (let at = 0; at < blocks.byteLength; at += BLOCK)
    mixed(blocks, at, state).forEach((word, i) => {
      state[i] = (state[i] ?? 0) + word
    })
  const result = new DataView(new ArrayBuffer(state.byteLength))
  state.forEach((word, i) => {
    result.setUint32(4 * i, word, isLittleEndian)
  })
  return Buffer.from(result.buffer).toString('hex')
}

/** In bytes. */
const BLOCK = 64

/** The bytes, a one bit, zeros, and the length in bits at the end of the last block. */
function padded(bytes: Uint8Array, isLittleEndian: boolean): DataView {
  const size = BLOCK * Math.ceil((bytes.length + 9) / BLOCK)
  const whole = new Uint8Array(size)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setBigUint64(size - 8, BigInt(8 * bytes.length), isLittleEndian)
  return view
}

interface Rule {
  initial: readonly number[]
  isLittleEndian: boolean
  /** The numbers that the block at this offset adds to the state. */
  mixed(blocks: DataView, at: number, state: Uint32Array): number[]
}

const RULES: Record<Algorithm, Rule> = {
  md5: { initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476], isLittleEndian: true, mixed: md5Block },
  sha1: {
    initial: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0],
    isLittleEndian: false,
    mixed: sha1Block
  }
}

/** The number of bits by which each step of a round rotates. */
const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

/** Source: RFC 1321, 3.4. */
function md5Block(blocks: DataView, at: number, state: Uint32Array): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < 64; step++) {
    const round = step >> 4
    let mix = c ^ (b | ~d)
    let word = 7 * step
    if (round === 0) {
      mix = (b & c) | (~b & d)
      word = step
    } else if (round === 1) {
      mix = (b & d) | (c & ~d)
      word = 5 * step + 1
    } else if (round === 2) {
      mix = b ^ c ^ d
      word = 3 * step + 5
    }
    const sine = Math.abs(Math.sin(step + 1)) * 2 ** 32
    const sum = (a + mix + (sine >>> 0) + blocks.getUint32(at + 4 * (word & 15), true)) | 0
    const turn = TURNS[4 * round + (step & 3)] ?? 0
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  return [a, b, c, d]
}

/** The constants of the four times twenty steps. */
const SUMMANDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6]

/** Source: RFC 3174, 6.1. */
function sha1Block(blocks: DataView, at: number, state: Uint32Array): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  const words = new Int32Array(80)
  for (let step = 0; step < 80; step++) {
    const word = step < 16 ? blocks.getInt32(at + 4 * step) : laterWord(words, step)
    words[step] = word
    const round = Math.floor(step / 20)
    let mix = b ^ c ^ d
    if (round === 0) mix = (b & c) | (~b & d)
    else if (round === 2) mix = (b & c) | (b & d) | (c & d)
    const sum = ((a << 5) | (a >>> 27)) + mix + e + (SUMMANDS[round] ?? 0) + word
    e = d
    d = c
    c = (b << 30) | (b >>> 2)
    b = a
    a = sum | 0
  }
  return [a, b, c, d, e]
}

function laterWord(words: Int32Array, step: number): number {
  const back = (steps: number) => words[step - steps] as number
  const mixed = back(3) ^ back(8) ^ back(14) ^ back(16)
  return (mixed << 1) | (mixed >>> 31)
}
