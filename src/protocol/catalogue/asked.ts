/** A code that a text names, by the key it stands behind; without one where it stands alone. */
export interface Mention {
  key: string
  value: string
}

/** Keys of the answers with the namespaces their codes are of, the likeliest first; lower case. */
export const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    err_no: ['err_no', 'other', 'token', 'client'],
    'err no': ['err_no', 'other'],
    errno: ['err_no', 'client', 'other', 'token'],
    error_no: ['err_no', 'other'],
    errcode: ['token', 'push', 'err_no', 'other'],
    err_code: ['push', 'err_no', 'other'],
    'err code': ['push', 'err_no', 'other'],
    errorcode: ['client', 'other', 'token'],
    error_code: ['token', 'other', 'push'],
    sub_error_code: ['other'],
    // A word in the answer of query_order, a number in what is pushed.
    order_status: ['order', 'push_status'],
    refund_status: ['refund'],
    settle_status: ['settle'],
    return_status: ['return'],
    order_type: ['push_type'],
    type: ['callback'],
    'res.code': ['pay', 'client'],
    code: ['pay', 'other', 'client', 'token'],
    sub_code: ['other'],
    error: ['token'],
    status: ['order', 'refund', 'settle', 'return', 'withdraw'],
    way: ['way'],
    错误码: [],
    错误代码: [],
    错误号: [],
    返回码: [],
    状态码: [],
    报错: [],
    返回: [],
    错误: []
  })
)

/** What a key says about a text, the surest first: what a surer one names hides what the others do. */
const TIERS: readonly (readonly string[])[] = [
  [
    'err_no',
    'err no',
    'errno',
    'error_no',
    'errcode',
    'err_code',
    'err code',
    'errorcode',
    'error_code',
    'sub_error_code',
    'order_status',
    'refund_status',
    'settle_status',
    'return_status',
    '错误码',
    '错误代码',
    '错误号',
    '返回码',
    '状态码',
    '报错',
    '返回',
    '错误'
  ],
  ['type', 'order_type'],
  ['res.code', 'code', 'sub_code', 'error'],
  ['status', 'way']
]

/** Whether a number is asked for, as the platform's codes are; this tool's own are words. */
export function isNumber(asked: string): boolean {
  return /^(?:[\w.-]+:)?-?\d+$/.test(asked)
}

const ESCAPES = /\p{Cc}\[[0-9;]*[A-Za-z]/gu

/**
 * A text as it is looked up: escapes of JSON and of terminals undone, full-width characters as their usual forms,
 * lower case, white space as single spaces, no punctuation around it.
 */
export function plain(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+(["'/])/g, '$1')
    .replace(/\\+[nrt]/g, ' ')
    .normalize('NFKC')
    .replace(/[“”„«»「」『』《》]/g, '"')
    .replace(/[‘’`]/g, "'")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s"',;!?。、…]+|[\s"',;!?。、….]+$/g, '')
}

const KEY = new RegExp(
  `(?<![\\w-])(${[...KEYS.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((key) => key.replace('.', '\\.'))
    .join('|')})["'\\]>\\s]*(?:=>|->|[:=是为(])?["'\\s]*(-?[\\w-]+)`,
  'g'
)

/** The codes of a pasted answer or a line of a log, in tiers: the surest first. */
export function mentionsIn(text: string): Mention[][] {
  const found = [...text.matchAll(KEY)].flatMap(([, key = '', value = '']) =>
    isValue(key, value) ? [{ key, value }] : []
  )
  const isSuccess = ({ key, value }: Mention) => value === '0' && !key.includes('status')
  return [
    ...TIERS.map((keys) => found.filter((one) => keys.includes(one.key) && !isSuccess(one))),
    numbersIn(text),
    found.filter(isSuccess)
  ]
}

/** Chinese words stand before numbers alone, as in 错误码2008; a key without a separator does too. */
function isValue(key: string, value: string): boolean {
  return /^[a-z]/.test(key) || /^-?\d+$/.test(value)
}

/** Numbers of four digits and more that stand alone: no part of a date, a time, an address or another number. */
function numbersIn(text: string): Mention[] {
  const without = text
    .replace(/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?|\d{4}年/g, ' ')
    .matchAll(/(?<![\w.:/#-])\d{4,8}(?![\w.:/-])/g)
  return [...without].map(([value]) => ({ key: '', value }))
}

/** Codes of this tool and names of headers as they stand in a text: words joined by hyphens. */
export function hyphenated(text: string): string[] {
  return text.match(/(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])/g) ?? []
}
