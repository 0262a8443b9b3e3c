import { type HeldBody, UNCOUNTED } from './body-room.js'

/**
 * Reads the body of a request to its end: with a length, or in chunks (RFC 9112 §7.1), as HTTP clients send a body of
 * unknown length.
 *
 * @param limit in bytes
 * @returns undefined as soon as it is larger
 * @throws NoRoom
 */
export async function readBody(request: Request, limit: number, held: HeldBody): Promise<Uint8Array | undefined> {
  // Fetch does not support this method, and by RFC 9110 §9.3.8 it has no body.
  if (/^trace$/i.test(request.method)) return new Uint8Array()
  const announced = request.headers.get('content-length')
  const isAnnounced = announced !== null && !request.headers.has('transfer-encoding')
  if (isAnnounced && Number(announced) > limit) return undefined
  // The HTTP parser ensures that no more comes than was announced.
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
      // The client continues to send, but the answer does not wait for the rest.
      void reader.cancel().catch(() => {})
      return undefined
    }
    isKept &&= held.take(value.length)
    if (isKept) chunks.push(value)
    else drop(chunks, held)
  }
  // Still read to its end: a client that is cut off while sending may never see the answer.
  if (!isKept) throw new NoRoom()
  return Buffer.concat(chunks)
}

function drop(chunks: Uint8Array[], held: HeldBody): void {
  chunks.length = 0
  held.release()
}

/** Thrown if too many bytes are held for other requests. */
export class NoRoom extends Error {}

/** A body as a form in either encoding; undefined if it is not a form. */
export async function readForm(contentType: string | undefined, bytes: Uint8Array): Promise<FormData | undefined> {
  if (!/^(?:multipart\/form-data\s*;|application\/x-www-form-urlencoded)/i.test(contentType ?? '')) return undefined
  return new Response(bytes, { headers: { 'content-type': contentType ?? '' } }).formData().catch(() => undefined)
}
