import type { Language } from '../src/language.js'
import type { TradeDiagnoseWords } from '../src/output/words/diagnose-words.js'
import { authorizationMistakes } from '../src/trade/diagnose/authorization-mistakes.js'
import { bodyMistakes } from '../src/trade/diagnose/body-mistakes.js'
import { CHECKS } from '../src/trade/diagnose/check-words.js'
import { keyMistakes } from '../src/trade/diagnose/key-mistakes.js'
import { lineMistakes } from '../src/trade/diagnose/line-mistakes.js'
import type { MistakeCode } from '../src/trade/diagnose/mistakes.js'
import { signatureMistakes } from '../src/trade/diagnose/signature-mistakes.js'
import { cell } from './code-table.js'

const GROUPS = [
  { of: authorizationMistakes, en: 'The text of byteAuthorization', zh: 'byteAuthorization 的写法' },
  { of: lineMistakes, en: 'The five lines', zh: '五行格式' },
  { of: bodyMistakes, en: 'data, or the body', zh: 'data 或请求体' },
  { of: signatureMistakes, en: 'Bytes, hash, padding and Base64', zh: '字节、哈希、填充和 Base64' },
  { of: keyMistakes, en: 'The key', zh: '密钥' }
]

const SAY = {
  en: { code: 'code', mistake: 'mistake', check: 'what to check' },
  zh: { code: '代码', mistake: '错误', check: '检查什么' }
} as const

/** The mistakes that `ecpay trade diagnose` knows as Markdown, a table a kind. */
export function tradeMistakeTables({ mistakes }: TradeDiagnoseWords, language: Language): string {
  const { code, mistake } = SAY[language]
  return GROUPS.map(({ of, [language]: title }) => {
    const codes = Object.keys(of) as MistakeCode[]
    return `### ${title}\n\n${table([code, mistake], codes, (one) => mistakes[one]('‹…›'))}`
  }).join('\n')
}

/** What leaves no trace in a signature, and what to check for it. */
export function tradeCheckTable({ checks }: TradeDiagnoseWords, language: Language): string {
  const { code, check } = SAY[language]
  return table([code, check], CHECKS, (one) => checks[one])
}

function table<Code extends string>(heading: string[], codes: readonly Code[], said: (code: Code) => string): string {
  const rows = codes.map((code) => [`\`${code}\``, cell(said(code))])
  return `${[heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
