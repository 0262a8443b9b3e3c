import { type JsonObject, member } from '../../protocol/json/json.js'

/** What is bought: the first entry of skuList, where it is an object. */
export function firstItem(order: JsonObject): JsonObject | undefined {
  const list = member(order, 'skuList')
  const [first] = list?.kind === 'array' ? list.items : []
  return first?.kind === 'object' ? first : undefined
}
