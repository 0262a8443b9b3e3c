import { queryText } from '../../ecpay/sign/query.js'
import type { PreparedCall, ShownRequest } from '../../gateway/call-gateway.js'
import type { Members } from '../../protocol/json/members.js'
import type { AskedCall } from './asked-call.js'
import { withoutSecretHeaders, withoutSecrets } from './body-secrets.js'
import { baseOf } from './call-target.js'

/** The request with these members, to send and to show: JSON in a POST, query parameters in a GET. */
export function requestOf(
  asked: Pick<AskedCall, 'endpoint' | 'settings'>,
  members: Members,
  headers: Readonly<Record<string, string>> = {}
): PreparedCall {
  const { method, path } = asked.endpoint
  const url = `${baseOf(asked.settings)}${path}`
  const carried = (body: Members, headers: Readonly<Record<string, string>>): ShownRequest =>
    method === 'GET'
      ? { method, url: `${url}?${queryText(body)}`, headers: { ...headers }, body: '' }
      : { method, url, headers: { 'content-type': 'application/json', ...headers }, body: body.toText() }
  return { ...carried(members, headers), shown: carried(withoutSecrets(members), withoutSecretHeaders(headers)) }
}
