import type { Both } from '../../language.js'
import rows from './trade-cases.json' with { type: 'json' }

/** A request, by which somebody's own signing code is checked. */
export interface SignerCase {
  id: string
  /** What is special about the request. */
  about: Both
  method: string
  uri: string
  timestamp: string
  nonce: string
  body: string
}

const CATEGORIES: Readonly<Record<string, Both>> = {
  plain: { en: 'an ordinary order', zh: '普通订单' },
  'emoji and full-width': { en: 'emoji and full-width characters', zh: '表情和全角字符' },
  'escaped slashes and unicode': { en: 'escaped slashes and characters', zh: '转义的斜杠和字符' },
  'spaces and newlines': { en: 'spaces and line breaks', zh: '空格和换行' },
  'CRLF inside': { en: 'line breaks of Windows', zh: 'Windows 换行' },
  'trailing space': { en: 'a space at the end', zh: '末尾有空格' },
  'big integer': { en: 'a number beyond 2^53', zh: '超过 2^53 的数字' },
  'HTML characters': { en: 'characters that HTML escapes', zh: 'HTML 会转义的字符' },
  'nested JSON text': { en: 'JSON text as a value', zh: '值是 JSON 字符串' },
  'empty object': { en: 'an empty object', zh: '空对象' },
  empty: { en: 'an empty body', zh: '空请求体' },
  call: { en: 'a call of the server', zh: '服务端接口' }
}

/**
 * All cases. Their signatures depend on the key, and are computed.
 *
 * Source: requests signed by OpenSSL, and checked with Java, PHP and Go.
 */
export function signerCases(): SignerCase[] {
  return rows.map(({ category, ...one }) => ({ ...one, about: CATEGORIES[category] ?? { en: category, zh: category } }))
}
