import { finding } from '../../../findings/findings.js'
import { jsLiteral } from '../../../output/js-literal.js'
import { flatFields } from '../../../trade/order/order-fields.js'
import { type SignedParts, type SignedRequest, signRequest } from '../../../trade/sign/sign-request.js'
import { signWarnings } from '../../../trade/sign/sign-warnings.js'
import type { Context, FieldValues } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import type { Part, Result, Voice } from '../../shared/result.js'
import { privateKeyOf } from '../rsa-key.js'
import type { OrderValues } from './order-options.js'
import { type PlannedOrder, planOrder } from './plan-order.js'

/** What an order uses beside the keys. */
const NEEDS = ['env', 'notify_url'] as const

/**
 * Builds, checks and signs an order; with `--dry-run` it is not signed.
 *
 * @throws EcpayError of the configuration, of the key, and of the order
 */
export async function signOrder(context: Context, values: OrderValues, fields: FieldValues): Promise<Result> {
  if (values.dryRun) {
    const { settings } = await configFor(context, values, { needs: NEEDS, required: [] })
    return unsignedResult(await planOrder(context, values, fields, settings))
  }
  const { settings } = await configFor(context, values, {
    needs: NEEDS,
    required: ['app_id', 'private_key', 'key_version']
  })
  const { app_id, private_key, key_version, env } = settings
  const key = privateKeyOf(private_key)
  const planned = await planOrder(context, values, fields, settings)
  if (env?.value === 'sandbox' && env.source.kind !== 'default')
    context.out.warn([finding('not-in-sandbox', { call: 'tt.requestOrder' })])
  const { world } = context
  const parts = {
    app_id: app_id.value,
    key_version: `${key_version.value}`,
    timestamp: `${Math.floor(world.now() / 1000)}`,
    nonce: Buffer.from(world.random(16)).toString('hex'),
    body: planned.text
  }
  return signedResult(planned, parts, signRequest(parts, key.keyObject))
}

/** What was filled in, by its path. */
function madeMember({ made }: PlannedOrder): object {
  return Object.fromEntries(made.map(({ field, value }) => [field.key, value]))
}

function unsignedResult(planned: PlannedOrder): Result {
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
      const units = flatFields().map(({ key, unit }) => ({
        path: key.replace('.0.', '.'),
        ...(unit === 'fen' && { unit })
      }))
      const shown = isTerminal ? prettyJson(order, { language, paint: paint.stdout, units }) : text
      return [{ warnings }, { result: `${shown}\n` }, { note: words.order.notSigned }]
    }
  }
}

function signedResult(planned: PlannedOrder, parts: SignedParts, signed: SignedRequest): Result {
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
      snippet: snippet(text, byteAuthorization),
      made: madeMember(planned),
      warnings: await voice.problems(warnings)
    }),
    text: ({ isTerminal, words }: Voice): Part[] => [
      { warnings },
      ...(isTerminal ? [{ note: words.order.handOver }] : []),
      {
        result: isTerminal ? snippet(text, byteAuthorization) : `${JSON.stringify({ data: text, byteAuthorization })}\n`
      }
    ]
  }
}

/** The call in the mini program: `data` is the very text that was signed, and no object. */
function snippet(data: string, byteAuthorization: string): string {
  return [
    'tt.requestOrder({',
    `  data: ${jsLiteral(data)},`,
    `  byteAuthorization: ${jsLiteral(byteAuthorization)},`,
    '  success({ orderId }) {',
    '    tt.getOrderPayment({ orderId })',
    '  },',
    '  fail({ errNo, errMsg, errLogId }) {',
    '    console.error(errNo, errMsg, errLogId)',
    '  }',
    '})',
    ''
  ].join('\n')
}
