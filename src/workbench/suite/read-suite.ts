import { type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { type At, type Entry, type Placed, placeOf, readPlaced } from './placed.js'
import { CASE, GIVEN, type Member, SECRETS, STEP, SUITE } from './shape.js'

/** A command of a case, as it is written. */
export interface Step {
  command: string
  at: At
  /** Its members: options, arguments, input, keys and expectations. */
  given: readonly Entry[]
  /** The name of its result for later steps. */
  as: string | undefined
}

export interface Case {
  name: string
  at: At
  env: string | undefined
  profile: string | undefined
  steps: readonly Step[]
}

export interface Suite {
  file: string
  name: string
  text: string
  cases: readonly Case[]
}

/** Reads a suite, and finds everything that is wrong with its form. Commands and their options are not checked here. */
export async function readSuite(text: string, file: string): Promise<{ suite?: Suite; findings: Finding[] }> {
  const { root, findings } = await readPlaced(text, file)
  if (!root) return { findings }
  const entries = mapOf(root, 'suite', findings)
  checkMembers(entries, SUITE, findings)
  const cases = memberOf(entries, 'cases')
  if (entries.length > 0 && !cases)
    findings.push(finding('suite-missing-key', { place: placeOf(root.at), key: 'cases' }))
  const [env, profile, name] = ['env', 'profile', 'name'].map((key) => textIn(entries, key))
  const items = cases?.kind === 'list' ? cases.items : []
  const all = items.map((one, i) => caseOf(one, { env, profile, number: i + 1 }, findings))
  return { suite: { file, name: name ?? file, text, cases: all }, findings }
}

interface Above {
  env: string | undefined
  profile: string | undefined
  number: number
}

function caseOf(value: Placed, { env, profile, number }: Above, findings: Finding[]): Case {
  const entries = mapOf(value, 'case', findings)
  const isDemo = textIn(entries, 'demo') === 'true'
  const steps = memberOf(entries, 'steps')
  const own = entries.filter(({ key }) => !Object.hasOwn(CASE, key))
  checkMembers(
    entries.filter(({ key }) => Object.hasOwn(CASE, key)),
    CASE,
    findings
  )
  const items = steps?.kind === 'list' ? steps.items : []
  const commands = steps
    ? items.map((one) => stepOf(mapOf(one, 'step', findings), one.at, isDemo, findings))
    : [stepOf(own, value.at, isDemo, findings)]
  if (steps) for (const { key, at } of own) findings.push(unknownKey(key, at, Object.keys(CASE)))
  return {
    name: textIn(entries, 'name') ?? `case ${number}`,
    at: value.at,
    env: textIn(entries, 'env') ?? env,
    profile: textIn(entries, 'profile') ?? profile,
    steps: commands.flatMap((one) => one ?? [])
  }
}

function stepOf(entries: readonly Entry[], at: At, isDemo: boolean, findings: Finding[]): Step | undefined {
  const [first, ...others] = entries.filter(({ key }) => !Object.hasOwn(STEP, key))
  checkMembers(
    entries.filter(({ key }) => Object.hasOwn(STEP, key)),
    STEP,
    findings
  )
  if (!first) {
    findings.push(finding('suite-missing-key', { place: placeOf(at), key: 'sign | verify-callback | steps | …' }))
    return undefined
  }
  for (const other of others) findings.push(unknownKey(other.key, other.at, ['name', ...Object.keys(STEP)]))
  const own = mapOf(first.value, first.key, findings)
  checkMembers(
    own.filter(({ key }) => Object.hasOwn(GIVEN, key)),
    GIVEN,
    findings
  )
  for (const { key, value, at: place } of own) {
    const isLiteral = value.kind === 'text' && !/^\$\{\w+\}$/.test(value.text)
    if (Object.hasOwn(SECRETS, key) && isLiteral && !isDemo)
      findings.push(finding('suite-literal-secret', { place: placeOf(place), key }))
  }
  const outside = entries.filter(({ key }) => key === 'expect' || key === 'refuse')
  return { command: first.key, at: first.at, given: [...own, ...outside], as: textIn(entries, 'as') }
}

function mapOf(value: Placed, key: string, findings: Finding[]): readonly Entry[] {
  if (value.kind === 'map') return value.entries
  findings.push(finding('suite-wrong-type', { place: placeOf(value.at), key, expected: 'members' }))
  return []
}

function checkMembers(entries: readonly Entry[], members: Readonly<Record<string, Member>>, findings: Finding[]): void {
  for (const { key, value, at } of entries) {
    const member = members[key]
    if (!member) findings.push(unknownKey(key, at, Object.keys(members)))
    else if (!fits(value, member)) {
      const expected =
        member.words?.join(' | ') ?? { text: 'text', flag: 'true | false', list: 'list', any: '' }[member.type]
      findings.push(finding('suite-wrong-type', { place: placeOf(value.at), key, expected }))
    }
  }
}

function fits(value: Placed, { type, words }: Member): boolean {
  if (type === 'any') return true
  if (type === 'list') return value.kind === 'list'
  if (value.kind !== 'text') return false
  if (type === 'flag') return value.isTyped && /^(?:true|false)$/.test(value.text)
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
