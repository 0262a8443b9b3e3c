import { otherEvents } from '../../protocol/callback/common-cases.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { callbackMessage } from '../callback/message.js'
import { signed } from './posts.js'

export const OTHER_EVENTS = otherEvents(signed, callbackMessage, (msg) => {
  const payment = objectIn(msg)
  const text = (key: string) => memberText(payment, key) ?? ''
  const [app_id, number, order_id] = [text('appid'), text('cp_orderno'), text('order_id')]
  return { app_id, number, order_id, amount: Number(text('total_amount')) }
})
