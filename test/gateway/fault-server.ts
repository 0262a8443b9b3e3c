import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Answering = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** The faults another side can have, by the path that shows them. */
export const FAULTS: Record<string, Answering> = {
  redirect: (_, response) => response.writeHead(302, { location: 'https://example.com/' }).end(),
  'not-found': (_, response) => response.writeHead(404, { 'content-type': 'text/plain' }).end('no such page'),
  forbidden: (_, response) => response.writeHead(403, json).end('{"err_no":2010,"err_tips":"forbidden"}'),
  'server-error': (_, response) => response.writeHead(502, json).end('{"err_no":0}'),
  html: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>login</html>'),
  'not-json': (_, response) => response.writeHead(200, json).end('{"err_no":0,\n oops}'),
  'cut-json': (_, response) => response.writeHead(200, json).end('{"err_no":0,"err_tips":"suc'),
  'cut-body': (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '1000' })
    response.write('{"err_no":0', () => response.destroy())
  },
  empty: (_, response) => response.writeHead(200, json).end(),
  huge: (_, response) => response.writeHead(200, json).end(`{"err_no":0,"x":"${'x'.repeat(11 * 1024 * 1024)}"}`),
  slow: (_, response) => void setTimeout(() => response.writeHead(200, json).end(success), 300),
  'no-err-no': (_, response) => response.writeHead(200, json).end('{"hello":"world"}'),
  array: (_, response) => response.writeHead(200, json).end('[]'),
  reset: (request) => (request.socket as Socket).resetAndDestroy(),
  'hang-headers': () => {},
  'hang-body': (_, response) => {
    response.writeHead(200, json)
    response.write('{"err_no":')
  },
  success: (_, response) => response.writeHead(200, { ...json, 'x-tt-logid': 'log-1' }).end(success),
  busy: (_, response) => response.writeHead(200, json).end('{"err_no":1001,"err_tips":"busy"}'),
  'busy-once': (_, response, count) =>
    response.writeHead(200, json).end(count === 1 ? '{"err_no":1000,"err_tips":"internal"}' : success),
  'reset-once': (request, response, count) => {
    if (count === 1) (request.socket as Socket).resetAndDestroy()
    else response.writeHead(200, json).end(success)
  },
  'bad-sign': (_, response) =>
    response.writeHead(200, json).end('{"err_no":2008,"err_tips":"签名校验异常","data":null}'),
  'control-characters': (_, response) =>
    response.writeHead(200, json).end('{"err_no":2010,"err_tips":"\\u001b]0;owned\\u0007\u009b2J"}')
}

const json = { 'content-type': 'application/json' }
const success = '{"err_no":0,"err_tips":"","data":{"order_id":"6819903302604491021","order_token":"CgwIARDiDRib"}}'

export interface FaultServer {
  url: string
  /** The bodies that came, in order. */
  bodies: string[]
}

/** A real HTTP server on loopback that fails in one way; it stops with the test. */
export async function faultServer(answering: Answering): Promise<FaultServer> {
  const bodies: string[] = []
  const server = createServer((request, response) => collect(request, response, bodies, answering))
  return { url: `http://127.0.0.1:${await listen(server)}`, bodies }
}

/** The same over TLS, with a certificate nobody has signed. */
export async function selfSignedServer(answering: Answering): Promise<FaultServer> {
  const bodies: string[] = []
  const server = createTlsServer(selfSigned(), (request, response) => collect(request, response, bodies, answering))
  return { url: `https://127.0.0.1:${await listen(server)}`, bodies }
}

/** A server that takes every connection and never says a word. */
export async function muteServer(): Promise<{ url: string; connected: Promise<unknown> }> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => {}))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connected: once(server, 'connection') }
}

function collect(request: IncomingMessage, response: ServerResponse, bodies: string[], answering: Answering): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    bodies.push(Buffer.concat(chunks).toString())
    answering(request, response, bodies.length)
  })
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** A certificate for loopback that nobody has signed. */
function selfSigned(): { key: Buffer; cert: Buffer } {
  const read = (name: string) => readFileSync(new URL(`../../fixtures/self-signed/${name}`, import.meta.url))
  return { key: read('key.pem'), cert: read('cert.pem') }
}
