import type { Both, Language } from '../language.js'
import { beijingTime } from '../protocol/time.js'
import type { RsaKey } from '../trade/keys/read-key.js'
import { type RequestParts, stringToSign } from '../trade/sign/string-to-sign.js'
import type { Paint } from './colour.js'
import { table } from './columns.js'
import { visible, visibleLine } from './terminal-text.js'

/** What is said beside the lines. */
export const TRACE_WORDS = {
  lines: { en: 'Five lines', zh: '五行内容' },
  method: { en: 'method', zh: '方法' },
  uri: { en: 'URI', zh: 'URI' },
  timestamp: { en: 'timestamp', zh: '时间戳' },
  nonce: { en: 'nonce', zh: '随机串' },
  body: { en: 'text', zh: '文本' },
  string: {
    en: 'String to sign; ⏎ is a line feed, and the last one counts',
    zh: '待签名串（⏎ 表示换行符 \\n，最后一个也算）'
  },
  key: { en: 'Key', zh: '密钥' },
  private: { en: 'private key', zh: '私钥' },
  fingerprint: { en: 'SHA-256 of its public half', zh: '对应公钥的 SHA-256 指纹' },
  version: { en: 'key_version', zh: 'key_version' }
} satisfies Record<string, Both>

const LENGTHS: Record<Language, (bytes: number, characters: number) => string> = {
  en: (bytes, characters) => `${bytes} bytes, ${characters} characters`,
  zh: (bytes, characters) => `${bytes} 字节，${characters} 个字符`
}

/** The whole way to the text that is signed: each of its lines, every line break, and which key signs it. */
export function tradeTrace(
  request: RequestParts & { method: string; uri: string; body: Uint8Array; key_version: string },
  key: RsaKey,
  { paint, language }: { paint: Paint; language: Language }
): string {
  const say = (name: keyof typeof TRACE_WORDS) => TRACE_WORDS[name][language]
  const { method, uri, timestamp, nonce, body, key_version } = request
  const text = Buffer.from(body).toString()
  const date = beijingTime(Number(timestamp) * 1000)
  const rows = [
    ['1', say('method'), method, ''],
    ['2', say('uri'), uri, ''],
    ['3', say('timestamp'), timestamp, date && `${date} +08:00`],
    ['4', say('nonce'), nonce, LENGTHS[language](Buffer.byteLength(nonce), [...nonce].length)],
    ['5', say('body'), '', LENGTHS[language](body.length, [...text].length)]
  ].map((row) => row.map((cell) => visibleLine(cell)))
  const keyRows = [
    [say('private'), `RSA ${key.bits}, ${key.form}`],
    [say('fingerprint'), key.fingerprint],
    [say('version'), key_version]
  ]
  const lines = Buffer.from(stringToSign(request)).toString().split('\n').slice(0, -1)
  return [
    paint.bold(say('lines')),
    ...table(rows).map((line) => `  ${line}`),
    paint.bold(say('string')),
    ...lines.map((line) => `  ${visible(line)}${paint.dim('⏎')}`),
    paint.bold(say('key')),
    ...table(keyRows.map((row) => row.map((cell) => visibleLine(cell)))).map((line) => `  ${line}`)
  ].join('\n')
}
