import { type Finding, finding } from '../findings.js'
import { sameSignature } from '../sign/request-signature.js'
import {
  type CallbackMutation,
  callbackMutations,
  type OtherKeys,
  signBy,
  stringBy,
  type Verified
} from './mutations.js'

export type { OtherKeys } from './mutations.js'

/** The form of a `msg_signature`, whatever its case. */
export const SIGNATURE = /^[0-9a-f]{40}$/i

/**
 * Tries the usual causes of a mismatch and returns those that give exactly the signature that came.
 * Where no cause does, the message or the token differ: `msg-changed`; nothing where what came is no signature.
 */
export function causesOfMismatch(envelope: Verified, token: string, others: OtherKeys = {}): Finding[] {
  const came = envelope.msg_signature
  const found = callbackMutations(envelope, token, others, came).filter((one) =>
    sameSignature(signBy(envelope, token, [one]), came)
  )
  if (found.length === 0) return SIGNATURE.test(came) ? [finding('msg-changed', {})] : []
  return distinct(found.map(({ cause }) => cause))
}

export interface CallbackExplanations {
  /** Causes that together give exactly that signature, the fewest only; several sets are equivalent. */
  explanations: { mistakes: Finding[]; stringToSign: string }[]
  /** How many computations were tried. */
  tried: number
}

/** Of so many bytes, three causes together would take minutes. */
const LONG_MESSAGE = 64 * 1024

/**
 * Looks for the causes, alone or together, that turn the right computation into this signature.
 *
 * @param theirs what the user's own code computed, or what came
 * @param options `depth`: how many are combined at most; `mask` stands for the token in what is shown
 */
export function explainCallback(
  envelope: Verified,
  token: string,
  others: OtherKeys,
  theirs: string,
  { depth, mask }: { depth: number; mask: string }
): CallbackExplanations {
  const mutations = callbackMutations(envelope, token, others, theirs)
  const most = envelope.msg.length > LONG_MESSAGE ? Math.min(depth, 2) : depth
  let sets: CallbackMutation[][] = [[]]
  let tried = 0
  for (let size = 1; size <= most; size++) {
    sets = sets.flatMap((set) => longer(set, mutations))
    const found = sets.filter((set) => sameSignature(signBy(envelope, token, set), theirs))
    tried += sets.length
    if (found.length === 0) continue
    const explanations = found.map((set) => ({
      mistakes: set.map(({ cause }) => cause),
      stringToSign: stringBy(envelope, token, set, mask)
    }))
    return { explanations: distinct(explanations), tried }
  }
  return { explanations: [], tried }
}

/** The set with each later mutation that replaces another step. */
function longer(set: CallbackMutation[], mutations: readonly CallbackMutation[]): CallbackMutation[][] {
  const last = set.at(-1)
  const rest = last ? mutations.slice(mutations.indexOf(last) + 1) : mutations
  const steps = set.flatMap(({ change }) => Object.keys(change))
  return rest
    .filter(({ change }) => !Object.keys(change).some((step) => steps.includes(step)))
    .map((one) => [...set, one])
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
