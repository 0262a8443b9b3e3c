import { type Finding, finding } from '../../findings/findings.js'
import { type JsonObject, member, memberText } from '../../protocol/json/json.js'
import { type ValidateOptions, validateMembers } from '../../protocol/system/validate.js'
import { doubledIn, nothingIn, optionalTexts, unknownMembers } from './check-members.js'
import { firstItem } from './first-item.js'
import { GOODS_TYPES, tagGroupsOf, typesOf } from './goods-types.js'
import { flatFields, ORDER_FIELDS, type OrderField, SKU_ATTR_DISPUTED, WAY_DISPUTED } from './order-fields.js'

/** What is found in an order: what the platform refuses, and what may be meant so. */
export interface CheckedOrder {
  refusals: Finding[]
  warnings: Finding[]
}

/**
 * Checks `data` of tt.requestOrder against everything that sources say of it.
 *
 * @returns everything at once, by dotted paths: `skuList.0.title`
 * @example checkOrder(readObject('{"outOrderNo":null}')).refusals // `missing-field` skuList, `null-member` outOrderNo, …
 */
export function checkOrder(order: JsonObject, options: Pick<ValidateOptions, 'local'> = {}): CheckedOrder {
  const nothing = nothingIn(order, OPTIONAL)
  // What is null or empty is absent to the checks of members: it is named once.
  const silent = new Set(nothing.map(({ key }) => key))
  const found = validateMembers(ORDER_FIELDS, order, options).filter(
    (one) => !('key' in one && silent.has(one.key ?? ''))
  )
  const sku = firstItem(order)
  const whole: Whole = { order, sku }
  const isWrong = (key: string) => found.some((one) => 'key' in one && one.key === key)
  const refusals = [
    ...doubledIn(order),
    ...nothing,
    ...found
      .flatMap((one) => asGiven(one, whole, isWrong))
      .map((one) => asDuration(asText(isDiamonds(whole) ? withoutFen(one) : one))),
    ...RULES.flatMap((rule) => rule(whole, isWrong))
  ]
  const doubts = DOUBTS.flatMap((rule) => rule(whole, isWrong))
  return {
    refusals,
    warnings: [...doubts, ...unknownMembers(order, ORDER_FIELDS), ...disputes([...refusals, ...doubts], whole)]
  }
}

/** The order, and the one entry of its skuList. */
interface Whole {
  order: JsonObject
  sku: JsonObject | undefined
}

/** @param isWrong whether something else is wrong with a member, whose consequences are not said */
type Rule = (whole: Whole, isWrong: (key: string) => boolean) => Finding[]

const AT = 'skuList.0'

/** What is paid and what the goods cost, where both are there in whole numbers. */
function sums({ order, sku }: Whole) {
  const list = member(order, 'skuList')
  if (list?.kind !== 'array' || list.items.length > 1) return undefined
  const whole = (object: JsonObject | undefined, key: string) => {
    const value = object && member(object, key)
    return value?.kind === 'number' && /^[0-9]{1,30}$/.test(value.text) ? value.text : undefined
  }
  const [total, price, quantity] = [whole(order, 'totalAmount'), whole(sku, 'price'), whole(sku, 'quantity')]
  if (total === undefined || price === undefined || quantity === undefined) return undefined
  const goods = BigInt(price) * BigInt(quantity)
  const differs = BigInt(total) === goods ? 'not' : BigInt(total) > goods ? 'above' : 'below'
  return { differs, total, price, quantity, goods: `${goods}` }
}

const isDiamonds = ({ order }: Whole) => memberText(order, 'currency') === 'DIAMOND'

const RULES: readonly Rule[] = [
  (whole) => {
    const { differs, ...said } = sums(whole) ?? NO_SUMS
    return differs === 'above' ? [finding('total-above-goods', { key: 'totalAmount', ...said })] : []
  },
  ({ sku }, isWrong) => {
    const [type, group] = [textOf(sku, 'type'), textOf(sku, 'tagGroupId')]
    const of = group === undefined ? [] : typesOf(group)
    if (type === undefined || group === undefined || isWrong(`${AT}.type`)) return []
    if (of.length === 0 || of.includes(type)) return []
    return [finding('tag-group-of-other-type', { key: `${AT}.tagGroupId`, group, type, of, known: idsOf(type) })]
  },
  (whole, isWrong) => {
    const quantity = textOf(whole.sku, 'quantity')
    if (!isDiamonds(whole) || quantity === undefined || quantity === '1' || isWrong(`${AT}.quantity`)) return []
    return [finding('diamond-quantity', { key: `${AT}.quantity`, quantity })]
  }
]

