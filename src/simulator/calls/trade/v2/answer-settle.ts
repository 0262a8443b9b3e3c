import { madeSettlement, settleData, settledTime, settlementsAsked, walletId } from '../answer-settle.js'
import { succeeded, tradeCall } from '../trade-answer.js'

/** 发起分账. Its inner number is what create_return of 担保支付 takes as settle_no. */
export const createSettleCall = tradeCall((text, world) => {
  const made = madeSettlement(text, text('cp_extra'), world, '2.0')
  return 'err_no' in made ? made : succeeded({ settle_id: made.settle_no, inner_settle_id: walletId(made) })
})

/** 查询分账. Nothing found is an empty list. */
export const querySettleCall = tradeCall((text, { store, now }) =>
  succeeded(
    settlementsAsked(store, text, '2.0').map(([one, order]) => ({
      ...settleData(one, order, now()),
      ...settledTime('settle_time', one, now()),
      inner_settle_id: walletId(one)
    }))
  )
)
