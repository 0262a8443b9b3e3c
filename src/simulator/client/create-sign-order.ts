import { hash } from 'node:crypto'
import { patiently } from '../../database/lock.js'
import { type JsonObject, member, memberText } from '../../protocol/json/json.js'
import type { Reason } from '../../protocol/system/reason.js'
import { checkSignOrder } from '../../trade/order/check-sign-order.js'
import type { Outside } from '../../world.js'
import { newAgreement } from '../life-cycle/agreements.js'
import { newPayOrderId } from '../life-cycle/deductions.js'
import { type Agreement, deductionNumberIsTaken } from '../life-cycle/kinds/agreement-kind.js'
import { canCollect } from '../life-cycle/merchants.js'
import { SELLER_UID } from '../life-cycle/orders.js'
import type { GatewayReason } from '../platform-answer.js'
import { type ClientFailure, type ClientWorld, clientFailure, type HandedOver, handedOver } from './handed-over.js'

type Made = { agreement: Agreement; warnings: readonly Reason[] }

/** In fen: what is deducted at once if the data does not say it. On the platform, the template does. */
const INITIAL_AMOUNT = 100

/** Plays what tt.createSignOrder does: verifies `byteAuthorization`, checks `data`, and makes the agreement. */
export async function createSignOrder(given: JsonObject, world: ClientWorld): Promise<Made | ClientFailure> {
  const check = (object: JsonObject) => checkSignOrder(object, { local: true }).refusals
  const handed = await handedOver('createSignOrder', given, world, check)
  if ('errNo' in handed) return handed
  const made = agreementOf(handed, world)
  const { merchant_uid = SELLER_UID } = made.pay ?? {}
  if (!canCollect(world.store, merchant_uid, world.now())) {
    const reason = { code: 'unknown-merchant', key: 'authPayOrder.merchantUid' } satisfies GatewayReason
    return { ...clientFailure('createSignOrder', 10000, [reason]), warnings: handed.warnings }
  }
  const agreement = await patiently(() => onceStored(made, world))
  if ('errNo' in agreement) return agreement
  return { agreement, warnings: handed.warnings }
}

/**
 * The agreement under its number: the same data again is the same agreement, other data is refused, and so is a
 * deduction under a used number.
 */
function onceStored(made: Agreement, { store, now }: ClientWorld): Agreement | ClientFailure {
  return store.transact((records) => {
    const number = made.out_auth_order_no
    const current = records.find('sign', number)
    if (current?.content === made.content) return current
    if (current) return clientFailure('createSignOrder', 10000, [{ code: 'number-reused', key: 'outAuthOrderNo' }])
    if (made.pay && deductionNumberIsTaken(records, made.pay.out_pay_order_no, now()))
      return clientFailure('createSignOrder', 10000, [{ code: 'number-reused', key: 'authPayOrder.outPayOrderNo' }])
    records.put('sign', number, made)
    return made
  })
}

function agreementOf({ object: data, data: written, app_id }: HandedOver, world: Outside): Agreement {
  const text = (key: string) => memberText(data, key) ?? ''
  const pay = member(data, 'authPayOrder')
  const fields = {
    app_id,
    service: 'periodic',
    out_auth_order_no: text('outAuthOrderNo'),
    service_id: text('serviceId'),
    open_id: text('openId'),
    notify_url: text('notifyUrl'),
    ...(pay?.kind === 'object' && { pay: payIn(pay, world) })
  } as const
  return newAgreement(fields, hash('sha256', written, 'hex'), world, Number(text('expireSeconds')) || undefined)
}

function payIn(pay: JsonObject, world: Outside): NonNullable<Agreement['pay']> {
  return {
    out_pay_order_no: memberText(pay, 'outPayOrderNo') ?? '',
    pay_order_id: newPayOrderId(world),
    merchant_uid: memberText(pay, 'merchantUid') || SELLER_UID,
    total_amount: Number(memberText(pay, 'initialAmount')) || INITIAL_AMOUNT,
    notify_url: memberText(pay, 'notifyUrl') ?? ''
  }
}

/** The object that the client gets in `success` or `fail`. */
export function signOrderJson(answer: Made | ClientFailure, logId: string): object {
  if ('errNo' in answer) return { errNo: String(answer.errNo), errMsg: answer.errMsg, errLogId: logId }
  const { auth_order_id, pay } = answer.agreement
  return { authOrderId: auth_order_id, ...(pay && { payOrderId: pay.pay_order_id }), logId }
}