/** What may be right. */
const DOUBTS: readonly Rule[] = [
  (whole) => {
    const { differs, ...said } = sums(whole) ?? NO_SUMS
    // A promotion is what makes it less.
    const isPromoted = member(whole.order, 'promotionId') !== undefined
    return differs === 'below' && !isPromoted ? [finding('total-below-goods', { key: 'totalAmount', ...said })] : []
  },
  ({ sku }, isWrong) => {
    const type = textOf(sku, 'type')
    const known = GOODS_TYPES.map((one) => one.type)
    if (type === undefined || known.includes(type) || isWrong(`${AT}.type`)) return []
    return [finding('unknown-goods-type', { key: `${AT}.type`, type, known })]
  },
  ({ sku }) => {
    const [type, group] = [textOf(sku, 'type'), textOf(sku, 'tagGroupId')]
    const known = idsOf(type)
    if (!type || !group || known.length === 0 || typesOf(group).length > 0) return []
    return [finding('unknown-tag-group', { key: `${AT}.tagGroupId`, group, type, known })]
  }
]

const NO_SUMS = { differs: 'not', total: '', price: '', quantity: '', goods: '' }

function textOf(object: JsonObject | undefined, key: string): string | undefined {
  return object && memberText(object, key)
}

/**
 * What is missing by the names that can be given: of an object its fields, of a tag group those that there are. A price
 * follows from the total, and a tag group from the type: while these are wrong, nothing is said of what follows.
 */
function asGiven(one: Finding, { sku }: Whole, isWrong: (key: string) => boolean): Finding[] {
  if (one.code !== 'missing-field') return [one]
  const { key } = one
  const inside = FLAT.filter((field) => field.required && field.key.startsWith(`${key}.`) && !key.startsWith('skuList'))
  if (inside.length > 0) return inside.map((field) => missingText(field))
  if (key === `${AT}.price` && isWrong('totalAmount')) return []
  if (key !== `${AT}.tagGroupId`) return [one]
  const type = textOf(sku, 'type')
  if (type === undefined || isWrong(`${AT}.type`)) return []
  return [finding('missing-tag-group', { key, type, known: tagGroupsOf(type) })]
}

function missingText({ key, flag }: OrderField): Finding {
  return finding('missing-field', { key, assign: '=', ...(flag && { option: flag.syntax }) })
}

function idsOf(type: string | undefined): string[] {
  return tagGroupsOf(type).map(({ id }) => id)
}

/** A time beyond 48 hours that is one in another unit. */
function asDuration(one: Finding): Finding {
  if (one.code !== 'above-maximum' || one.key !== 'payExpireSeconds') return one
  const { key, value, limit } = one
  if (/^1[0-9]{9}(?:[0-9]{3})?$/.test(value)) return finding('moment-not-duration', { key, value })
  const seconds = Number(value) / 1000
  const isMilliseconds = Number.isInteger(seconds) && seconds <= limit
  return isMilliseconds ? finding('milliseconds-not-seconds', { key, value, seconds: `${seconds}` }) : one
}

/** An object or a list in the place of its text. */
function asText(one: Finding): Finding {
  const isShape = one.code === 'wrong-field-type' && ['object', 'array'].includes(one.found) && TEXTS.has(one.key)
  return isShape && one.expected === 'string' ? finding('not-json-text', { key: one.key, found: one.found }) : one
}

/** Diamonds have no fen. */
function withoutFen(one: Finding): Finding {
  return one.code === 'amount-with-decimals' ? finding('not-an-integer', { key: one.key, value: one.value }) : one
}

const FLAT = flatFields()
const TEXTS = new Set(FLAT.filter(({ type }) => type === 'json-text').map(({ key }) => key))
const OPTIONAL = optionalTexts(FLAT)

/** Who says what of the members that something was found about, and of values that only some sources have. */
function disputes(found: readonly Finding[], { order, sku }: Whole): Finding[] {
  const keys = new Set(found.flatMap((one) => ('key' in one && one.key !== undefined ? [one.key] : [])))
  const ways = member(order, 'limitPayWayList')
  const hasWay = ways?.kind === 'array' && ways.items.some((one) => 'text' in one && one.text === WAY_DISPUTED)
  if (hasWay) keys.add('limitPayWayList')
  const needsAttributes = SKU_ATTR_DISPUTED.includes(textOf(sku, 'type') ?? '')
  if (needsAttributes && sku && !member(sku, 'skuAttr')) keys.add(`${AT}.skuAttr`)
  return FLAT.flatMap(({ key, disputed }) => {
    // Of other types all say the same.
    if (key === `${AT}.skuAttr` && !needsAttributes) return []
    const isNamed = [...keys].some((one) => one === key || one.startsWith(`${key}.`))
    return disputed && isNamed ? [finding('sources-differ', { key, said: disputed })] : []
  })
}
