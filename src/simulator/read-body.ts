/**
 * Reads the body of a request to its end, in whatever way it comes: with its length said before it, or in chunks
 * (RFC 9112 §7.1), as HTTP clients send what they do not know the length of.
 *
 * @param limit in bytes
 * @returns undefined when it is larger, before all of it is there
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const announced = request.headers.get('content-length')
  // The HTTP parser sees to it that no more comes than was announced.
  if (announced !== null && !request.headers.has('transfer-encoding')) {
    return Number(announced) > limit ? undefined : new Uint8Array(await request.arrayBuffer())
  }
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      // Whoever sends goes on sending: the answer is not kept waiting for the rest.
      void reader.cancel().catch(() => {})
      return undefined
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** A body as a form, encoded in either of the two ways; undefined when it is none. */
export async function readForm(contentType: string | undefined, bytes: Uint8Array): Promise<FormData | undefined> {
  if (!/^(?:multipart\/form-data\s*;|application\/x-www-form-urlencoded)/i.test(contentType ?? '')) return undefined
  return new Response(bytes, { headers: { 'content-type': contentType ?? '' } }).formData().catch(() => undefined)
}
