import type { Endpoint } from '../../ecpay/endpoints/endpoint.js'
import { contentTypeOf, encodeForm, type FilePart, type Form, type ShownPart } from '../../gateway/multipart.js'
import { memberText, readObject } from '../../protocol/json/json.js'
import { rawMembers, setMembers } from '../../protocol/json/members.js'
import type { Context } from '../shared/command.js'
import { readInput } from '../shared/input.js'

/** More is not read into memory for one request: 32 MiB. */
const MOST = 32 * 1024 * 1024

/** The members of a form but its files, which are not signed. */
export function withoutFiles({ fields }: Endpoint, body: string): string {
  const files = fields.filter(({ type }) => type === 'file').map(({ key }) => key)
  return files.length === 0
    ? body
    : setMembers(
        undefined,
        rawMembers(body).filter(({ key }) => !files.includes(key))
      )
}

/** A form ready to be sent, and as it may be shown. */
export interface Upload {
  form: Form
  files: readonly FilePart[]
}

/**
 * Reads the files that a body names, and encodes it as a form.
 *
 * @throws EcpayError `file-not-readable`
 */
export async function uploadOf(endpoint: Endpoint, context: Context, body: string): Promise<Upload> {
  const object = readObject(body)
  const files: FilePart[] = []
  for (const { key, type } of endpoint.fields) {
    const path = type === 'file' ? memberText(object, key) : undefined
    if (path) files.push({ name: key, path, bytes: await readInput(context, path, MOST) })
  }
  return { form: await encodeForm(textsOf(withoutFiles(endpoint, body)), files), files }
}

/** The parts of a form for a person. */
export function shownParts(texts: string, files: readonly FilePart[]): ShownPart[] {
  return [
    ...textsOf(texts).map(([name, value]) => ({ name, value })),
    ...files.map(({ name, path, bytes }) => ({ name, path, content_type: contentTypeOf(path), size: bytes.length }))
  ]
}

/** Each member with its text; of an object or array its source. */
function textsOf(body: string): [name: string, value: string][] {
  return readObject(body).members.map(({ key, value }) => [
    key,
    'text' in value ? value.text : body.slice(value.start, value.end)
  ])
}
