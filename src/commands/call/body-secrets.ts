import { finding, refuseAll } from '../../findings/findings.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import { memberText, readObject } from '../../protocol/json/json.js'
import { type Assignment, rawMembers, setMembers } from '../../protocol/json/members.js'
import type { Context } from '../shared/command.js'

/** Members that hold an access token, whatever the call. */
const SECRET_KEYS: readonly string[] = ['access_token', 'component_access_token']

/** @throws EcpayError `secret-in-flag` */
export function refuseSecrets(assigned: readonly Assignment[]): void {
  const told = { variable: 'ECPAY_ACCESS_TOKEN', flag: '--access-token-file' }
  const found = assigned.filter(({ key }) => SECRET_KEYS.includes(key))
  if (found.length > 0) throw refuseAll(found.map(({ key }) => finding('secret-in-flag', { key, ...told })))
}

/** Masks the access tokens of a body that came from a file. */
export function hideSecrets({ out }: Context, body: string): void {
  const object = readObject(body)
  for (const key of SECRET_KEYS) out.hide([{ name: 'ACCESS_TOKEN', value: memberText(object, key) ?? '' }])
}

/** The body as it may be shown, with marks in the place of its access tokens. */
export function withoutSecrets(body: string): string {
  const secret = rawMembers(body).filter(({ key }) => SECRET_KEYS.includes(key))
  const mark = JSON.stringify(ACCESS_TOKEN_MARK)
  return secret.length === 0
    ? body
    : setMembers(
        body,
        secret.map(({ key }) => ({ key, json: mark }))
      )
}
