import type { Both } from '../language.js'
import { CALLBACK_MAPPINGS, ENVELOPE, ENVELOPE_ADDED } from './callbacks.js'
import { NEW_SETTINGS, SETTING_MAPPINGS } from './configuration.js'
import type { CallMapping, MemberMapping, NewMember, ReadMember } from './mapping.js'
import { CALL_MAPPINGS } from './mappings.js'
import type { Step } from './migrate.js'

/** How one thing of the old system is done in the new one, whatever it is. */
export interface Guide {
  kind: 'call' | 'callback' | 'envelope' | 'settings'
  /** The old call, or the type of the callback; empty of the other two. */
  from: string
  to?: { name: string; path?: string | undefined }
  about?: Both
  steps: readonly Step[]
  answer: readonly ReadMember[]
}

/** Everything that is known of the way from the old system to the new one: calls, callbacks, configuration. */
export function guides(): Guide[] {
  return [
    ...CALL_MAPPINGS.map(guideOfCall),
    { kind: 'envelope', from: '', steps: stepsOf(ENVELOPE, ENVELOPE_ADDED), answer: [] },
    ...CALLBACK_MAPPINGS.map(({ type, about, members, added }): Guide => {
      const to = members.some(({ how }) => how !== 'gone') ? { to: { name: type } } : {}
      return { kind: 'callback', from: type, ...to, about, steps: stepsOf(members, added), answer: [] }
    }),
    { kind: 'settings', from: '', steps: stepsOf(SETTING_MAPPINGS, NEW_SETTINGS), answer: [] }
  ]
}

function guideOfCall({ from, to, about, members, added, answer }: CallMapping): Guide {
  return { kind: 'call', from, ...(to && { to }), about, steps: stepsOf(members, added), answer }
}

/** What happens to each field, and what is new: by itself, without a body. */
function stepsOf(members: readonly MemberMapping[], added: readonly NewMember[]): Step[] {
  return [...members, ...added].map((one) => ({
    how: 'filled' in one ? 'filled' : one.how,
    ...('from' in one && { from: one.from }),
    to: 'to' in one ? [one.to].flat() : [],
    ...(one.note && { note: one.note })
  }))
}
