import type { IncomingMessage } from 'node:http'
import type { HeldBody } from '../../servers/body-room.js'

/**
 * The whole body of a callback. What is too large is read to its end, and not kept.
 *
 * @param limit bytes
 * @returns undefined when the client left
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
      // Somebody who sends without end is not listened to.
      if (size > 8 * limit) request.destroy()
    })
    request.on('end', () => resolve(refusal ?? Buffer.concat(chunks)))
    request.on('close', () => resolve(refusal))
  })
}

/**
 * Reads a request to its end, and keeps nothing.
 *
 * @param limit bytes; who sends more is cut off
 * @returns false when the end did not come
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
