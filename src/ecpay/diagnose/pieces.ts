import type { HiddenSecrets } from './hidden.js'
import type { Subject } from './mutation.js'
import type { Member } from './steps.js'

/** A text in a hashed string, with what comes before it. */
export interface Piece {
  kind: 'value' | 'secret' | 'foreign'
  text: string
  /** The name before it, as in `name=text`, and the text between both. */
  key?: string
  pairedBy?: string
  /** The separator before it. */
  gap: string
}

interface Known {
  text: string
  kind: 'value' | 'secret' | 'name'
  value: string
  key?: string
  pairedBy?: string
}

/** Names of the SALT in joined names and values. */
export const SALT_NAMES = ['key', 'KEY', 'salt', 'SALT', 'Salt', 'secret', 'appSecret', 'app_secret', 'AppSecret', 'sk']
const BETWEEN = ['=', ':', '=>']
const SEPARATORS = /^[&,|;\s+]+$/

/** The cost of each piece of a reading, where one unknown character costs 1. The cheapest reading is the likeliest. */
const COST = { known: 0.2, separator: 0.2, opening: 3, character: 1, separatorInside: 5 }
/** In characters. Longer strings are only split at separators. */
const LONGEST = 40_000

/** The likeliest separator: `&` if the string has one. */
export function separatorOf(prehash: string, texts: number): string {
  if (texts < 2 || prehash.includes('&')) return '&'
  return [',', '|', ';', '\n'].find((one) => prehash.split(one).length >= texts / 2) ?? ''
}

/** Splits a string into values of the body, secrets and other texts, with any separators. */
export function readPieces(prehash: string, separator: string, subject: Subject, secrets: HiddenSecrets): Piece[] {
  const known = prehash.length > LONGEST ? [] : knownTexts(subject, secrets)
  return gather(cheapest(prehash, separator, known))
}

function knownTexts({ members }: Subject, secrets: HiddenSecrets): Known[] {
  const known: Known[] = secrets.pieces().map(({ text }) => ({ text, kind: 'secret', value: text }))
  for (const member of members) {
    const { key } = member
    const value = secrets.hide(textOf(member))
    if (value !== '') known.push({ text: value, kind: 'value', value })
    for (const pairedBy of ['', ...BETWEEN]) {
      if (value !== '') known.push({ text: key + pairedBy + value, kind: 'value', value, key, pairedBy })
    }
  }
  for (const key of [...members.map((one) => one.key), ...SALT_NAMES]) {
    for (const pairedBy of BETWEEN) known.push({ text: key + pairedBy, kind: 'name', value: '', key, pairedBy })
  }
  // Only the first of equal texts: if several members have this value, it is still open whose it is.
  return [...new Map(known.toReversed().map((one) => [one.text, one])).values()].toReversed()
}

/** The text of a member as in the body. */
export function textOf({ value, source }: Member): string {
  return 'text' in value ? value.text : source
}

type Step = Known | 'separator' | 'foreign'

/** The cheapest way to read the string, from its end to its beginning. */
function cheapest(text: string, separator: string, known: readonly Known[]): [step: Step, text: string][] {
  const begin = beginnings(known)
  const best = new Float64Array(text.length + 1)
  // The cost of the rest if this character continues an unknown text.
  const begun = new Float64Array(text.length + 1)
  const steps = new Array<Step>(text.length)
  for (let i = text.length - 1; i >= 0; i--) {
    const isSeparator = separator !== '' && text.startsWith(separator, i)
    const foreign = Math.min(best[i + 1] as number, begun[i + 1] as number)
    begun[i] = foreign + (isSeparator ? COST.separatorInside : COST.character)
    best[i] = (begun[i] as number) + COST.opening
    steps[i] = 'foreign'
    const offer = (cost: number, step: Step) => {
      if (cost > (best[i] as number)) return
      best[i] = cost
      steps[i] = step
    }
    if (isSeparator) offer(COST.separator + (best[i + 1] as number), 'separator')
    for (const one of begin(text, i)) {
      const isName = one.kind === 'name' && i > 0 && !text.endsWith(separator, i)
      if (!isName) offer(COST.known + (best[i + one.text.length] as number), one)
    }
  }
  return walk(text, steps, best, begun)
}

/** So many characters tell most known texts apart. */
const PREFIX = 12

/** Finds the known texts that stand at a place of a text, in their order. */
function beginnings(known: readonly Known[]): (text: string, at: number) => Known[] {
  const byPrefix = new Map<string, Known[]>()
  for (const one of known) {
    const prefix = one.text.slice(0, PREFIX)
    const same = byPrefix.get(prefix)
    if (same) same.push(one)
    else byPrefix.set(prefix, [one])
  }
  const order = new Map(known.map((one, i) => [one, i]))
  return (text, at) => {
    const found: Known[] = []
    for (let length = 1; length <= PREFIX && at + length <= text.length; length++)
      for (const one of byPrefix.get(text.slice(at, at + length)) ?? [])
        if (text.startsWith(one.text, at)) found.push(one)
    return found.length < 2 ? found : found.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
}

function walk(
  text: string,
  steps: readonly Step[],
  best: Float64Array,
  begun: Float64Array
): [step: Step, text: string][] {
  const path: [Step, string][] = []
  for (let i = 0; i < text.length; ) {
    const step = steps[i] as Step
    const start = i
    if (step === 'foreign') {
      do i++
      while (i < text.length && (begun[i] as number) < (best[i] as number))
    } else i += step === 'separator' ? 1 : step.text.length
    path.push([step, text.slice(start, i)])
  }
  return path
}

/** Collects the pieces with their names and gaps. A gap with nothing before or after it has an empty piece there. */
function gather(path: readonly [step: Step, text: string][]): Piece[] {
  const pieces: Piece[] = []
  let gap: string | undefined
  let name: Known | undefined
  const push = (piece: Pick<Piece, 'kind' | 'text' | 'key' | 'pairedBy'>) => {
    const named = name && { key: name.key as string, pairedBy: name.pairedBy as string }
    pieces.push({ ...piece, ...named, gap: gap ?? '' })
    gap = name = undefined
  }
  const isText = (step: Step | undefined) => typeof step === 'object' && step.kind !== 'name'
  for (const [i, [step, text]] of path.entries()) {
    const isBetween = isText(path[i - 1]?.[0]) && typeof path[i + 1]?.[0] === 'object'
    if (step === 'separator' || (step === 'foreign' && isBetween && SEPARATORS.test(text))) {
      // Two gaps in a row, one at the beginning, or one after a name: there is an empty text.
      if (name || gap !== undefined || pieces.length === 0) push({ kind: 'foreign', text: '' })
      gap = text
    } else if (step === 'foreign') push({ kind: 'foreign', text })
    else if (step.kind === 'name') {
      if (name) push({ kind: 'foreign', text: '' })
      name = step
    } else {
      const { kind, value, key, pairedBy } = step
      push({ kind, text: value, ...(key !== undefined && { key, pairedBy: pairedBy as string }) })
    }
  }
  if (name || gap !== undefined) push({ kind: 'foreign', text: '' })
  return pieces
}
