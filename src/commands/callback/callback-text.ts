import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import { writeRequest } from '../../workbench/listen/raw-request.js'

/** The body of a callback. If headers sign it, the whole request, which `verify-callback` reads. */
export function callbackText({ body, contentType, headers }: CallbackPost): string | Buffer {
  if (!headers) return `${body}\n`
  const all = [['Content-Type', contentType], ...headers] as const
  return Buffer.concat([writeRequest({ path: '/', headers: all, body: Buffer.from(body) }), Buffer.from('\n')])
}
