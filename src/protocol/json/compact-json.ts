import { type JsonValue, readJson } from './json.js'

/**
 * JSON without the white space between its parts. Every value keeps its characters; keys are written without escapes.
 *
 * @throws EcpayError as `readJson`
 * @example compactJson('{ "a": "b c", "d": 1e2 }\n') // '{"a":"b c","d":1e2}'
 */
export function compactJson(text: string): string {
  return compacted(readJson(text), text)
}

function compacted(value: JsonValue, text: string): string {
  if (value.kind === 'array') return `[${value.items.map((item) => compacted(item, text)).join(',')}]`
  if (value.kind !== 'object') return text.slice(value.start, value.end)
  const members = value.members.map((one) => `${JSON.stringify(one.key)}:${compacted(one.value, text)}`)
  return `{${members.join(',')}}`
}
