import { Socket } from 'node:net'

/**
 * The chunks of a pipe that was opened without blocking. Reading can be stopped at any time, unlike a blocking read of
 * the system.
 *
 * @param descriptor closed at the end
 * @param signal stops reading, like the end of the pipe
 */
export async function* pipeChunks(descriptor: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const socket = new Socket({ fd: descriptor, readable: true, writable: false })
  const stop = () => socket.destroy()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    for await (const chunk of socket) yield chunk
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}
