import { freshOrderNumber } from '../../ecpay/order-number.js'
import type { PreparedCall } from '../../gateway/call-gateway.js'
import { extensionOf } from '../../gateway/multipart.js'
import type { Members } from '../../protocol/json/members.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import { type DefaultSources, defaultValue } from '../../protocol/system/field-default.js'
import { asJson } from '../../protocol/system/field-json.js'
import { isAskedFor, signingKeys } from '../../protocol/system/signing-keys.js'
import type { Moment } from '../../protocol/system/system.js'
import { type AskedCall, knownCall } from './asked-call.js'
import type { FileTarget } from './file-answer.js'
import { negativeTest } from './negative-test.js'
import { requestOf } from './planned-request.js'
import { type CheckedMembers, signedMembers } from './signed-members.js'

/** Everything about a call before it is sent. Printing, sending and waiting all use this value. */
export interface CallPlan extends AskedCall, CheckedMembers {
  /** The request. A form has no files yet; they are read if nothing else is wrong. */
  request: PreparedCall
  /** Where to write an answer that is a file. */
  target?: FileTarget | undefined
  /** Where the access token is from, if none was given. */
  token?: 'kept' | 'new'
  /** The numbers that were generated because none was given. */
  made: readonly MadeNumber[]
}

interface MadeNumber {
  key: string
  number: string
}

/** Fills in, checks and signs the given members. */
export async function planCall(asked: AskedCall, given: Members, moment: Moment): Promise<CallPlan> {
  const { members, made } = filledMembers(asked, given, moment)
  const signed = await signedMembers(asked, members, moment)
  const test = negativeTest(asked)
  const request = requestOf(asked, signed.members, { ...signed.headers, ...test.headers })
  const isRefused = signed.refusals.length > 0
  return { ...asked, ...signed, request, ...(isRefused ? { made: [] } : { made, refusals: test.refusals }) }
}

/** The plan of the call that asks for the result, with the members that both calls have. */
export async function planResult(
  { target: _, ...plan }: CallPlan,
  endpoint: Endpoint,
  moment: Moment
): Promise<CallPlan> {
  const { system, settings } = plan
  const keys = endpoint.fields.map(({ key }) => key).filter((key) => key !== 'sign')
  const unsigned = { endpoint, members: plan.members.only(keys) }
  const { members, headers } = await system.sign(unsigned, settings.keys, moment)
  const request = requestOf({ endpoint, settings }, members, headers)
  return { ...plan, ...(await knownCall(system, endpoint)), members, headers, request }
}

/** Adds the defaults of fields that were not given. */
function filledMembers(
  { endpoint: { fields }, settings }: AskedCall,
  given: Members,
  { now, random }: Moment
): Pick<CallPlan, 'members' | 'made'> {
  const file = fields.find(({ type }) => type === 'file')?.key ?? ''
  const time = now()
  const sources: DefaultSources = {
    settings: { ...settings.members, app_id: settings.app_id, access_token: settings.access_token },
    now: time,
    freshNumber: () => freshOrderNumber(time, random(8)),
    fileExtension: () => extensionOf(given.text(file) ?? '')
  }
  const made: MadeNumber[] = []
  let members = given
  for (const { key, type, default: absent, notBeside, beside } of fields) {
    if (!absent || given.has(key)) continue
    // Another field replaces it, or the field to which it belongs is absent.
    if ((notBeside && members.has(notBeside)) || (beside && !members.has(beside))) continue
    const text = defaultValue(absent, sources)
    if (text === undefined) continue
    if (absent.kind === 'fresh-number') made.push({ key, number: text })
    members = members.with([{ key, json: asJson(type, text) }])
  }
  return { members, made }
}

/** Whether the call has no access token yet, and one can be asked for. */
export function lacksToken({ system, endpoint, settings }: CallPlan): boolean {
  return isAskedFor(system, signingKeys(system, endpoint)) && !settings.keys.access_token
}

/** The same call with a signature of this moment, if its signature is in a header. */
export async function signedAgain(plan: CallPlan, moment: Moment): Promise<CallPlan> {
  if (Object.keys(plan.headers).length === 0) return plan
  const { headers } = await plan.system.sign(plan, plan.settings.keys, moment)
  return { ...plan, headers, request: { ...plan.request, headers: { ...plan.request.headers, ...headers } } }
}
