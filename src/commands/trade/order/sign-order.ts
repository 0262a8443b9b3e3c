import type { Config } from '../../../config/resolve.js'
import { finding } from '../../../findings/findings.js'
import { visibleLine } from '../../../output/terminal-text.js'
import { memberText } from '../../../protocol/json/json.js'
import { isLoopback } from '../../../protocol/loopback.js'
import { publicHalf } from '../../../trade/keys/rsa-numbers.js'
import { writeKey } from '../../../trade/keys/write-key.js'
import { flatFields } from '../../../trade/order/order-fields.js'
import { type SignedParts, type SignedRequest, signRequest } from '../../../trade/sign/sign-request.js'
import { signWarnings } from '../../../trade/sign/sign-warnings.js'
import type { Context, FieldValues } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import type { Part, Result, Voice } from '../../shared/result.js'
import { privateKeyOf } from '../rsa-key.js'
import { type DataKind, ORDER_DATA, snippet } from './data-kinds.js'
import type { OrderValues } from './order-options.js'
import { type Placed, placeOrder } from './place-order.js'
import { type PlannedOrder, planOrder } from './plan-order.js'

/** What an order uses beside the keys. */
const NEEDS = ['env', 'notify_url', 'base_url'] as const

/**
 * Builds, checks and signs an order; with `--dry-run` it is not signed.
 *
 * @throws EcpayError of the configuration, of the key, and of the order
 */
export async function signOrder(
  context: Context,
  values: OrderValues,
  fields: FieldValues,
  kind: DataKind = ORDER_DATA
): Promise<Result> {
  if (values.dryRun) {
    const { settings } = await configFor(context, values, { needs: NEEDS, required: [] })
    return unsignedResult(await planOrder(context, values, fields, settings, kind), kind)
  }
  const config = await configFor(context, values, {
    needs: NEEDS,
    required: ['app_id', 'private_key', 'key_version']
  })
  const { settings } = config
  const { app_id, private_key, key_version, env } = settings
  const key = privateKeyOf(private_key)
  const planned = await planOrder(context, values, fields, settings, kind)
  if (env?.value === 'sandbox' && env.source.kind !== 'default')
    context.out.warn([finding('not-in-sandbox', { call: kind.call })])
  const { world } = context
  const parts = {
    app_id: app_id.value,
    key_version: `${key_version.value}`,
    timestamp: `${Math.floor(world.now() / 1000)}`,
    nonce: Buffer.from(world.random(16)).toString('hex'),
    uri: kind.uri,
    body: planned.text
  }
  const signed = signRequest(parts, key.keyObject)
  if (!isForLocalGateway(settings)) return signedResult(kind, planned, parts, signed)
  const { app_id: appId, key_version: version } = parts
  const app_public_key = writeKey(publicHalf(key.keyObject), 'pkcs8')
  const handed = { data: planned.text, byteAuthorization: signed.byteAuthorization }
  const own = { app_id: appId, key_version: version, app_public_key }
  return signedResult(kind, planned, parts, signed, await placeOrder(context, config, handed, own, kind))
}

/** Whether the local gateway was named, in this process or at an address of this machine. */
function isForLocalGateway({ env, base_url }: Pick<Config['settings'], 'env' | 'base_url'>): boolean {
  if (env?.value !== 'local' || env.source.kind === 'default') return false
  return base_url === undefined || isLoopback(new URL(base_url.value).hostname)
}

/** What was filled in, by its path. */
function madeMember({ made }: PlannedOrder): object {
  return Object.fromEntries(made.map(({ field, value }) => [field.key, value]))
}

function unsignedResult(planned: PlannedOrder, { fields }: DataKind): Result {
  const { text, order, warnings } = planned
  return {
    document: async (voice) => ({
      data: text,
      order: JSON.parse(text),
      made: madeMember(planned),
      warnings: await voice.problems(warnings)
    }),
    async text({ isTerminal, language, paint, words }): Promise<Part[]> {
      const { prettyJson } = await import('../../../output/pretty-json.js')
      const units = flatFields(fields).map(({ key, unit }) => ({
        path: key.replace('.0.', '.'),
        ...(unit === 'fen' && { unit })
      }))
      const shown = isTerminal ? prettyJson(order, { language, paint: paint.stdout, units }) : text
      return [{ warnings }, { result: `${shown}\n` }, { note: words.order.notSigned }]
    }
  }
}

/** @param placed what the client got, where the local gateway played it */
function signedResult(
  kind: DataKind,
  planned: PlannedOrder,
  parts: SignedParts,
  signed: SignedRequest,
  placed?: Placed
): Result {
  const { text } = planned
  const { byteAuthorization, signature, stringToSign } = signed
  const warnings = [...planned.warnings, ...signWarnings(parts)]
  return {
    document: async (voice) => ({
      data: text,
      order: JSON.parse(text),
      byteAuthorization,
      signature,
      app_id: parts.app_id,
      nonce_str: parts.nonce,
      timestamp: parts.timestamp,
      key_version: parts.key_version,
      string_to_sign: Buffer.from(stringToSign).toString(),
      snippet: snippet(kind, text, byteAuthorization),
      made: madeMember(planned),
      ...(placed && { client: placed.client }),
      warnings: await voice.problems(warnings)
    }),
    ...(placed && { failure: placed.refusal }),
    text: ({ isTerminal, words }: Voice): Part[] => [
      { warnings },
      ...(isTerminal ? [{ note: words.order.handOver }] : []),
      {
        result: isTerminal
          ? snippet(kind, text, byteAuthorization)
          : `${JSON.stringify({ data: text, byteAuthorization })}\n`
      },
      ...(placed?.id === undefined ? [] : [{ note: kind.stands(words, visibleLine(numberOf(planned, kind))) }])
    ]
  }
}

function numberOf({ order }: PlannedOrder, { number }: DataKind): string {
  return memberText(order, number) ?? ''
}
