import { type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { type At, type Entry, formOf, type Placed, placeOf, readPlaced } from './placed.js'
import { CASE, GIVEN, type Member, SECRETS, STEP, SUITE } from './shape.js'

/** A command of a case, as it is written. */
export interface Step {
  command: string
  at: At
  /** Its members: options, arguments, input, keys and expectations. */
  given: readonly Entry[]
  /** The name of its result for later steps, and where it stands. */
  as: string | undefined
  asAt: At | undefined
}

export interface Case {
  name: string
  at: At
  env: string | undefined
  profile: string | undefined
  /** Where the profile is named: in the case or above it. */
  profileAt: At | undefined
  steps: readonly Step[]
}

export interface Suite {
  file: string
  name: string
  text: string
  cases: readonly Case[]
}

/** Reads a suite, and finds everything that is wrong with its form. Commands and their options are not checked here. */
export async function readSuite(
  text: string,
  file: string,
  isCommand: (name: string) => boolean
): Promise<{ suite?: Suite; findings: Finding[] }> {
  const { root, findings } = await readPlaced(text, file)
  if (!root) return { findings }
  if (formOf(root) === 'nothing') return { findings: [finding('suite-without-cases', { place: placeOf(root.at) })] }
  const entries = mapOf(root, 'suite', findings)
  checkMembers(entries, SUITE, findings)
  const cases = memberOf(entries, 'cases')
  const isMisspelt = entries.some(({ key }) => key !== 'cases' && nearest(key, Object.keys(SUITE)) === 'cases')
  if (root.kind === 'map' && !cases && !isMisspelt)
    findings.push(finding('suite-missing-key', { place: placeOf(root.at), key: 'cases' }))
  const [env, profile, name] = ['env', 'profile', 'name'].map((key) => textIn(entries, key))
  const items = itemsOf(cases, findings)
  const profileAt = memberOf(entries, 'profile')?.at
  const all = items.map((one, i) => caseOf(one, { env, profile, profileAt, file, number: i + 1, isCommand }, findings))
  return { suite: { file, name: name ?? file, text, cases: all }, findings }
}

interface Above {
  env: string | undefined
  profile: string | undefined
  profileAt: At | undefined
  file: string
  number: number
  isCommand: (name: string) => boolean
}

function caseOf(value: Placed, { env, profile, profileAt, file, number, isCommand }: Above, findings: Finding[]): Case {
  const entries = mapOf(value, 'case', findings)
  const isDemo = textIn(entries, 'demo') === 'true'
  const steps = memberOf(entries, 'steps')
  const own = entries.filter(({ key }) => !Object.hasOwn(CASE, key))
  checkMembers(
    entries.filter(({ key }) => Object.hasOwn(CASE, key)),
    CASE,
    findings
  )
  const read = { isDemo, isCommand, findings }
  const commands = steps
    ? itemsOf(steps, findings).map((one) =>
        one.kind === 'map'
          ? stepOf(one.entries, one.at, Object.keys(STEP), read)
          : mapOf(one, 'step', findings) && undefined
      )
    : value.kind === 'map'
      ? [stepOf(own, value.at, [...Object.keys(CASE), ...Object.keys(STEP)], read)]
      : []
  if (steps) for (const { key, at } of own) findings.push(unknownKey(key, at, Object.keys(CASE)))
  const run = commands.flatMap((one) => one ?? [])
  checkNames(run, findings)
  return {
    name: textIn(entries, 'name') || `${file} case ${number}: ${shortly(run)}`,
    at: value.at,
    env: textIn(entries, 'env') ?? env,
    profile: textIn(entries, 'profile') ?? profile,
    profileAt: memberOf(entries, 'profile')?.at ?? profileAt,
    steps: run
  }
}

/** How many commands to name. */
const NAMED = 3

/** What a case without a name does. */
function shortly(steps: readonly Step[]): string {
  const names = steps.slice(0, NAMED).map(({ command }) => command)
  return `${names.join(', ')}${steps.length > NAMED ? ', …' : ''}`
}

/** A name of two results would mean the last one without a word, and no reference can be to one with a dot. */
function checkNames(steps: readonly Step[], findings: Finding[]): void {
  const known = new Map<string, At>()
  for (const { as: name, asAt } of steps) {
    if (name === undefined || !asAt) continue
    const first = known.get(name)
    const place = placeOf(asAt)
    if (!NAME.test(name)) findings.push(finding('suite-step-name', { place, name }))
    else if (first) findings.push(finding('suite-step-name', { place, name, first: placeOf(first) }))
    else known.set(name, asAt)
  }
}

/** What can stand before the first dot of a reference. */
const NAME = /^[^{}.]+$/

interface Reading {
  isDemo: boolean
  isCommand: (name: string) => boolean
  findings: Finding[]
}

/** @param known what may stand beside the command */
function stepOf(
  entries: readonly Entry[],
  at: At,
  known: readonly string[],
  { isDemo, isCommand, findings }: Reading
): Step | undefined {
  const unknown = entries.filter(({ key }) => !Object.hasOwn(STEP, key))
  const first =
    unknown.find(({ key }) => isCommand(key)) ?? unknown.find(({ key }) => !nearest(key, known)) ?? unknown[0]
  checkMembers(
    entries.filter(({ key }) => Object.hasOwn(STEP, key)),
    STEP,
    findings
  )
  if (!first) {
    findings.push(finding('suite-missing-key', { place: placeOf(at), key: 'sign | verify-callback | steps | …' }))
    return undefined
  }
  for (const other of unknown) if (other !== first) findings.push(unknownKey(other.key, other.at, known))
  const own = mapOf(first.value, first.key, findings)
  checkMembers(
    own.map((one) => ({ ...one, key: nameOf(one.key) })).filter(({ key }) => Object.hasOwn(GIVEN, key)),
    GIVEN,
    findings
  )
  for (const { key, value, at: place } of own) {
    const isLiteral = value.kind === 'text' && !/^\$\{\w+\}$/.test(value.text)
    if (Object.hasOwn(SECRETS, nameOf(key)) && isLiteral && !isDemo)
      findings.push(finding('suite-literal-secret', { place: placeOf(place), key }))
  }
  const outside = entries.filter(({ key }) => key === 'expect' || key === 'refuse')
  return {
    command: first.key,
    at: first.at,
    given: [...own, ...outside],
    as: textIn(entries, 'as'),
    asAt: memberOf(entries, 'as')?.at
  }
}

/** The name of an option: `private-key` may be written for `private_key`. */
function nameOf(key: string): string {
  return key.replaceAll('-', '_')
}

/** The items of a list that needs some. That it is a list is checked elsewhere. */
function itemsOf(list: Placed | undefined, findings: Finding[]): readonly Placed[] {
  if (list?.kind !== 'list') return []
  if (list.items.length === 0) findings.push(finding('suite-without-cases', { place: placeOf(list.at) }))
  return list.items
}

function mapOf(value: Placed, key: string, findings: Finding[]): readonly Entry[] {
  if (value.kind === 'map') return value.entries
  findings.push(finding('suite-wrong-type', { place: placeOf(value.at), key, found: formOf(value), expected: ['map'] }))
  return []
}

function checkMembers(entries: readonly Entry[], members: Readonly<Record<string, Member>>, findings: Finding[]): void {
  for (const { key, value, at } of entries) {
    const member = members[key]
    if (!member) findings.push(unknownKey(key, at, Object.keys(members)))
    else if (!fits(value, member)) {
      // A word that is none of a few is no secret. That of a switch may be right but for its quotes.
      const isWord =
        value.kind === 'text' &&
        value.text !== '' &&
        (member.words || (member.type === 'flag' && !SWITCH.test(value.text)))
      const found = isWord ? value.text : formOf(value)
      const expected = [...(member.words ?? [member.type])]
      findings.push(finding('suite-wrong-type', { place: placeOf(value.at), key, found, expected }))
    }
  }
}

const SWITCH = /^(?:true|false)$/

function fits(value: Placed, { type, words }: Member): boolean {
  if (type === 'any') return true
  if (type === 'list') return value.kind === 'list'
  if (type === 'text-or-map') return value.kind !== 'list'
  if (type === 'codes') return (value.kind === 'list' ? value.items : [value]).every(({ kind }) => kind === 'text')
  if (value.kind !== 'text') return false
  if (type === 'flag') return value.isTyped && SWITCH.test(value.text)
  return words === undefined || words.includes(value.text)
}

function unknownKey(key: string, at: At, known: readonly string[]): Finding {
  const meant = nearest(key, known)
  return finding('suite-unknown-key', { place: placeOf(at), key, known: [...known], ...(meant && { meant }) })
}

function memberOf(entries: readonly Entry[], key: string): Placed | undefined {
  return entries.find((one) => one.key === key)?.value
}

function textIn(entries: readonly Entry[], key: string): string | undefined {
  const value = memberOf(entries, key)
  return value?.kind === 'text' ? value.text : undefined
}
