import type { Config } from '../../../config/resolve.js'
import { freshOrderNumber } from '../../../ecpay/order-number.js'
import { type Finding, finding, refuse, refuseAll } from '../../../findings/findings.js'
import { visibleLine } from '../../../output/terminal-text.js'
import { type JsonObject, member, readObject } from '../../../protocol/json/json.js'
import { type BuiltOrder, buildOrder } from '../../../trade/order/build-order.js'
import { flatFields } from '../../../trade/order/order-fields.js'
import { fileText, fromFlags } from '../../call/given-members.js'
import { noteLater, readAssignments } from '../../shared/assignments.js'
import type { Context, FieldValues } from '../../shared/command.js'
import { refuseOtherKinds } from '../../shared/kinds.js'
import { bothIn } from '../diagnose/in-hand.js'
import type { DataKind } from './data-kinds.js'
import type { OrderValues } from './order-options.js'

/** An order that may be signed. */
export interface PlannedOrder extends BuiltOrder {
  order: JsonObject
  warnings: readonly Finding[]
}

/**
 * Builds the order of what was given, and checks it. What was filled in under a fresh number is said.
 *
 * @throws EcpayError with everything that is wrong with it; of the files and of JSON; `old-order-given`
 */
export async function planOrder(
  context: Context,
  values: OrderValues,
  fields: FieldValues,
  { env, notify_url }: Pick<Config['settings'], 'env' | 'notify_url'>,
  kind: DataKind
): Promise<PlannedOrder> {
  const { world, out, words } = context
  const from = values.from === undefined ? undefined : await givenOrder(context, values.from, values)
  const typed = await fromFlags(context, flatFields(kind.fields), { fields, encoding: values.encoding })
  const assigned = await readAssignments(context, values)
  noteLater(context, [...typed, ...assigned.map((one) => ({ ...one, by: '-d' }))])
  const now = world.now()
  const sources = {
    settings: { app_id: undefined, access_token: undefined, thirdparty_id: undefined, notify_url: notify_url?.value },
    now,
    freshNumber: () => freshOrderNumber(now, world.random(8)),
    fileExtension: () => ''
  }
  const built = buildOrder(from, [...typed, ...assigned], sources, kind.fields)
  const order = readObject(built.text)
  const { refusals, warnings } = kind.check(order, { local: env?.value === 'local' })
  if (values.validate && refusals.length > 0) {
    // Who says what stands before what is refused.
    out.warn(warnings.filter(({ code }) => code === 'sources-differ'))
    throw refuseAll(refusals)
  }
  if (refusals.length > 0) out.notice(finding('validation-skipped', { count: refusals.length }))
  for (const { field, value } of built.made)
    if (field.default?.kind === 'fresh-number') out.note(words.exchange.generatedNumber(field.key, visibleLine(value)))
  return { ...built, order, warnings }
}

/** @throws EcpayError `old-order-given`, and as reading a body does */
async function givenOrder(context: Context, file: string, { encoding }: OrderValues): Promise<string> {
  const given = await fileText(context, file, encoding)
  // What the client got has the order as the text that was signed.
  const text = bothIn(given)?.body ?? given
  await refuseOtherKinds(context, text, file)
  const order = readObject(text)
  const has = (key: string) => member(order, key) !== undefined
  const isOld = (has('out_order_no') || has('total_amount')) && !has('outOrderNo') && !has('skuList')
  if (!isOld) return text
  const { quoteWord } = await import('../../../findings/shell-word.js')
  throw refuse('old-order-given', { command: `ecpay trade migrate ${quoteWord(file)}` })
}
