import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Proxy {
  url: string
  /** The hosts that tunnels were asked for, in order. */
  targets: string[]
}

/** A real HTTP proxy on loopback, whose tunnels all end at one port of this machine; it stops with the test. */
export async function tunnelTo(port: number): Promise<Proxy> {
  const targets: string[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', (request, client, head) => {
    targets.push(request.url ?? '')
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) socket.on('error', () => client.destroy())
    onTestFinished(() => void client.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets }
}
