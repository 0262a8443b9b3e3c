import { finding, refuseAll } from '../../findings/findings.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import type { Assignment } from '../../protocol/json/assignment.js'
import type { Members } from '../../protocol/json/members.js'
import type { Context } from '../shared/command.js'

/** Members that hold an access token in every call. */
const SECRET_KEYS: readonly string[] = ['access_token', 'component_access_token']

/** Headers that hold one. */
const SECRET_HEADERS: readonly string[] = ['access-token']

/** The headers as they may be shown. */
export function withoutSecretHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.includes(name) ? ACCESS_TOKEN_MARK : value
  ])
  return Object.fromEntries(shown)
}

/** @throws EcpayError `secret-in-flag` */
export function refuseSecrets(assigned: readonly Assignment[]): void {
  const instead = { variable: 'ECPAY_ACCESS_TOKEN', flag: '--access-token-file' }
  const found = assigned.filter(({ key }) => SECRET_KEYS.includes(key))
  if (found.length > 0) throw refuseAll(found.map(({ key }) => finding('secret-in-flag', { key, ...instead })))
}

/** Masks the access tokens of a body that came from a file. */
export function hideSecrets({ out }: Context, body: Members): void {
  out.hide(SECRET_KEYS.map((key) => ({ name: 'ACCESS_TOKEN', value: body.text(key) ?? '' })))
}

/** The body to show, with marks in place of its access tokens. */
export function withoutSecrets(body: Members): Members {
  const json = JSON.stringify(ACCESS_TOKEN_MARK)
  return body.with(SECRET_KEYS.filter((key) => body.has(key)).map((key) => ({ key, json })))
}
