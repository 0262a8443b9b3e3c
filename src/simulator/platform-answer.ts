import type { ReasonCode } from '../ecpay/catalogue/reasons.js'
import type { Code, Finding } from '../findings/findings.js'
import { NOT_SIMULATED } from '../protocol/system/local-answer.js'
import { asReason, type Reason } from '../protocol/system/reason.js'
import type { Refusal } from '../protocol/system/system.js'

/** Why a call was refused; what the local gateway itself says has its place in the catalogue. */
export type GatewayReason = Reason<Code | ReasonCode>

/** The answer to a call, without headers. */
export interface Answer {
  err_no: number
  err_tips: string
  /** The members of this call, such as `data`. */
  rest: object
  /** Empty if the call was accepted. */
  reasons: readonly Reason[]
  /** Reasons why the platform may refuse the call, although it was accepted here. */
  warnings?: readonly Reason[] | undefined
  /** A file instead of JSON. */
  file?: { name: string; type: string; content: string } | undefined
}

/** The platform's own texts where they are known, otherwise similar texts. */
export const TIPS = {
  success: 'success',
  internal: '系统错误,请使用相同单号重试',
  noRecord: '单号记录不存在',
  json: '签名校验异常,请使用正确的签名和 json 传参',
  appId: 'app_id 无效',
  notAllowed: '当前状态不允许此操作',
  notSimulated: '本地网关未模拟此接口,参数与签名校验已通过',
  noRefund: '退款记录不存在',
  noSuchPay: '担保支付订单不存在',
  notMultipart: '请使用 multipart/form-data 上传图片',
  accessToken: 'access_token 无效',
  noReturn: '退分账单号不存在',
  dead: '首次调用失败,请更换新的单号',
  otherContent: '已被使用且请求参数不一致,请更换新的单号'
} as const

export function accepted(rest: object): Answer {
  return { err_no: 0, err_tips: TIPS.success, rest, reasons: [] }
}

/** A CSV file in UTF-8 without a byte order mark. No source says that the platform's bills have one. */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): Answer {
  const lines = rows.map((cells) => `${csvLine(cells)}\r\n`)
  return { ...accepted({}), file: { name, type: 'text/csv; charset=utf-8', content: lines.join('') } }
}

/** A line of CSV without its line break. */
export function csvLine(cells: readonly (string | number)[]): string {
  return cells.map(csvCell).join(',')
}

function csvCell(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** err_no 2010 for members outside their limits: the tips name the first, the reasons all of them. */
export function badParameters(violations: readonly Finding[]): Refusal {
  const reasons = violations.map(asReason)
  const [first] = reasons
  return { err_no: 2010, err_tips: `业务参数错误: ${first?.key} (${first?.code})`, reasons }
}

/** err_no 2010 for a call that the present state does not allow. The tables with the right number are not public. */
export function refused(reason: GatewayReason): Refusal {
  return { err_no: 2010, err_tips: `${TIPS.notAllowed} (${reason.code})`, reasons: [reason] }
}

/**
 * The refusal of a call about a number that does not exist. query_order, query_settle and query_platform_order have
 * this code and text in official samples. That create_return and query_withdraw_order do the same is a conclusion: no
 * source has their tables.
 */
export function noRecord(reason: GatewayReason): Refusal {
  return { err_no: 2000, err_tips: TIPS.noRecord, reasons: [reason] }
}

/** The refusal of a call that the local gateway checks but does not simulate. The platform has no such code. */
export function notSimulated(): Refusal {
  return { err_no: NOT_SIMULATED, err_tips: TIPS.notSimulated, reasons: [{ code: 'not-simulated' }] }
}

const MAX_REASONS = 10
const MAX_CHARACTERS = 64

/** `too-many-bytes;key=subject;limit=128;length=200, missing-field;key=body`: ASCII, other text percent-encoded. */
export function reasonText(reasons: readonly Reason[]): string {
  if (reasons.length === 0) return ''
  return reasons
    .slice(0, MAX_REASONS)
    .map(({ code, ...args }) => [code, ...Object.entries(args).map(([name, value]) => `${name}=${encode(value)}`)])
    .map((words) => words.join(';'))
    .join(', ')
}

function encode(value: string | number): string {
  // By way of bytes, because half a surrogate pair cannot be percent-encoded.
  const text = Buffer.from(Array.from(String(value)).slice(0, MAX_CHARACTERS).join('')).toString()
  return encodeURIComponent(text).replaceAll('%2F', '/')
}
