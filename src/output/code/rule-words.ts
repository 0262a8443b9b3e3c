import type { Language } from '../../language.js'

/** The rule of a signature as a comment in code, whichever program runs it. */
export interface RuleWords {
  /** Of 担保支付. */
  rule: string
  /** Of 通用交易系统. */
  lines: string
}

export const RULE_WORDS: Record<Language, RuleWords> = {
  en: {
    rule: 'MD5 over the values and the SALT, sorted by their bytes and joined by &. Keys are not in it.',
    lines: 'SHA256-RSA2048 over five lines. The last one ends with a line feed too.'
  },
  zh: {
    rule: '各字段的值和 SALT 按字节排序，用 & 连接后取 MD5；字段名不参与签名。',
    lines: '对五行文本做 SHA256-RSA2048 签名，最后一行也以换行符结尾。'
  }
}
