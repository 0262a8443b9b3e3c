import type { IncomingMessage } from 'node:http'
import type { HeldBody } from './body-room.js'

/**
 * Reads the body of a request to its end.
 *
 * @param limit in bytes
 * @returns undefined as soon as it is larger
 * @throws NoRoom, and an Error if the client closes the connection before the end
 */
export function readBody(request: IncomingMessage, limit: number, held: HeldBody): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  let isKept = true
  return new Promise((resolve, reject) => {
    if (request.readableEnded) return resolve(new Uint8Array())
    if (request.destroyed) return reject(new Error('the client closed the connection'))
    if (Number(request.headers['content-length']) > limit) return resolve(undefined)
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      // The rest still comes and is not kept, because a client that is cut off may never see the answer.
      if (size > limit) resolve(undefined)
      isKept &&= size <= limit && held.take(chunk.length)
      if (isKept) chunks.push(chunk)
      else drop(chunks, held)
      // A client that sends without end is cut off.
      if (size > 8 * limit) request.destroy()
    })
    request.on('end', () => {
      if (isKept) resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
      else reject(new NoRoom())
    })
    request.on('close', () => {
      if (!request.readableEnded) reject(new Error('the client closed the connection'))
    })
  })
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
