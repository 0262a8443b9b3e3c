import type { Refusal } from '../../protocol/system/system.js'
import { contentOf, type DeadNumber } from '../life-cycle/orders.js'
import { type Keeping, type Kinds, NUMBERS, numberIsTaken, type Records } from '../life-cycle/records.js'
import { accepted, badParameters, reasonText, TIPS } from '../platform-answer.js'
import type { Call } from '../read-request.js'
import { type CallHandler, type CallWorld, type TextOf, textsOf } from './received-call.js'

/** What a first call has to make its record of, with no other process writing meanwhile. */
export interface Making {
  text: TextOf
  /** Distinguishes a repeated request from another request with the same number. */
  content: string
  records: Records
  world: Omit<CallWorld, 'store'>
}

/**
 * A call that makes something under a number of the developer's own.
 *
 * @param make what a first call that is right comes to
 * @param shown the members of its answer, and of that of each call which repeats it
 */
export function makingCall<K extends keyof Kinds>(
  kind: K,
  empty: object,
  make: (making: Making) => Kinds[K] | Refusal,
  shown: (record: Kinds[K], text: TextOf, now: number) => object
): CallHandler {
  return {
    empty,
    answer(call, { store, ...world }) {
      const text = textsOf(call)
      const outcome = onceStored(kind, call, store, (content, records) => make({ text, content, records, world }))
      return isRefusal(outcome) ? outcome : accepted(shown(outcome, text, world.now()))
    }
  }
}

/** The record of a number after a call, and the answer to the call. */
interface Outcome<R> {
  /** If absent, the record of the number does not change. */
  record?: R | DeadNumber
  result: R | Refusal
}

/** Whether the member with the developer's number is itself wrong, so that the call does not use up a number. */
function isNameless({ violations }: Call, key: string): boolean {
  return violations.some((one) => 'key' in one && one.key === key)
}

/**
 * A call with a number of the developer, as the platform treats it: the same number with the same content is the same
 * record; with other content it is refused; a number whose first call failed is refused from then on.
 *
 * @param key the member that holds the number
 * @param current the present record of the number
 * @param make makes the result of a correct first call
 */
function once<R extends { kind: string; content: string }>(
  key: string,
  current: R | DeadNumber | undefined,
  call: Call,
  make: (content: string) => R | Refusal
): Outcome<R> {
  if (current && isDead(current)) return { result: deadNumber(key, current) }
  if (call.violations.length > 0) return first(key, current, call, badParameters(call.violations))
  const content = contentOf(call.signed)
  if (current) return { result: current.content === content ? current : otherContent(key) }
  return first(key, current, call, make(content))
}

/** As {@link once}, with the number's record read from the store and written to it. */
function onceStored<K extends keyof Kinds>(
  kind: K,
  call: Call,
  store: Keeping,
  make: (content: string, records: Records) => Kinds[K] | Refusal
): Kinds[K] | Refusal {
  const key = NUMBERS[kind]
  if (isNameless(call, key)) return badParameters(call.violations)
  return store.transact((records) => {
    const number = call.values.get(key) ?? ''
    const current = records.taken(kind, number)
    // The numbers of refunds are one space in both systems.
    if (!current && kind === 'refund' && numberIsTaken(records, number)) return otherContent(key)
    const { record, result } = once<Kinds[K]>(key, current, call, (content) => make(content, records))
    if (record) records.put(kind, number, record)
    return result
  })
}

function first<R extends object>(key: string, current: R | undefined, call: Call, result: R | Refusal): Outcome<R> {
  if (!isRefusal(result)) return { record: result, result }
  return current ? { result } : { record: died(call.values.get(key) ?? '', result), result }
}

function isRefusal(result: object): result is Refusal {
  return 'err_no' in result
}

function isDead(record: { kind: string }): record is DeadNumber {
  return record.kind === 'dead'
}

function died(number: string, { reasons }: Refusal): DeadNumber {
  return { kind: 'dead', number, reason: reasonText(reasons) }
}

function deadNumber(key: string, { reason }: DeadNumber): Refusal {
  return { err_no: 2010, err_tips: `${key} ${TIPS.dead} (${reason})`, reasons: [{ code: 'dead-number', key }] }
}

function otherContent(key: string): Refusal {
  return { err_no: 2010, err_tips: `${key} ${TIPS.otherContent}`, reasons: [{ code: 'number-reused', key }] }
}
