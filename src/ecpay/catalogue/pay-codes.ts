import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const CONFIRM = {
  en: 'Ask from your server, as `ecpay query` does.',
  zh: '由服务端查询确认，例如用 `ecpay query`。'
} as const

const result = (code: string, meaning: Entry['meaning'], says: readonly string[] = []): Entry => ({
  namespace: 'pay',
  code,
  meaning,
  says,
  note: {
    en: 'success of tt.pay fires whenever the cashier has opened, fail only when it could not open. The result that your server asks for decides.',
    zh: '只要收银台成功拉起，tt.pay 就会走 success；拉不起来才走 fail。最终以服务端查询的结果为准。'
  },
  remedy: CONFIRM,
  source: 'official',
  page: PAGE.ttPay
})

/** `res.code` of tt.pay in the mini program. */
export const PAY_RESULTS: readonly Entry[] = [
  result('0', { en: 'paid', zh: '支付成功' }),
  result('1', { en: 'the payment timed out', zh: '支付超时' }),
  result('2', { en: 'the payment failed', zh: '支付失败' }),
  result('3', { en: 'the payment was closed', zh: '支付关闭' }),
  result('4', { en: 'the payment was cancelled', zh: '支付取消' }, [
    '用户取消支付',
    '取消支付',
    '用户取消',
    'pay:fail cancel',
    'requestPayment:fail cancel',
    'payment cancelled',
    'cancelled by the user'
  ]),
  result('9', { en: 'the state of the order is unknown', zh: '订单状态未知' })
]
