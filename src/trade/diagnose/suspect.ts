import { atOnce } from '../../protocol/in-slices.js'
import { byRarity, excludesAny, rarityOf } from '../../protocol/search/choices.js'
import type { Suspect } from '../../protocol/search/common-mistakes.js'
import { isKnown, sameMistakes, setsOf } from '../../protocol/search/known-mistakes.js'
import { mutate } from '../../protocol/search/mutation.js'
import { Recent } from '../../protocol/search/recent.js'
import { readAuthorization } from '../sign/authorization.js'
import { CREATE_SIGN_ORDER, REQUEST_ORDER } from '../sign/string-to-sign.js'
import { authorizationFaults, itemValue } from './authorization-faults.js'
import { BYTE_MUTATIONS } from './byte-mutations.js'
import { diagnoseRequest } from './diagnose-request.js'
import type { Mutation } from './mutation.js'
import { type NamedKey, openSignature } from './open-signature.js'
import { makeMutations } from './search.js'
import { bodyText, isSigned, type Lines, type Recipe, RIGHT, signedText } from './steps.js'

/** An authorization in question of a request. */
interface Authorized {
  id: string
  request: Lines
  /** Not compared when absent. */
  app_id?: string | undefined
  key_version?: string | undefined
  /** As it came: the whole byteAuthorization, or its items with the signature alone put in. */
  authorizationText: string
  keys: readonly NamedKey[]
  isWrong: boolean
}

const DEPTH = 2
/** Rarer mistakes are not looked for as one more. */
const RARE = 5

/**
 * What may be wrong with one authorization, for a search over many of them.
 *
 * @param recent what is made of the requests of that search, which takes many times their room; without it, each keeps
 *   its own
 */
export function suspectOf(one: Authorized, recent: Recent<readonly Mutation[]> = new Recent(1)): Suspect<Mutation> {
  const { id, request, isWrong, authorizationText, keys, app_id, key_version } = one
  const authorization = readAuthorization(authorizationText)
  const value = (item: Parameters<typeof itemValue>[1]) => (authorization && itemValue(authorization, item)) ?? ''
  const isForClient = request.uri === REQUEST_ORDER || request.uri === CREATE_SIGN_ORDER
  const expected = { app_id, key_version, isForClient }
  const faults = authorization ? authorizationFaults(authorization, authorizationText, expected) : []
  const { seen: ofSignature, proves } = openSignature(value('signature'), keys)
  const seen = [...ofSignature, ...faults]
  const right: Recipe = { ...RIGHT, proves: proves ?? (() => false) }
  const make = () => {
    const given = { app_id: app_id ?? value('appid'), key_version: key_version ?? value('key_version') }
    const { body, lines } = atOnce(makeMutations({ request, isForClient, host: undefined, addresses: [], ...given }))
    return byRarity([...body, ...lines, ...BYTE_MUTATIONS])
  }
  const all = () => recent.of(id, make)
  const gives = (set: readonly Mutation[]) => {
    const recipe = mutate(right, set)
    return isSigned(signedText(request, bodyText(request.body, recipe), recipe), recipe)
  }
  const knownSets = (known: readonly Mutation[]) =>
    setsOf<Recipe, Mutation>(sameMistakes<Recipe, Mutation>(all(), known))
  const asTheyAre = (known: readonly Mutation[]) => setsOf<Recipe, Mutation>(known.map((one) => [one]))
  return {
    id,
    isWrong,
    explainedBy(known) {
      if (!isWrong) return []
      if (!seen.every((fault) => isKnown(fault, known))) return undefined
      if (!proves) return seen
      // Most mistakes are the same in every text. Those of this text alone take much longer to make.
      const set = asTheyAre(known).find(gives) ?? knownSets(known).find(gives)
      return set && [...set, ...seen]
    },
    withOneMore(known) {
      if (!proves) return seen.length > 0 ? [seen] : []
      const sets = knownSets(known)
      const plain = sets.filter(gives)
      if (plain.length > 0) return plain.map((set) => [...set, ...seen])
      const more = all().filter((mutation) => mutation.rarity <= RARE && !isKnown(mutation, known))
      return more
        .flatMap((mutation) => sets.filter((set) => !excludesAny(mutation, set)).map((set) => [...set, mutation]))
        .filter(gives)
        .map((set) => [...set, ...seen])
        .toSorted((a, b) => rarityOf(a) - rarityOf(b))
    },
    async search({ timeLimit, signal }) {
      if (!authorization) return { explanations: [], isCutShort: false }
      const { method, uri, body } = request
      const asked = { body, authorization, authorizationText, keys, expected: { app_id, key_version, method, uri } }
      const found = await diagnoseRequest(asked, { depth: DEPTH, timeLimit, signal })
      const explanations = found.explanations.map(({ mistakes }) => mistakes)
      return { explanations, isCutShort: found.timedOut || found.interrupted }
    }
  }
}
