import { type Finding, finding } from '../../findings/findings.js'
import { type JsonObject, member } from '../../protocol/json/json.js'
import { type ValidateOptions, validateMembers } from '../../protocol/system/validate.js'
import { doubledIn, nothingIn, optionalTexts, unknownMembers } from './check-members.js'
import type { CheckedOrder } from './check-order.js'
import { flatFields } from './order-fields.js'
import { SIGN_ORDER_FIELDS } from './sign-order-fields.js'

const OPTIONAL = optionalTexts(flatFields(SIGN_ORDER_FIELDS))

/** Checks `data` of tt.createSignOrder against everything that sources say of it, as `checkOrder` does an order. */
export function checkSignOrder(data: JsonObject, options: Pick<ValidateOptions, 'local'> = {}): CheckedOrder {
  const nothing = nothingIn(data, OPTIONAL)
  const silent = new Set(nothing.map(({ key }) => key))
  const found = validateMembers(SIGN_ORDER_FIELDS, data, options)
  const refusals = found.filter((one) => !('key' in one && silent.has(one.key ?? '')))
  return {
    refusals: [...doubledIn(data), ...nothing, ...refusals],
    warnings: [...paidAtOnce(data), ...unknownMembers(data, SIGN_ORDER_FIELDS)]
  }
}

/** The date of the first deduction is only for an agreement that is signed without paying. Source: official. */
function paidAtOnce(data: JsonObject): Finding[] {
  const [key, beside] = ['firstDeductionDate', 'authPayOrder']
  return member(data, key) && member(data, beside) ? [finding('date-beside-payment', { key, beside })] : []
}
