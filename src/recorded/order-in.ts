import { type JsonObject, type JsonValue, member } from '../protocol/json/json.js'

/** What is handed to tt.requestOrder. */
export interface HandedOrder {
  /** The text of data; where data is no text, its JSON as it is written. */
  data: string
  /** Its text, or the JSON of the object that stands in its place. */
  byteAuthorization: string
  /** What data is where it is no text. */
  kind?: JsonValue['kind']
}

/** data and byteAuthorization of an object, also under the name that servers give it. */
export function orderIn(text: string, object: JsonObject): HandedOrder | undefined {
  const data = member(object, 'data')
  const authorization = member(object, 'byteAuthorization') ?? member(object, 'byte_authorization')
  if (!data || (authorization?.kind !== 'string' && authorization?.kind !== 'object')) return undefined
  return {
    data: written(text, data),
    byteAuthorization: written(text, authorization),
    ...(data.kind !== 'string' && { kind: data.kind })
  }
}

function written(text: string, value: JsonValue): string {
  return value.kind === 'string' ? value.text : text.slice(value.start, value.end)
}
