import { printedBytes } from '../../../protocol/printed-bytes.js'
import type { TradeCallback } from '../../../trade/callback/check-callback.js'

/**
 * A callback in one line of JSON: `{"headers":{…},"body":"…"}`; what is no UTF-8 stands in `body_base64` in place of
 * `body`, or in a `body` that is said to be Base64, as functions in a cloud get it.
 *
 * @returns nothing where it is none
 */
export function callbackInLine(text: string): TradeCallback | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || !isRecord(value.headers)) return undefined
  const body = bytesOf(value)
  if (body === undefined) return undefined
  const { headers } = value
  return {
    headers: isTexts(headers) ? headers : Object.entries(headers).flatMap(([name, one]) => pairsOf(name, one)),
    body
  }
}

function bytesOf({ body, body_base64, isBase64Encoded }: Record<string, unknown>): Buffer | undefined {
  // As Node.js writes a Buffer.
  if (isRecord(body) || Array.isArray(body)) return printedBytes(JSON.stringify(body))
  if (typeof body === 'string') return Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8')
  return typeof body_base64 === 'string' ? Buffer.from(body_base64, 'base64') : undefined
}

function isTexts(headers: Record<string, unknown>): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false
  return true
}

function pairsOf(name: string, value: unknown): [string, string][] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.map((one) => [name, String(one)])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
