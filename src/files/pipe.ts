import { Socket } from 'node:net'

/**
 * What comes through a pipe that was opened without waiting. It can be left at any moment: a reader that waits in the
 * system's own call cannot.
 *
 * @param descriptor it is closed in the end
 * @param signal ends it, as the end of the pipe does
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
