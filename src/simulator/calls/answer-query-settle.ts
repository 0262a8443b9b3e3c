import { type Settlement, settleDetail, settledAmount } from '../life-cycle/kinds/settlement-kind.js'
import { resultAt } from '../life-cycle/results.js'
import { accepted, noRecord } from '../platform-answer.js'
import { plainCall } from './received-call.js'

/** The members for a settlement that does not exist. Source: the failure sample of the official page. */
const NO_SETTLEMENT = {
  settle_no: '',
  settle_amount: 0,
  settle_status: '',
  settle_detail: '',
  settled_at: 0,
  rake: 0,
  commission: 0,
  cp_extra: '',
  msg: ''
}

/** 结算及分账结果查询. */
export const querySettleCall = plainCall({ settle_info: NO_SETTLEMENT }, (text, { store, now }) => {
  const found = store.find('settle', text('out_settle_no'))
  if (!found || found.system) return noRecord({ code: 'no-such-settlement', key: 'out_settle_no' })
  return accepted({ settle_info: settleInfo(found, now()) })
})

function settleInfo(settlement: Settlement, now: number): object {
  const { status, at = 0, message } = resultAt(settlement, now)
  return {
    settle_no: settlement.settle_no,
    settle_amount: settledAmount(settlement),
    settle_status: status,
    settle_detail: settleDetail(settlement),
    settled_at: Math.floor(at / 1000),
    rake: settlement.rake,
    commission: 0,
    cp_extra: settlement.cp_extra,
    msg: message
  }
}
