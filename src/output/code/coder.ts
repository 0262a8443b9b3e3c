import type { CodeWords } from './code-words.js'

/** A member of a body for a program. */
export interface CodeMember {
  key: string
  /** Digits if `isInteger`, otherwise the text that is signed. */
  text: string
  /** A whole number that every language reads exactly. */
  isInteger: boolean
  /** What it is in the body, if it is not a text there and is written as one. */
  was?: keyof CodeWords['was']
}

/** The parts of a request of 通用交易系统, as they are signed. */
interface CodeRequest {
  method: string
  uri: string
  timestamp: string
  nonce: string
  body: string
  app_id: string
  key_version: string
}

/** How a language writes the two signatures as a complete program. A program never contains a secret. */
export interface Coder {
  /** The program that prints the signature of 担保支付. It reads the SALT from ECPAY_SALT. */
  salted(members: readonly CodeMember[], say: CodeWords): string
  /** The program that prints byteAuthorization. It reads the private key from the file ECPAY_PRIVATE_KEY_FILE. */
  rsa(request: CodeRequest, say: CodeWords): string
}

/**
 * A text in double quotes as Go, Java, C#, JavaScript and Python read it. What nobody sees, and what moves other text
 * on a screen, is an escape.
 *
 * @example quoted('a\u3000"') // '"a\\u3000\\""'
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The characters of {@link quoted} that JSON does not escape. Above U+FFFF, Go and Python have other escapes. */
export const UNSEEN = /(?![ \u{10000}-\u{10ffff}])[\p{Cc}\p{Cf}\p{Z}\p{DI}]/gu

/** A comment behind a value that is a text only in the program. */
export function remark({ was }: CodeMember, say: CodeWords, mark: string): string {
  return was === undefined ? '' : ` ${mark} ${say.was[was]}`
}
