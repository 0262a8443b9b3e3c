import type { Placed } from '../../workbench/suite/placed.js'
import type { Step } from '../../workbench/suite/read-suite.js'
import type { Planned } from './plan-suites.js'

/** What a case may share with others: nothing, the records with these numbers, or anything that the platform stores. */
export type Needs = 'nothing' | 'anything' | ReadonlySet<string>

/** Commands that ask nobody and store nothing. */
const ALONE = /^(?:sign|verify-callback|trade (?:sign|verify-callback))$/
/** Commands that read and change only the records whose numbers they name, besides the calls about orders and refunds. */
const OF_RECORDS = /^(?:simulate (?:pay|cancel|timeout|refund|refund-apply)|trade order)$/
/** Members with a number or an ID. */
const NUMBER = /^order$|(?:^|_)(?:no|id|numbers?)$/

/** Where a case gives members as a text or as a file, their numbers are not looked for. */
const UNREAD = ['data', 'from', 'file', 'items']

/** What a case may share with others. */
export function needsOf({ one, steps }: Planned): Needs {
  if (steps.every(({ command }) => ALONE.test(command.name))) return 'nothing'
  const exchanged = steps.filter(({ command }) => !ALONE.test(command.name))
  const isOfRecords = exchanged.every(
    ({ command: { name }, group, step }) =>
      (group === 'orders' || group === 'refunds' || OF_RECORDS.test(name)) &&
      !step.given.some(({ key }) => UNREAD.includes(key.replaceAll('-', '_')))
  )
  if (!isOfRecords) return 'anything'
  const own = one.steps.flatMap(({ as }) => as ?? [])
  return new Set(exchanged.flatMap(({ step }) => numbersIn(step, own)))
}

/** Whether two cases may see something of each other. */
export function isShared(a: Needs, b: Needs): boolean {
  if (a === 'nothing' || b === 'nothing') return false
  if (a === 'anything' || b === 'anything') return true
  return [...a].some((number) => b.has(number))
}

/** The numbers that a step names. What an earlier step of the case made is in no other case. */
function numbersIn({ given }: Step, own: readonly string[]): string[] {
  const isOwn = (text: string) => own.some((name) => text.includes(`\${${name}.`))
  return given
    .filter(({ key }) => NUMBER.test(key.replaceAll('-', '_')) && key !== 'app_id')
    .flatMap(({ value }) => textsIn(value))
    .filter((text) => !isOwn(text))
}

function textsIn(value: Placed): string[] {
  if (value.kind === 'text') return [value.text]
  return value.kind === 'list' ? value.items.flatMap(textsIn) : value.entries.flatMap(({ value: one }) => textsIn(one))
}
