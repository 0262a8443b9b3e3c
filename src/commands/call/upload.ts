import { contentTypeOf, encodeForm, type FilePart } from '../../gateway/multipart.js'
import { fileKeys } from '../../protocol/system/endpoint.js'
import type { Context } from '../shared/command.js'
import { readInput } from '../shared/input.js'
import { withoutSecrets } from './body-secrets.js'
import type { CallPlan } from './call-plan.js'

/** In bytes: the most to read into memory for one request, 32 MiB. */
const MOST = 32 * 1024 * 1024

/**
 * The plan of a form with the files named in its members.
 *
 * @throws EcpayError `file-not-readable`
 */
export async function withFiles(context: Context, plan: CallPlan): Promise<CallPlan> {
  const { endpoint, members, request } = plan
  const files: FilePart[] = []
  for (const name of fileKeys(endpoint)) {
    const path = members.text(name)
    if (path) files.push({ name, path, bytes: await readInput(context, path, MOST) })
  }
  const texts = members.without(fileKeys(endpoint))
  const { contentType, bytes } = await encodeForm(texts.texts(), files)
  const headers = { ...request.headers, 'content-type': contentType }
  const parts = [
    ...withoutSecrets(texts)
      .texts()
      .map(([name, value]) => ({ name, value })),
    ...files.map(({ name, path, bytes }) => ({ name, path, content_type: contentTypeOf(path), size: bytes.length }))
  ]
  const shown = { ...request.shown, headers, body: '', parts }
  return { ...plan, request: { ...request, headers, body: bytes, shown } }
}
