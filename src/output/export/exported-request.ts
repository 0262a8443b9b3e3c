import { TOKEN_HEADER } from '../../trade/check-token.js'
import { SIGNATURE_HEADER } from '../../trade/sign-header.js'
import type { ExampleMember } from './example-body.js'
import { type ExportedCall, hasAuthorization, hasClientToken } from './exported-call.js'

/** The request of an example, with variables as `{{name}}`. */
export interface ExportedRequest {
  method: 'GET' | 'POST'
  /** Without a query. */
  url: string
  headers: [name: string, value: string][]
  /** Of a GET: its parameters. */
  query: [key: string, value: string][]
  /** Of a POST: JSON, or the parts of a form, of which files have no value. */
  body?: string
  parts?: { key: string; value?: string }[]
}

export function requestOf(call: ExportedCall, members: readonly ExampleMember[]): ExportedRequest {
  const { method, path, encoding } = call.endpoint
  const texts = members.map((one) => [one.field.key, textOf(one)] as [string, string])
  const headers: ExportedRequest['headers'] = [
    ...(hasClientToken(call) ? [[TOKEN_HEADER, '{{client_token}}'] as [string, string]] : []),
    ...(hasAuthorization(call) ? [[SIGNATURE_HEADER, '{{byte_authorization}}'] as [string, string]] : [])
  ]
  const request = { method, url: `{{${call.base}}}${path}`, headers, query: [] }
  if (method === 'GET') return { ...request, query: texts }
  if (encoding) {
    const parts = members.map((one) => ({
      key: one.field.key,
      ...(one.field.type !== 'file' && { value: textOf(one) })
    }))
    return { ...request, parts }
  }
  const lines = members.map((one) => `  ${JSON.stringify(one.field.key)}: ${jsonOf(one)}`)
  return {
    ...request,
    headers: [['content-type', 'application/json'], ...headers],
    body: lines.length > 0 ? `{\n${lines.join(',\n')}\n}` : '{}'
  }
}

/** As JSON; a variable is text, but where a number stands. */
function jsonOf({ json, variable, field }: ExampleMember): string {
  if (variable === undefined) return json
  return field.type === 'number' ? `{{${variable}}}` : `"{{${variable}}}"`
}

function textOf({ json, variable }: ExampleMember): string {
  if (variable !== undefined) return `{{${variable}}}`
  return json.startsWith('"') ? String(JSON.parse(json)) : json
}
