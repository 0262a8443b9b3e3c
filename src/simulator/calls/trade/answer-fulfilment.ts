import { GOODS_TYPES } from '../../../trade/order/goods-types.js'
import { tradeOrder } from '../../life-cycle/records.js'
import { succeeded, tradeCall, tradeRefusal } from './trade-answer.js'

/** 推送履约状态. Every word is taken as the state, because no source has their table. */
export const fulfillPushStatusCall = tradeCall((text, { store }) =>
  store.transact((records) => {
    const order = tradeOrder(records, text('order_id'), '')
    if (!order) return tradeRefusal(10000, { code: 'no-such-order', key: 'order_id' })
    if (order.payment?.status !== 'SUCCESS') return tradeRefusal(10000, { code: 'order-not-paid', key: 'order_id' })
    const ids = JSON.parse(text('item_order_id_list')) as string[]
    const isKnown = (id: string) => order.items.some(({ item_order_id }) => item_order_id === id)
    if (!ids.every(isKnown)) return tradeRefusal(10000, { code: 'no-such-item', key: 'item_order_id_list' })
    const fulfilled = [...new Set([...(order.fulfilled ?? []), ...ids])]
    records.put('order', order.out_order_no, { ...order, fulfilled })
    return succeeded()
  })
)

/** 查询 CPS 信息. The local gateway has no commissions. */
export const queryCpsCall = tradeCall((text, { store }) => {
  const order = tradeOrder(store, text('order_id'), text('out_order_no'))
  const key = text('order_id') === '' ? 'out_order_no' : 'order_id'
  if (!order) return tradeRefusal(10000, { code: 'no-such-order', key })
  const { order_id, out_order_no } = order
  return succeeded({ order_id, out_order_no, total_commission_amount: 0, cps_item_list: [] })
})

/** 查询标签组: the groups that sources name, by type of goods. The meaning of the numbers is in no source. */
export const tagQueryCall = tradeCall((text) => {
  const wanted = text('goods_type')
  const types = GOODS_TYPES.filter(({ type }) => wanted === '' || type === wanted)
  const tag_detail_list = types.flatMap(({ type, groups }) =>
    groups.map(({ id, rule }) => ({
      tag_group_id: id,
      tag_list: [
        {
          ...{ tag_id: `${id}_tag`, tag_name: rule.zh, tag_type: 1, tag_descs: [rule.zh] },
          ...{ biz_line: 1, goods_type: Number(type) }
        }
      ],
      rule_list: []
    }))
  )
  return succeeded({ tag_detail_list })
})
