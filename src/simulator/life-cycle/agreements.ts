import { refuse } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import { newDeduction } from './deductions.js'
import { type Agreement, type AgreementStatus, agreementStatus } from './kinds/agreement-kind.js'
import { platformNumber } from './orders.js'
import type { Keeping, WritableRecords } from './records.js'
import type { Outcome } from './results.js'

/** What a new agreement is made of. */
export type AgreementFields = Pick<
  Agreement,
  'app_id' | 'service' | 'out_auth_order_no' | 'service_id' | 'open_id' | 'notify_url' | 'scene' | 'pay'
>

/** In seconds: until when an agreement can be signed that does not say it. Source: official. */
const SIGNING_TIME = 300

/** An agreement that is to be signed. Without that it ends by itself. */
export function newAgreement(
  { service, ...fields }: AgreementFields,
  content: string,
  { now, random }: Outside,
  seconds = SIGNING_TIME
): Agreement {
  const created_at = now()
  const auth_order_id = `${service === 'periodic' ? 'mosb' : 'moab'}${platformNumber(created_at, random(4))}`
  const times = { created_at, due_at: created_at + seconds * 1000, is_deadline: true } as const
  return { kind: 'sign', service, ...fields, content, auth_order_id, ...times, cp_extra: '', failure: 'TIMEOUT' }
}

/** What can become of an agreement: from which state, how it ends, and who ends it. */
interface Change {
  from: readonly AgreementStatus[]
  outcome: Pick<Outcome, 'status' | 'message'>
  cancel_source?: 1 | 2
}

/** What its user does with it in the app, or lets happen. */
const USER_CHANGES = {
  sign: { from: ['TOBESERVED'], outcome: { status: 'SUCCESS', message: '' } },
  refuse: { from: ['TOBESERVED'], outcome: { status: 'FAIL', message: 'CANCEL' }, cancel_source: 1 },
  timeout: { from: ['TOBESERVED'], outcome: { status: 'FAIL', message: 'TIMEOUT' } },
  cancel: { from: ['SERVING'], outcome: { status: 'FAIL', message: 'CANCEL' }, cancel_source: 1 },
  done: { from: ['SERVING'], outcome: { status: 'FAIL', message: 'DONE' } }
} as const satisfies Record<string, Change>
export type UserChange = keyof typeof USER_CHANGES

/** What the merchant does with it. */
export const MERCHANT_CHANGES = {
  /** Only an agreement in force: source official. */
  terminate: { from: ['SERVING'], outcome: { status: 'FAIL', message: 'CANCEL' }, cancel_source: 2 },
  cancel: { from: ['TOBESERVED', 'SERVING'], outcome: { status: 'FAIL', message: 'CANCEL' }, cancel_source: 2 },
  finish: { from: ['SERVING'], outcome: { status: 'FAIL', message: 'DONE' } }
} as const satisfies Record<string, Change>

/**
 * The agreement after a change, with its callback still to be sent.
 *
 * @param now Unix time in milliseconds
 * @returns undefined if its state does not allow the change
 */
export function changed(agreement: Agreement, change: Change, now: number): Agreement | undefined {
  if (!change.from.includes(agreementStatus(agreement, now))) return undefined
  const { callback: _, ...rest } = agreement
  const { outcome, cancel_source } = change
  return {
    ...rest,
    outcome: { ...outcome, at: now },
    ...(outcome.status === 'SUCCESS' && { sign_time: now }),
    ...(cancel_source && { cancel_source })
  }
}

/**
 * Does with a stored agreement what its user does. With an agreement that is signed and paid at once, the deduction
 * begins. An agreement that already is in the wanted state stays as it is.
 *
 * @throws EcpayError `record-not-found`, `agreement-in-other-state`
 */
export function changeStored(store: Keeping, number: string, asked: UserChange, world: Outside): Agreement {
  return store.transact((records) => {
    const current = records.find('sign', number)
    if (!current) throw refuse('record-not-found', { kind: 'sign', number })
    const change = USER_CHANGES[asked]
    const now = world.now()
    const status = agreementStatus(current, now)
    const after = isAlready(status, change) ? current : changed(current, change, now)
    if (!after) throw refuse('agreement-not-changeable', { number, status, needed: change.from.join(', ') })
    if (asked === 'sign' && after !== current) deductAtOnce(after, records, world)
    const outcome = after.outcome ?? { ...change.outcome, at: now }
    // Who makes the change also delivers the callback, so the gateway must not send it.
    const kept = { ...after, outcome, callback: { attempts: 0 } }
    records.put('sign', number, kept)
    return kept
  })
}

function isAlready(status: AgreementStatus, { outcome }: Change): boolean {
  return outcome.status === 'SUCCESS' ? status === 'SERVING' : status === outcome.message
}

function deductAtOnce(one: Agreement, records: WritableRecords, world: Outside): void {
  const { pay, auth_order_id, app_id } = one
  if (!pay || records.taken('deduct', pay.out_pay_order_no)) return
  records.put(
    'deduct',
    pay.out_pay_order_no,
    newDeduction({ ...pay, auth_order_id, ...(app_id && { app_id }) }, '', world)
  )
}
