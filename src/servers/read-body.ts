import { type HeldBody, UNCOUNTED } from './body-room.js'

/**
 * Reads the body of a request to its end, in whatever way it comes: with its length said before it, or in chunks
 * (RFC 9112 §7.1), as HTTP clients send what they do not know the length of.
 *
 * @param limit in bytes
 * @returns undefined when it is larger, before all of it is there
 * @throws NoRoom
 */
export async function readBody(request: Request, limit: number, held: HeldBody): Promise<Uint8Array | undefined> {
  // Fetch knows no request of this method, and RFC 9110 §9.3.8 no body of it.
  if (/^trace$/i.test(request.method)) return new Uint8Array()
  const announced = request.headers.get('content-length')
  const isAnnounced = announced !== null && !request.headers.has('transfer-encoding')
  if (isAnnounced && Number(announced) > limit) return undefined
  // The HTTP parser sees to it that no more comes than was announced.
  if (isAnnounced && Number(announced) <= UNCOUNTED) return new Uint8Array(await request.arrayBuffer())
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  let isKept = true
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      // Whoever sends goes on sending: the answer is not kept waiting for the rest.
      void reader.cancel().catch(() => {})
      return undefined
    }
    isKept &&= held.take(value.length)
    if (isKept) chunks.push(value)
    else drop(chunks, held)
  }
  // Read to its end all the same: a client that is cut off while it sends may never see the answer.
  if (!isKept) throw new NoRoom()
  return Buffer.concat(chunks)
}

function drop(chunks: Uint8Array[], held: HeldBody): void {
  chunks.length = 0
  held.release()
}

/** Too much is held for other requests. */
export class NoRoom extends Error {}

/** A body as a form, encoded in either of the two ways; undefined when it is none. */
export async function readForm(contentType: string | undefined, bytes: Uint8Array): Promise<FormData | undefined> {
  if (!/^(?:multipart\/form-data\s*;|application\/x-www-form-urlencoded)/i.test(contentType ?? '')) return undefined
  return new Response(bytes, { headers: { 'content-type': contentType ?? '' } }).formData().catch(() => undefined)
}
