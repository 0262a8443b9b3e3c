import type { Refusal } from '../../../../protocol/system/system.js'
import { changed, MERCHANT_CHANGES, newAgreement } from '../../../life-cycle/agreements.js'
import { type Agreement, agreementStatus } from '../../../life-cycle/kinds/agreement-kind.js'
import { byEitherNumber, type Records } from '../../../life-cycle/records.js'
import type { CallHandler, TextOf } from '../../received-call.js'
import { succeeded, tradeCall, tradeRefusal } from '../trade-answer.js'
import { admissionIn, newAdmission } from './admission.js'
import { madeOnce } from './made-once.js'

type Service = Agreement['service']

/** The agreement that a call names by either number, of the service of that call. */
function agreementOf(service: Service, records: Records, text: TextOf): Agreement | Refusal {
  const [own, platforms] = [text('out_auth_order_no'), text('auth_order_id')]
  const found = byEitherNumber(records, 'sign', own, platforms)
  if (found?.service === service) return found
  return tradeRefusal(10000, { code: 'no-such-agreement', key: platforms ? 'auth_order_id' : 'out_auth_order_no' })
}

/** As {@link agreementOf}, if it is in force. */
export function agreementInForce(service: Service, records: Records, text: TextOf, now: number): Agreement | Refusal {
  const found = agreementOf(service, records, text)
  if ('err_no' in found || agreementStatus(found, now) === 'SERVING') return found
  return notInState(found, now)
}

function notInState(agreement: Agreement, now: number): Refusal {
  const status = agreementStatus(agreement, now)
  return tradeRefusal(10000, { code: 'agreement-in-other-state', key: 'auth_order_id', state: status })
}

function queryCall(service: Service): CallHandler {
  return tradeCall((text, { store, now, app_id }) => {
    const found = agreementOf(service, store, text)
    return 'err_no' in found ? found : succeeded({ app_id: found.app_id ?? app_id, ...agreementData(found, now()) })
  })
}

function changeCall(service: Service, change: keyof typeof MERCHANT_CHANGES): CallHandler {
  return tradeCall((text, { store, now }) =>
    store.transact((records) => {
      const found = agreementOf(service, records, text)
      if ('err_no' in found) return found
      const after = changed(found, MERCHANT_CHANGES[change], now())
      if (!after) return notInState(found, now())
      records.put('sign', found.out_auth_order_no, after)
      return succeeded()
    })
  )
}

function agreementData(one: Agreement, now: number): object {
  const { auth_order_id, out_auth_order_no, service_id, open_id, scene, sign_time, notify_url, cancel_source } = one
  return {
    ...{ auth_order_id, out_auth_order_no, service_id, open_id },
    status: agreementStatus(one, now),
    ...(scene !== undefined && { scene }),
    ...(sign_time !== undefined && { sign_time }),
    ...(notify_url && { notify_url }),
    ...(cancel_source && { cancel_source })
  }
}

/** 查询用户是否可以免押. Everybody may go without a deposit here. */
const queryAdmissibleAuth = tradeCall((text, world) => {
  const { token, seconds } = newAdmission(
    { open_id: text('open_id'), service_id: text('service_id'), scene: text('scene') },
    world.now()
  )
  return succeeded({ admissibility: 1, admissible_token: token, expire_seconds: seconds })
})

/** 创建免押单. */
const createAuthOrder = madeOnce(
  'sign',
  ({ text, content, world }) => {
    const admission = admissionIn(text('admissible_token'), world.now())
    if (!admission) return tradeRefusal(10000, { code: 'not-admissible', key: 'admissible_token' })
    const fields = { out_auth_order_no: text('out_auth_order_no'), notify_url: text('notify_url') }
    return newAgreement({ app_id: world.app_id, service: 'deposit-free', ...fields, ...admission }, content, world)
  },
  ({ auth_order_id }) => ({ auth_order_id })
)

export const AGREEMENT_CALLS: Readonly<Record<string, CallHandler>> = {
  query_sign_order: queryCall('periodic'),
  terminate_sign: changeCall('periodic', 'terminate'),
  query_admissible_auth: queryAdmissibleAuth,
  create_auth_order: createAuthOrder,
  query_auth_order: queryCall('deposit-free'),
  cancel_auth_order: changeCall('deposit-free', 'cancel'),
  finish_auth_order: changeCall('deposit-free', 'finish')
}
