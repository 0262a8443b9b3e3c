import { finding } from '../../findings/findings.js'
import { gbkBytes } from '../../protocol/json/gbk.js'
import { surrogateBytes } from '../../protocol/languages/charsets.js'
import type { CallbackMutation } from './callback-mutation.js'

type Encode = (text: string) => Uint8Array

const BEYOND_ASCII = /[\u0080-\uffff]/

const utf16 = (text: string, { big, mark }: { big: boolean; mark: boolean }) => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return big ? bytes.swap16() : bytes
}

/** The bytes of a text in other charsets. Missing characters become `?`, are left out, or are cut to the low byte. */
const HASHED: readonly [charset: string, Encode][] = [
  ['ASCII', (text) => Buffer.from(text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\u0080-\uffff]/g, '?'))],
  ['ASCII', (text) => Buffer.from(text.replace(/[\u0080-\uffff]/g, '?'))],
  ['ISO-8859-1', (text) => Buffer.from(text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\u0100-\uffff]/g, '?'), 'latin1')],
  ['ISO-8859-1', (text) => Buffer.from(text, 'latin1')],
  ['ASCII', (text) => Buffer.from(text.replace(/[\u0080-\uffff]/g, ''))],
  ['GBK', gbkBytes],
  ['CESU-8', surrogateBytes]
]

const UTF16: readonly [charset: string, Encode][] = [
  ['UTF-16LE', (text) => utf16(text, { big: false, mark: false })],
  ['UTF-16BE', (text) => utf16(text, { big: true, mark: false })],
  ['UTF-16', (text) => utf16(text, { big: true, mark: true })],
  ['UTF-16', (text) => utf16(text, { big: false, mark: true })]
]

/** A UTF-8 body that was read in another charset, as a servlet without setCharacterEncoding does. */
const READ: readonly [charset: string, Encode][] = [
  ['ISO-8859-1', (text) => Buffer.from(Buffer.from(text).toString('latin1'))],
  ['GBK', (text) => Buffer.from(new TextDecoder('gbk').decode(Buffer.from(text)))],
  ['Windows-1252', (text) => Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))],
  [
    'ASCII',
    (text) =>
      Buffer.from(
        Buffer.from(text)
          .toString('latin1')
          .replace(/[\u0080-\u00ff]/g, '\ufffd')
      )
  ],
  [
    'ASCII',
    (text) =>
      Buffer.from(
        Buffer.from(text)
          .toString('latin1')
          .replace(/[\u0080-\u00ff]/g, '?')
      )
  ]
]

/** Bytes other than UTF-8. For ASCII, most charsets agree. */
export function otherEncodings(texts: readonly string[]): CallbackMutation[] {
  const differs = texts.some((text) => BEYOND_ASCII.test(text))
  const hashed = [...(differs ? HASHED : []), ...UTF16]
  return [
    ...hashed.map(
      ([charset, encode]): CallbackMutation => ({
        cause: finding('callback-hashed-as', { charset }),
        rarity: charset.startsWith('UTF-16') ? 3 : 2,
        change: { encode }
      })
    ),
    ...(differs ? READ : []).map(
      ([charset, encode]): CallbackMutation => ({
        cause: finding('callback-read-as', { charset }),
        rarity: 2,
        change: { encode }
      })
    )
  ]
}
