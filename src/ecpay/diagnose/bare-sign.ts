import { objectIn } from '../../protocol/json/json.js'
import type { MistakeCode } from './codes.js'
import type { Mutation } from './mutation.js'

/** What stands around a signature that was sent, and the signature in it. */
const AROUND: readonly (readonly [code: MistakeCode, pattern: RegExp])[] = [
  ['sign-with-white-space', /^\s+(\S.*)$/s],
  ['sign-with-white-space', /^(.*\S)\s+$/s],
  ['sign-as-bytes', /^b'([^']+)'$/],
  ['sign-in-quotes', /^"([^"]+)"$/],
  ['sign-in-quotes', /^'([^']+)'$/],
  ['sign-in-quotes', /^“([^”]+)”$/],
  ['hex-with-prefix', /^0x([0-9a-f]+)$/i]
]

/** A signature without what stands around it, and the mistakes that this is. */
export function bareSign(theirs: string): { bare: string; around: readonly Mutation[] } {
  const digest = digestIn(theirs)
  if (digest !== undefined)
    return { bare: digest, around: [{ code: 'sign-as-object', fix: 'digest', rarity: 1, change: {} }] }
  let bare = theirs
  const around = new Map<MistakeCode, Mutation>()
  for (const [code, pattern] of AROUND) {
    const inner = pattern.exec(bare)?.[1]
    if (inner === undefined) continue
    bare = inner
    around.set(code, { code, fix: 'bare-sign', rarity: 1, change: {} })
  }
  return { bare, around: [...around.values()] }
}

/** The numbers of bytes of MD5, SHA-1 and SHA-256. */
const SIZES = [16, 20, 32]
const WORD = 4

/** The hexadecimal digits of a digest that was sent as the object that a hash gives; nothing for other texts. */
function digestIn(text: string): string | undefined {
  const bytes = text.startsWith('{') ? bytesOfObject(text) : (bytesOfPython(text) ?? bytesOfCharacters(text))
  return bytes && SIZES.includes(bytes.length) ? Buffer.from(bytes).toString('hex') : undefined
}

/** The JSON of Node's Buffer, with its bytes, and of CryptoJS's WordArray, with signed words of four bytes. */
function bytesOfObject(text: string): readonly number[] | undefined {
  const object = objectIn(text)
  const numbersOf = (key: string) => {
    const list = object?.members.find((one) => one.key === key)?.value
    if (list?.kind !== 'array' || list.items.length > Math.max(...SIZES)) return undefined
    return list.items.map((item) => (item.kind === 'number' ? Number(item.text) : Number.NaN))
  }
  const words = numbersOf('words')
  const bytes = words?.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff)) ?? numbersOf('data')
  return bytes?.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 0xff) ? bytes : undefined
}

/** Python's `str(h.digest())`. That of a `hexdigest` is not one. */
function bytesOfPython(text: string): readonly number[] | undefined {
  const inner = /^b(['"])(.*)\1$/s.exec(text)?.[2]
  if (inner === undefined || inner.length > WORD * Math.max(...SIZES) || /^[0-9a-f]+$/i.test(inner)) return undefined
  const named: Record<string, number> = { t: 9, n: 10, r: 13 }
  return [...inner.matchAll(/\\x([0-9a-f]{2})|\\(.)|(.)/gs)].map(([, hex, escaped, plain]) => {
    if (hex !== undefined) return Number.parseInt(hex, 16)
    return (escaped !== undefined ? named[escaped] : undefined) ?? (escaped ?? plain ?? '').charCodeAt(0)
  })
}

/** Node's `digest('latin1')`: a character for each byte, of which at least one is no ASCII. */
function bytesOfCharacters(text: string): readonly number[] | undefined {
  if (text.length > Math.max(...SIZES) || !/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text))
    return undefined
  return Array.from(text, (one) => one.charCodeAt(0))
}
