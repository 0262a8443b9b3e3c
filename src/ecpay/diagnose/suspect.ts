import { readObject } from '../../protocol/json/json.js'
import { byRarity, excludesAny, rarityOf } from '../../protocol/search/choices.js'
import type { Suspect } from '../../protocol/search/common-mistakes.js'
import { isKnown, sameMistakes, setsOf } from '../../protocol/search/known-mistakes.js'
import { mutate } from '../../protocol/search/mutation.js'
import { Recent } from '../../protocol/search/recent.js'
import { bareSign } from './bare-sign.js'
import { subjectOf } from './diagnose-signature.js'
import { documentsOf, isOfDocument, wordsOf } from './documents.js'
import { type Ending, endingsFor, HASH_MUTATIONS } from './hash-mutations.js'
import type { KeyCandidates, Mutation, Subject } from './mutation.js'
import { mutationsFor, search } from './search.js'
import { digestOf, type Recipe, RIGHT, readParts, stringToSign } from './steps.js'

/** A signature in question of a body, and the right one, if there is one. */
interface Signed {
  id: string
  body: string
  salt: string
  theirs: string
  isWrong: boolean
  /** Keys that may have been taken for the SALT. */
  keys?: KeyCandidates | undefined
}

/** How many mistakes are combined where a signature is searched alone. */
const DEPTH = 3
/** A longer body takes too long with every mistake as one more, which no time limit ends. */
const SHORT = 4096
/** Rarer mistakes are not looked for as one more. */
const RARE = 4

/** What is made of a body for the search, which takes many times its room. */
export interface MadeOfBody {
  subject: Subject
  all?: readonly Mutation[]
}

/**
 * What may be wrong with one signature, for a search over many of them.
 *
 * @param recent what is made of the bodies of that search; without it, each keeps its own
 */
export function suspectOf(
  { id, body, salt, theirs: sent, isWrong, keys }: Signed,
  recent: Recent<MadeOfBody> = new Recent(1)
): Suspect<Mutation> {
  const made = () => recent.of(id, () => ({ subject: subjectOf(readObject(body), body, salt, sent, keys) }))
  const subject = () => made().subject
  const { bare: theirs, around } = bareSign(sent)
  const isAround = (known: readonly Mutation[]) => around.every((one) => isKnown(one, known))
  const all = () => {
    const one = made()
    if (one.all === undefined) {
      const { value, list } = mutationsFor(one.subject)
      one.all = byRarity([...value, ...list])
    }
    return one.all
  }
  return {
    id,
    isWrong,
    explainedBy(known) {
      if (!isWrong) return staysRight(subject(), theirs, all(), known) ? [] : undefined
      if (!isAround(known)) return undefined
      for (const found of explanations(subject(), theirs, all, known)) return [...found, ...around]
      return undefined
    },
    stays: (known) => staysRight(subject(), theirs, all(), known),
    withOneMore(known) {
      if (body.length > SHORT || !isAround(known)) return []
      return oneMore(subject(), theirs, all(), known).map((found) => [...found, ...around])
    },
    async search({ timeLimit, signal }) {
      const found = await search(subject(), theirs, { mask: '<SALT>', depth: DEPTH, timeLimit, signal })
      const explanations = found.explanations.map(({ mistakes }) => [...mistakes, ...around])
      return { explanations, isCutShort: found.timedOut || found.interrupted }
    }
  }
}

/** The explanations by mistakes of these codes, the ones without an effect left out. */
function* explanations(
  subject: Subject,
  theirs: string,
  all: () => readonly Mutation[],
  known: readonly Mutation[]
): Generator<readonly Mutation[]> {
  const endings = endingsOf(theirs, known)
  if (endings.length === 0) return
  // Most mistakes are the same in every body. Those of this body alone take much longer to make.
  const inText = known.filter(({ code }) => !HASH_MUTATIONS.some((one) => one.code === code))
  for (const set of setsOf<Recipe, Mutation>(inText.map((one) => [one]))) yield* given(subject, theirs, set, endings)
  yield* byDocument(subject, theirs, endings, known)
  for (const set of setsOf<Recipe, Mutation>(groupsOf(subject, all(), known)))
    yield* given(subject, theirs, set, endings)
}

