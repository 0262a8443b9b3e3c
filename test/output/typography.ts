/** The platform's terms, which English text quotes. */
const PLATFORM_TERMS = ['担保支付', '支付设置', '令牌', '预下单', '支付结果查询', '核销', '交易系统']

export const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

/** Half-width punctuation behind a Chinese character, and a Latin word or number that touches one. */
export const BAD_TYPOGRAPHY = /\p{Script=Han}[,;:!?]|\p{Script=Han}\.(?!\w)|\p{Script=Han}[`\w-]|[`\w]\p{Script=Han}/u

/** English text without the terms it quotes. */
export function withoutTerms(text: string): string {
  return PLATFORM_TERMS.reduce((left, term) => left.replaceAll(term, ''), text)
}
