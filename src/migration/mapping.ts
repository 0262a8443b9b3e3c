import type { Both } from '../language.js'
import type { ConversionName } from './conversions.js'

/**
 * What happens to a member on the way from the old system to the new one. `same` keeps its name, `renamed` only
 * changes it, `changed` also changes its value, and for `gone` there is nothing new.
 */
export type MemberMapping = { from: string; note?: Both } & (
  | { how: 'same' | 'renamed'; to: string }
  | { how: 'changed'; to: readonly string[]; by: ConversionName; note: Both }
  | { how: 'gone'; note: Both }
)

/** A member that only the new system has, by its path: `skuList.0.type`. */
export interface NewMember {
  how: 'needed' | 'optional'
  to: string
  note: Both
  /** Where its value comes from, if the old body has it: another member, or always the same JSON. */
  filled?: { from: string } | { json: string }
}

/** What an answer or a message had, and where it is now. It is read, not written, so no value is converted. */
export type ReadMember = { from: string; note?: Both } & ({ to: string } | { to?: never; note: Both })

/** The call, or what else takes the place of an old call. */
interface Successor {
  /** As the platform names it: `refund_create`, `tt.requestOrder`. */
  name: string
  /** Its path on open.douyin.com; tt.requestOrder has none. */
  path?: string
}

/** How one call of the old system is made in the new one. */
export interface CallMapping {
  /** The name of the old call. */
  from: string
  /** Absent if nothing takes its place. */
  to?: Successor
  /** What changes as a whole. */
  about: Both
  members: readonly MemberMapping[]
  added: readonly NewMember[]
  answer: readonly ReadMember[]
}

/** How a callback of the old system arrives in the new one. */
export interface CallbackMapping {
  /** The type of the old callback. */
  type: string
  about: Both
  members: readonly MemberMapping[]
  added: readonly NewMember[]
}

export function same(from: string, note?: Both): MemberMapping {
  return { how: 'same', from, to: from, ...(note && { note }) }
}

export function renamed(from: string, to: string, note?: Both): MemberMapping {
  return { how: 'renamed', from, to, ...(note && { note }) }
}

export function changed(from: string, to: string | readonly string[], by: ConversionName, note: Both): MemberMapping {
  return { how: 'changed', from, to: [to].flat(), by, note }
}

export function gone(from: string, note: Both): MemberMapping {
  return { how: 'gone', from, note }
}

export function needed(to: string, note: Both, filled?: NewMember['filled']): NewMember {
  return { how: 'needed', to, note, ...(filled && { filled }) }
}

export function optional(to: string, note: Both): NewMember {
  return { how: 'optional', to, note }
}
