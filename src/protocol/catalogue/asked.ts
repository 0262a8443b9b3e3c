/** A code in a text, with the key before it, if there is one. */
export interface Mention {
  key: string
  value: string
}

/** A key of answers, and the codes that follow it. */
export interface Key {
  /** The namespaces of its codes, the likeliest first; empty if it can be any. */
  namespaces: readonly string[]
  /** How sure it is. The codes of a surer key (0 is the surest) hide those of the others. */
  tier: 0 | 1 | 2 | 3
  /** Whether its codes are states: several namespaces have the same words. */
  isState?: true
}

const STATES = ['order', 'refund', 'settle', 'return', 'withdraw', 'sign', 'sign_pay'] as const

const number = (...namespaces: string[]): Key => ({ namespaces, tier: 0 })
const loose = (...namespaces: string[]): Key => ({ namespaces, tier: 2 })

/** The keys, in lower case. */
export const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['err_no', number('err_no', 'other', 'token', 'client')],
  ['err no', number('err_no', 'other')],
  ['errno', number('client', 'err_no', 'other', 'token')],
  ['error_no', number('err_no', 'other')],
  ['err_code', number('push', 'err_no', 'other')],
  ['err code', number('push', 'err_no', 'other')],
  ['errcode', number('token', 'push', 'err_no', 'other')],
  ['statuscode', number('err_no', 'other', 'client')],
  ['errorcode', number('client', 'other', 'token')],
  ['error_code', number('token', 'err_no', 'other', 'push')],
  ['sub_error_code', number('err_no', 'other')],
  ...['错误码', '错误代码', '错误号', '返回码', '状态码', '报错', '返回', '错误'].map((key): [string, Key] => [
    key,
    number()
  ]),
  // A word in the answer of query_order, a number in the order push.
  ['order_status', { namespaces: ['order', 'push_status'], tier: 0, isState: true }],
  ['refund_status', { namespaces: ['refund'], tier: 0, isState: true }],
  ['settle_status', { namespaces: ['settle'], tier: 0, isState: true }],
  ['return_status', { namespaces: ['return'], tier: 0, isState: true }],
  ['pay_status', { namespaces: ['order'], tier: 0, isState: true }],
  ['order_service_status', { namespaces: ['service'], tier: 0, isState: true }],
  ['item_order_status', { namespaces: ['item'], tier: 0, isState: true }],
  ['audit_status', { namespaces: ['audit'], tier: 0, isState: true }],
  ['refund_source', { namespaces: ['refund_source'], tier: 3 }],
  ['type', { namespaces: ['callback'], tier: 1 }],
  ['order_type', { namespaces: ['push_type'], tier: 1 }],
  ['res.code', loose('pay', 'client')],
  ['code', loose('pay', 'other', 'client', 'token')],
  ['sub_code', loose('other')],
  ['error', loose('token')],
  ['status', { namespaces: STATES, tier: 3, isState: true }],
  ['状态', { namespaces: STATES, tier: 3, isState: true }],
  ['way', { namespaces: ['way'], tier: 3 }],
  ['pay_channel', { namespaces: ['way'], tier: 3 }]
])

const ESCAPES = /\p{Cc}\[[0-9;]*[A-Za-z]/gu

/**
 * Normalises a text for the search: without escapes of JSON and terminals, full-width characters in their usual
 * forms, in lower case, with single spaces, and without punctuation around it.
 */
export function plain(text: string): string {
  return percentDecoded(text)
    .replace(ESCAPES, '')
    .replace(/\\{1,8}u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/\\{1,8}[nrt]/g, ' ')
    .normalize('NFKC')
    .replace(/[“”„«»「」『』《》]/g, '"')
    .replace(/[‘’`]/g, "'")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s"',;!?。、…]+|(?<![\s"',;!?。、….])[\s"',;!?。、….]+$/g, '')
}

/** The text of an address or a form: of one that has an encoded quote, brace or colon. */
function percentDecoded(text: string): string {
  if (!/%(?:22|7[bd]|3a)/i.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text // A lone % cannot be decoded.
  }
}

const WORDS = [...KEYS.keys()].toSorted((a, b) => b.length - a.length).map((key) => key.replace('.', '\\.'))
const behind = (keys: readonly string[], value: string) =>
  new RegExp(`(?<![\\w-])(${keys.join('|')})(["'\\]>\\s]*(?:=>|->|[!=]={1,2}|[:=是为(])?["'\\s]*)(${value})`, 'g')
/** Between a key and a number that it is compared with: with 0, it asks for everything but success. */
const OTHER_THAN = /!=|\s>/
/** Matched separately, because a Chinese word may be followed by another key: 返回 code 3. */
const KEYED = [
  behind(
    WORDS.filter((key) => /^[a-z]/.test(key)),
    '-?[\\w-]+'
  ),
  behind(
    WORDS.filter((key) => !/^[a-z]/.test(key)),
    '-?\\d+|[a-z]+'
  )
]

/** The codes in a pasted answer or log line, in tiers, the surest first. */
export function mentionsIn(text: string): Mention[][] {
  // Error numbers of curl and HTTP statuses are not codes of the platform.
  const known = text.replace(/\bcurl(?: error|:)? ?\(?\d+\)?|\b(?:http|status ?code:?) ?[1-5]\d\d\b/g, ' ')
  const found = KEYED.flatMap((pattern) =>
    [...known.matchAll(pattern)].flatMap(([, key = '', between = '', value = '']): Mention[] =>
      value === '0' && OTHER_THAN.test(between) ? [] : [{ key, value }]
    )
  )
  const isSuccess = ({ key, value }: Mention) => value === '0' && !KEYS.get(key)?.isState
  const ofTier = (tier: Key['tier']) => found.filter((one) => KEYS.get(one.key)?.tier === tier && !isSuccess(one))
  return [ofTier(0), ofTier(1), ofTier(2), ofTier(3), numbersIn(text), found.filter(isSuccess)]
}

/** Numbers of four digits and more that are not part of a date, a time, an address or another number. */
function numbersIn(text: string): Mention[] {
  const without = text
    .replace(/\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?|\d{4}年/g, ' ')
    .matchAll(/(?<![\w.:/#-])\d{4,8}(?![\w.:/-])/g)
  return [...without].map(([value]) => ({ key: '', value }))
}

/** The codes of this tool and the header names in a text: words with hyphens. */
export function hyphenated(text: string): string[] {
  return text.match(/(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])/g) ?? []
}
