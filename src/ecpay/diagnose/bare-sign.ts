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
