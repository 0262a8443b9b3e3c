import { type JsonValue, memberAt, memberText, readJson } from '../protocol/json/json.js'
import { formText } from './form.js'
import type { Given } from './given.js'

/** Whether a document is a HAR file (HTTP Archive). */
export function isHar(value: JsonValue | undefined): boolean {
  return memberAt(value, 'log', 'entries')?.kind === 'array'
}

/**
 * The last request in a HAR file that goes to an ecpay or bills address. For a callback, the last one with a signature in it.
 *
 * @throws EcpayError like `readJson`
 */
export function harRequest(text: string, wanted: 'request' | 'callback'): Given | undefined {
  const entries = memberAt(readJson(text), 'log', 'entries')
  const requests = entries?.kind === 'array' ? entries.items.map((entry) => memberAt(entry, 'request')) : []
  const request =
    wanted === 'callback'
      ? requests.findLast(isCallback)
      : requests.findLast((one) => /\/api\/(?:apps\/)?(?:ecpay|bills|fund|order)/.test(textAt(one, 'url') ?? ''))
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
    body: isForm ? formText(params) : body,
    ...(isForm && { isForm })
  }
}

/** By what signs it: in the body, or in a header. */
function isCallback(request: JsonValue | undefined): boolean {
  if (textAt(memberAt(request, 'postData'), 'text')?.includes('msg_signature')) return true
  return pairs(memberAt(request, 'headers')).some(([name]) => name.toLowerCase() === 'byte-signature')
}

/** The items of a list as names and values. */
function pairs(list: JsonValue | undefined): [string, string][] {
  if (list?.kind !== 'array') return []
  return list.items.map((one) => [textAt(one, 'name') ?? '', textAt(one, 'value') ?? ''])
}

function textAt(value: JsonValue | undefined, key: string): string | undefined {
  return value?.kind === 'object' ? memberText(value, key) : undefined
}
