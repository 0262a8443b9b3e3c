import type { Field } from '../../protocol/system/endpoint.js'

/** The JSON of a field's text. A number keeps its literal. Anything else is a string, and validation reports it. */
export function asJson(type: Field['type'], text: string): string {
  const literal = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
  const isNumber = type === 'number' || type === 'switch'
  return isNumber && literal.test(text) ? text : JSON.stringify(text)
}
