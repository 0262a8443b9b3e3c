/** The platform's terms, which English text quotes. */
const PLATFORM_TERMS = [
  '担保支付',
  '通用交易系统',
  '支付设置',
  '开发管理',
  '开发设置',
  '密钥设置',
  '令牌',
  '预下单',
  '支付结果查询',
  '核销',
  '签名参数异常',
  '签名校验异常',
  '商品不符合行业要求',
  '交易系统',
  '退分账'
]

export const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Half-width punctuation behind a Chinese character, and a Latin word or number that touches one. */
export const BAD_TYPOGRAPHY = /\p{Script=Han}[,;:!?]|\p{Script=Han}\.(?!\w)|\p{Script=Han}[`\w-]|[`\w]\p{Script=Han}/u

/** English text without the terms it quotes. */
export function withoutTerms(text: string): string {
  return PLATFORM_TERMS.reduce((left, term) => left.replaceAll(term, ''), text)
}

/** Commands, documents and code are no prose. */
export function prose(text: string): string {
  return text.replace(/`[^`]*`|\{"[\s\S]*?\}|"[^"]*"/g, '')
}

/** What English prose never has. */
export const NOT_ENGLISH: [rule: string, pattern: RegExp][] = [
  ['quotes as English does', /[«»]/],
  ['has real plurals', /\(s\)/],
  ["calls a field a field, not JSON's member", /\bmembers?\b/],
  ['says what it means in its own words', /\banother one\b\.|\btoo much:/]
]

/** What Chinese prose never has. */
export const NOT_CHINESE: [rule: string, pattern: RegExp][] = [
  ['says 字段', /成员|键名/],
  ['says 响应 and 返回', /应答/],
  ['quotes as Chinese does', /[«»]/],
  ['has no English sentence', /(?:\b[a-z']{2,} ){3,}[a-z']{2,}\b/],
  ['closes what it opens', /（[^）(]*\)|\([^)（]*）/]
]
