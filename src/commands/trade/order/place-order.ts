import { demandTrust } from '../../../config/untrusted.js'
import { type Finding, finding } from '../../../findings/findings.js'
import { memberText, readObject } from '../../../protocol/json/json.js'
import type { AppPublicKey } from '../../../simulator/demo-keys.js'
import { baseOf, withSend } from '../../call/call-target.js'
import type { Context } from '../../shared/command.js'
import type { DataKind } from './data-kinds.js'

/** What a client of the local gateway got. */
export interface Placed {
  /** The object that `success` or `fail` of tt.requestOrder gets. */
  client: object
  /** Nothing if it was refused. */
  id: string | undefined
  refusal: Finding[]
}

/** In milliseconds. */
const TIMEOUT = 30_000

/**
 * Hands data and byteAuthorization to the local gateway, as the client hands them to its call.
 *
 * @param key the key that the gateway has of the app
 * @throws EcpayError if it cannot be reached
 */
export async function placeOrder(
  context: Context,
  config: Parameters<typeof demandTrust>[0],
  signed: { data: string; byteAuthorization: string },
  key: AppPublicKey,
  kind: DataKind
): Promise<Placed> {
  demandTrust(config, 'base_url')
  const base = config.settings.base_url?.value
  const { world } = context
  const answer = await withSend(
    context,
    { base, env: 'local' },
    (send) =>
      send({
        url: baseOf({ base }) + kind.path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(signed),
        timeout: TIMEOUT,
        signal: world.signal,
        env: world.env
      }),
    key
  )
  const client = readObject(answer.bytes.toString())
  const id = memberText(client, kind.id)
  const [errNo, errMsg] = [memberText(client, 'errNo') ?? '', memberText(client, 'errMsg') ?? '']
  const reason = answer.headers['x-ecpay-reason'] ?? ''
  const refusal = id === undefined ? [finding('client-refused', { errNo, errMsg, reason })] : []
  return { client: JSON.parse(answer.bytes.toString()), id, refusal }
}