/** The endings by mistakes of these codes alone. */
function endingsOf(theirs: string, known: readonly Mutation[]): Ending[] {
  return endingsFor(theirs, 2).filter(({ mutations }) => mutations.every((one) => isKnown(one, known)))
}

/** The mutations of this body that are the same mistakes as the known ones. */
function groupsOf(subject: Subject, all: readonly Mutation[], known: readonly Mutation[]): Mutation[][] {
  const some = known.filter(({ code }) => code === 'only-some-signed').map((one) => [onlySome(subject, one)])
  return [...some, ...sameMistakes<Recipe, Mutation>(all, known)]
}

function onlySome({ members }: Subject, mistake: Mutation): Mutation {
  const others = members.filter(({ key }) => !mistake.keys?.includes(key))
  return { ...mistake, change: { members: new Map(others.map(({ key }) => [key, 'left-out'])) } }
}

function* given(
  { members, salt }: Subject,
  theirs: string,
  set: readonly Mutation[],
  endings: readonly Ending[]
): Generator<readonly Mutation[]> {
  const recipe = mutate(RIGHT, set)
  const text = stringToSign(readParts(members, recipe), recipe, salt)
  for (const end of endings) if (digestOf(text, end.recipe, salt) === theirs) yield [...set, ...end.mutations]
}

function* byDocument(
  subject: Subject,
  theirs: string,
  endings: readonly Ending[],
  known: readonly Mutation[]
): Generator<readonly Mutation[]> {
  if (!known.some(isOfDocument)) return
  for (const { mistakes, text } of [...wordsOf(subject, subject.salt), ...documentsOf(subject, subject.salt)]) {
    if (!mistakes.every((one) => isKnown(one, known))) continue
    for (const end of endings)
      if (digestOf(text, end.recipe, subject.salt) === theirs) yield [...mistakes, ...end.mutations]
  }
}

/** Each way by one mistake besides the known ones, the likelier first. */
function oneMore(
  subject: Subject,
  theirs: string,
  all: readonly Mutation[],
  known: readonly Mutation[]
): (readonly Mutation[])[] {
  const groups = groupsOf(subject, all, known)
  const some = setsOf<Recipe, Mutation>(groups)
  const endings = endingsFor(theirs, 2)
  const isNew = (one: Mutation) => !isKnown(one, known)
  const plain = endings.filter(({ mutations }) => !mutations.some(isNew))
  const others = endings.filter(({ mutations }) => mutations.filter(isNew).length === 1)
  const found = some.flatMap((set) => [...given(subject, theirs, set, others)])
  for (const one of all) {
    if (one.alone || one.rarity > RARE || !isNew(one)) continue
    for (const set of some) if (!excludesAny(one, set)) found.push(...given(subject, theirs, [...set, one], plain))
  }
  return found.toSorted((a, b) => rarityOf(a) - rarityOf(b))
}

/** Whether a right signature stays right, or an explained one explained, if all of these mistakes are made that can be made in its body. */
function staysRight(subject: Subject, theirs: string, all: readonly Mutation[], known: readonly Mutation[]): boolean {
  if (known.some(isOfDocument)) return false
  const inHash = known.filter(({ code }) => HASH_MUTATIONS.some((one) => one.code === code))
  const endings = endingsOf(theirs, known).filter(({ mutations }) => inHash.every((one) => isKnown(one, mutations)))
  // Another member of the same name is not in this body.
  const groups = known.flatMap((mistake) => {
    const same = all.filter(
      (one) => one.code === mistake.code && (mistake.key === undefined || one.key === mistake.key)
    )
    return same.length === 0 ? [] : [same]
  })
  return setsOf<Recipe, Mutation>(groups).some(
    (set) => set.length === groups.length && [...given(subject, theirs, set, endings)].length > 0
  )
}
