/** What tt.requestOrder is signed under: no address that anybody calls. Source: the demos of 生成下单参数与签名. */
export const REQUEST_ORDER = '/requestOrder'

/** The same of tt.createSignOrder. */
export const CREATE_SIGN_ORDER = '/createSignOrder'

/** The five parts that a developer signs. */
export interface RequestParts {
  /** In capitals; POST when absent. */
  method?: string | undefined
  /** Path and query without scheme and host, or `/requestOrder`, `/createSignOrder` for what the client hands over. */
  uri?: string | undefined
  /** Unix seconds as digits. */
  timestamp: string
  /** The platform's nonce_str. */
  nonce: string
  /** The very bytes that are sent, or their text in UTF-8; empty for a GET. */
  body: Uint8Array | string
}

/** The three parts that the platform signs. */
type CallbackParts = Pick<RequestParts, 'timestamp' | 'nonce' | 'body'>

/**
 * What is signed of a request, and of the data of tt.requestOrder: five lines, and a line feed behind the last one too.
 *
 * @example new TextDecoder().decode(stringToSign({ timestamp: '1680835692', nonce: 'n', body: '{}' }))
 * // 'POST\n/requestOrder\n1680835692\nn\n{}\n'
 * Source: 签名算法, and its worked example.
 */
export function stringToSign({
  method = 'POST',
  uri = REQUEST_ORDER,
  timestamp,
  nonce,
  body
}: RequestParts): Uint8Array {
  return lines([method, uri, timestamp, nonce], body)
}

/** What is signed of a callback: three lines, the last one the raw body, and a line feed behind each. */
export function callbackString({ timestamp, nonce, body }: CallbackParts): Uint8Array {
  return lines([timestamp, nonce], body)
}

function lines(head: readonly string[], body: Uint8Array | string): Buffer {
  const front = `${head.join('\n')}\n`
  if (typeof body === 'string') return Buffer.from(`${front}${body}\n`)
  // In one buffer: of many callbacks, three for each are more to collect than to verify.
  const length = Buffer.byteLength(front)
  const text = Buffer.allocUnsafe(length + body.length + 1)
  text.write(front)
  text.set(body, length)
  text[length + body.length] = LINE_FEED
  return text
}

const LINE_FEED = 0x0a
