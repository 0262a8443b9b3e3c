import { readJson } from '../json/json.js'
import type { Field, Member } from './endpoint.js'

/**
 * The JSON of a field's text. A number keeps its literal, an object or array is JSON already. Anything else is a string,
 * and validation reports it.
 */
export function asJson(type: Field['type'], text: string): string {
  const literal = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
  const isNumber = type === 'number' || type === 'switch'
  const isJson = type === 'list' || type === 'object' ? isJsonText(text) : isNumber && literal.test(text)
  return isJson ? text.trim() : JSON.stringify(text)
}

function isJsonText(text: string): boolean {
  try {
    readJson(text)
    return true
  } catch {
    return false
  }
}

/** The same of a field that may be a list: its values stand behind one another, with commas between them. */
export function fieldJson({ type, limits: { list } = {} }: Pick<Member, 'type' | 'limits'>, text: string): string {
  if (type !== 'list' || !list?.each) return asJson(type, text)
  const { each, most } = list
  const values = most === 1 ? [text] : text.split(',')
  return `[${values.map((one) => asJson(each.type, one.trim())).join(',')}]`
}
