import { type Finding, finding } from '../../findings/findings.js'
import type { JsonObject } from '../../protocol/json/json.js'
import { ENDPOINTS } from '../endpoints/endpoints.js'
import { EXCLUDED_KEYS, suspiciousKey } from '../sign/suspicious-key.js'

/** The names of fields on other platforms, with the right names. */
const MISNAMED: Record<string, string> = {
  out_trade_no: 'out_order_no',
  outTradeNo: 'out_order_no',
  outOrderNo: 'out_order_no',
  out_refund_id: 'out_refund_no',
  total_fee: 'total_amount',
  totalAmount: 'total_amount',
  refund_fee: 'refund_amount',
  refundAmount: 'refund_amount',
  notifyUrl: 'notify_url',
  validTime: 'valid_time'
}

/** Fields that no call of the platform has. A random `nonce` does no harm. */
const OF_OTHERS = new Set([
  'sign_type',
  'signType',
  'timestamp',
  'timeStamp',
  'nonce_str',
  'nonceStr',
  'openid',
  'openId',
  'open_id',
  'mch_id',
  'merchant_id',
  'charset',
  'version',
  'method',
  'trade_type',
  'spbill_create_ip'
])

/**
 * Causes of err_no 2008 or a refusal that do not depend on the signature: a missing app_id, fields of other platforms,
 * a fraction instead of fen, a SALT that looks like the app secret.
 *
 * @param path the path of the request, if known; it tells which call it is
 */
export function bodyCauses(body: JsonObject, salt: string, path?: string): Finding[] {
  const keys = body.members.map(({ key }) => key)
  const has = (key: string) => keys.includes(key)
  const known = fieldsOf(keys, path)
  const names = keys.filter((key) => !known?.has(key) && !EXCLUDED_KEYS.includes(key))
  const foreign = names.filter((key) => OF_OTHERS.has(key) && known !== undefined)
  const appId = has('app_id') || has('thirdparty_id') || keys.some((key) => suspiciousKey(key) === 'app_id')
  return [
    ...(appId || known === undefined ? [] : [finding('app-id-not-sent')]),
    ...names.flatMap((key) => {
      const meant = MISNAMED[key]
      return meant !== undefined && !has(meant) ? [finding('unknown-field', { key, meant })] : []
    }),
    ...foreign.map((key) => finding('field-of-others', { key })),
    ...body.members.flatMap(({ key, value }) =>
      value.kind === 'number' && /amount|fee|price|time/i.test(key) && !Number.isInteger(Number(value.text))
        ? [finding('not-an-integer', { key, value: value.text })]
        : []
    ),
    ...(/^[0-9a-f]{40}$/.test(salt) ? [finding('salt-like-app-secret')] : [])
  ]
}

/** The fields of the call of a body: by its path, otherwise of the call that has most of its fields. */
function fieldsOf(keys: readonly string[], path: string | undefined): ReadonlySet<string> | undefined {
  const names = keys.map((key) => MISNAMED[key] ?? key).filter((key) => !EXCLUDED_KEYS.includes(key))
  const calls = ENDPOINTS.filter(({ method }) => method === 'POST').map(({ path, fields }) => {
    const own = new Set(fields.map(({ key }) => key))
    return { path, own, score: names.filter((key) => own.has(key)).length }
  })
  const sent = calls.find((call) => call.path === path)
  const [best] = calls.toSorted((a, b) => b.score - a.score)
  return sent?.own ?? (best && best.score > 0 ? best.own : undefined)
}
