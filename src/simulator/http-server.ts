import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EXIT, Failure, finding } from '../protocol/findings.js'

/**
 * Listens, and returns the port.
 *
 * @param port 0 is any free one
 * @throws Failure (exit 2) `port-in-use`, `port-unusable`
 */
export async function bind(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem =
      code === 'EADDRINUSE' ? finding('port-in-use', { port }) : finding('port-unusable', { port, reason: message })
    throw new Failure(EXIT.input, [problem])
  }
  return (server.address() as AddressInfo).port
}

/** Takes no more, answers what it is serving, and cuts what is still open after `grace` milliseconds. */
export function closeServer(server: Server, grace: number): Promise<void> {
  return new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
