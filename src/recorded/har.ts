import { strictDecode } from '../protocol/json/bytes.js'
import { type JsonValue, memberAt, memberText, readJson } from '../protocol/json/json.js'
import { formText } from './form.js'
import type { Given } from './given.js'

/** Whether a document is a HAR file (HTTP Archive). */
export function isHar(value: JsonValue | undefined): boolean {
  return memberAt(value, 'log', 'entries')?.kind === 'array'
}

/** Which of many requests is looked for: a call, a callback, or one with an authorization of the trade system. */
export type Wanted = 'request' | 'callback' | 'authorized'

/**
 * The last request in a HAR file that goes to an ecpay or bills address. For a callback, the last one with a signature in
 * it; of the trade system, the last one with an authorization, in a header or in the body.
 *
 * @throws EcpayError like `readJson`; `invalid-utf8` for a body in Base64
 */
export function harRequest(text: string, wanted: Wanted): Given | undefined {
  const entries = memberAt(readJson(text), 'log', 'entries')
  const requests = entries?.kind === 'array' ? entries.items.map((entry) => memberAt(entry, 'request')) : []
  const request = requests.findLast(IS_WANTED[wanted])
  if (request?.kind !== 'object') return undefined
  const headers = memberAt(request, 'headers')
  const post = memberAt(request, 'postData')
  const params = pairs(memberAt(post, 'params'))
  const body = textAt(post, 'text')
  const isForm = !body && params.length > 0
  return {
    address: textAt(request, 'url'),
    method: (textAt(request, 'method') ?? '').toUpperCase(),
    headers: pairs(headers),
    body: isForm ? formText(params) : isBase64(post) ? strictDecode(Buffer.from(body ?? '', 'base64')) : body,
    ...(isForm && { isForm })
  }
}

const IS_WANTED: Record<Wanted, (request: JsonValue | undefined) => boolean> = {
  request: (one) => /\/api\/(?:apps\/)?(?:ecpay|bills|fund|order)/.test(textAt(one, 'url') ?? ''),
  // By what signs it: in the body, or in a header.
  callback: (one) =>
    bodyOf(one).includes('msg_signature') ||
    pairs(memberAt(one, 'headers')).some(([name]) => name.toLowerCase() === 'byte-signature'),
  authorized: (one) =>
    bodyOf(one).includes('byteAuthorization') ||
    pairs(memberAt(one, 'headers')).some(([, value]) => /SHA256-RSA2048|\bappid=/.test(value))
}

function bodyOf(request: JsonValue | undefined): string {
  const post = memberAt(request, 'postData')
  const text = textAt(post, 'text') ?? ''
  return isBase64(post) ? Buffer.from(text, 'base64').toString() : text
}

/** Whether the bytes of a body are there in place of its text. HAR 1.2 has that for answers; this log has it for both. */
function isBase64(post: JsonValue | undefined): boolean {
  return textAt(post, 'encoding') === 'base64'
}

/** The items of a list as names and values. */
function pairs(list: JsonValue | undefined): [string, string][] {
  if (list?.kind !== 'array') return []
  return list.items.map((one) => [textAt(one, 'name') ?? '', textAt(one, 'value') ?? ''])
}

function textAt(value: JsonValue | undefined, key: string): string | undefined {
  return value?.kind === 'object' ? memberText(value, key) : undefined
}
