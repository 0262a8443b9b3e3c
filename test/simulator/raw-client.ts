import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A connection without any HTTP of its own; it ends with the test. */
export async function rawSocket(port: number): Promise<Socket & { said: () => string }> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let said = ''
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1')
  })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return Object.assign(socket, { said: () => said })
}

/** Sends bytes and no more, and returns all that is answered until the server ends the connection. */
export async function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = await rawSocket(port)
  const ended = Promise.race([once(socket, 'end'), once(socket, 'close')])
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  await ended
  return socket.said()
}

/** The statuses of what was answered. */
export function statusesIn(said: string): number[] {
  return [...said.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
}
