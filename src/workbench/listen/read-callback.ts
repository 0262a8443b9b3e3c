import type { IncomingMessage } from 'node:http'
import type { HeldBody } from '../../servers/body-room.js'

/**
 * Reads the whole body of a callback. A body that is too large is read to its end, but not kept.
 *
 * @param limit in bytes
 * @returns undefined if the client closed the connection
 */
export function readCallback(
  request: IncomingMessage,
  limit: number,
  held: HeldBody
): Promise<Buffer | 'too-large' | 'no-room' | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  let refusal: 'too-large' | 'no-room' | undefined
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) refusal = 'too-large'
      else if (!refusal && !held.take(chunk.length)) refusal = 'no-room'
      if (!refusal) chunks.push(chunk)
      else {
        chunks.length = 0
        held.release()
      }
      // A client that sends without end is cut off.
      if (size > 8 * limit) request.destroy()
    })
    request.on('end', () => resolve(refusal ?? Buffer.concat(chunks)))
    request.on('close', () => resolve(refusal))
  })
}

/**
 * Reads a request to its end, and keeps nothing.
 *
 * @param limit in bytes; a client that sends more is cut off
 * @returns false if the end did not come
 */
export function isRead(request: IncomingMessage, limit: number): Promise<boolean> {
  let size = 0
  return new Promise((resolve) => {
    if (request.readableEnded || request.destroyed) return resolve(request.complete)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) request.destroy()
    })
    request.on('end', () => resolve(true))
    request.on('close', () => resolve(false))
  })
}
