import { type JsonObject, memberText } from '../../protocol/json/json.js'
import { writeJson } from '../../protocol/languages/write-json.js'

/** The member `sign` of a body as a text; that of an object or a list is its JSON. */
export function signatureIn(body: JsonObject | undefined): string | undefined {
  const value = body?.members.find(({ key }) => key === 'sign')?.value
  if (value?.kind !== 'object' && value?.kind !== 'array') return memberText(body, 'sign')
  return writeJson(value, { comma: ',', colon: ':' })
}
