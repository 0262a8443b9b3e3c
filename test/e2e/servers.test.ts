import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BIN, Sandbox } from './ecpay.js'
import { listener } from './listener.js'
import { callback, DEMO } from './platform.js'

const body = (number: string) => JSON.stringify(callback(DEMO.token, JSON.stringify({ cp_orderno: number })))
const port = (url: string) => Number(new URL(url).port)

/** Sends bytes, and waits for the end of the connection. */
async function throwAt(url: string, bytes: string): Promise<void> {
  const socket = connect(port(url), '127.0.0.1')
  socket.on('error', () => {}).resume()
  socket.end(bytes)
  await once(socket, 'close')
}

/** Posts with headers that fetch does not let a program choose. */
async function post(url: string, text: string, headers: Record<string, string> = {}): Promise<string> {
  const sending = request(url, { method: 'POST', headers }).end(text)
  const [answer] = await once(sending, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return `${answer.statusCode} ${Buffer.concat(chunks)}`
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** `ecpay simulate serve` until the test ends. */
async function gateway(argv: string[] = []) {
  const sandbox = new Sandbox()
  const child = spawn(process.execPath, [BIN, 'simulate', 'serve', '--port', '0', '--json', ...argv], {
    cwd: sandbox.folder,
    env: sandbox.env
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  await until(() => printed.includes('\n'))
  const lines = () =>
    printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { child, url: lines()[0].listening as string, lines }
}

const ODD = [
  '//',
  '//[',
  '/\\',
  '///',
  '//a:b',
  '//%',
  '//x:99999/',
  'http://',
  'http://[',
  '*',
  'http://evil.example/'
]

describe('no request ends a server', () => {
  test('listen', async () => {
    const { child, url, lines } = await listener(new Sandbox())
    for (const path of ODD) await throwAt(url, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
    expect(await post(url, body('no_1'))).toMatch(/^200 /)
    await until(() => lines().some(({ number }) => number === 'no_1'))
    expect(child.exitCode).toBe(null)
  })

  test('simulate serve', async () => {
    const { child, url } = await gateway()
    for (const path of ODD) await throwAt(url, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
    expect(await post(`${url}/api/apps/ecpay/v1/query_order`, '{}')).toMatch(/^200 /)
    expect(child.exitCode).toBe(null)
  })
})

describe('a request of a foreign host is refused, and the log has the command that lets it in', () => {
  test('listen', async () => {
    const { url, lines } = await listener(new Sandbox())
    expect(await post(url, body('no_1'), { host: 'abc.ngrok-free.app' })).toBe(
      '403 {"err_no":1,"err_tips":"foreign-host: ecpay listen --allow-host abc.ngrok-free.app"}'
    )
    await until(() => lines().length > 0)
    expect(lines()).toMatchObject([
      {
        ...{ method: 'POST', path: '/', status: 403, refused: 'foreign-host', host: 'abc.ngrok-free.app' },
        allow: 'ecpay listen --env local --json --port 0 --allow-host abc.ngrok-free.app'
      }
    ])
  })

  test('listen --allow-host lets it in, also by the address of the tunnel', async () => {
    const { url } = await listener(new Sandbox(), [
      '--allow-host',
      'https://abc.ngrok-free.app/',
      '--allow-host',
      '.b.io'
    ])
    expect(await post(url, body('no_1'), { host: 'abc.ngrok-free.app' })).toMatch(/^200 /)
    expect(await post(url, body('no_1'), { host: 'a.b.io:443' })).toMatch(/^200 /)
    expect(await post(url, body('no_1'), { host: 'b.example' })).toMatch(/^403 /)
  })

  test('simulate serve', async () => {
    const { url, lines } = await gateway(['--host', '0.0.0.0', '--allow-host', 'gateway'])
    const to = `http://127.0.0.1:${port(url)}/api/apps/ecpay/v1/query_order`
    expect(await post(to, '{}', { host: 'gateway:8787' })).toMatch(/^200 /)
    expect(await post(to, '{}', { host: 'evil.example' })).toMatch(
      /^403 .*ecpay simulate serve --allow-host evil\.example/
    )
    expect(await post(to, '{}', { origin: 'http://gateway' })).toMatch(/^403 .*browser-request/)
    await until(() => lines().length > 3)
    expect(lines().slice(2)).toMatchObject([
      { status: 403, reason: 'foreign-host;host=evil.example', host: 'evil.example' },
      { status: 403, reason: 'browser-request' }
    ])
  })

  test.each([['a b'], ['*.example.com'], [''], ['a;b']])('--allow-host %j is no host: exit 2', async (host) => {
    for (const command of [
      ['listen', '--env', 'local'],
      ['simulate', 'serve']
    ]) {
      const { exitCode, stderr, stdout } = await new Sandbox().runHere([
        ...command,
        '--port',
        '0',
        '--allow-host',
        host
      ])
      expect([exitCode, stdout]).toEqual([2, ''])
      expect(stderr).toContain('(invalid-option-value)')
    }
  })
})

describe('trouble with keeping is said while listen runs, and over when it is', () => {
  test('a damaged state directory', async () => {
    const sandbox = new Sandbox({ state: '' })
    const { url, said, lines } = await listener(sandbox)
    await until(() => said().includes('(state-unusable)'))
    await post(url, body('no_1'))
    rmSync(join(sandbox.folder, 'state'))
    await post(url, body('no_2'))
    await until(() => said().includes('(deliveries-kept-again)'))
    await until(() => lines().length === 2)
    expect(lines()).toMatchObject([
      { number: 'no_1', stored: false },
      { number: 'no_2', stored: true }
    ])
    expect(said().match(/\(state-unusable\)/g)).toHaveLength(1)
  })

  test.runIf(process.platform === 'linux')('no descriptor left for a moment', async () => {
    const { url, said, lines, child } = await listener(new Sandbox(), [], ['sh', '-c', 'ulimit -n 60; exec "$@"', 'sh'])
    const own = await openSocket(url)
    /** Asks until the last delivery was kept, or was not. */
    const askUntil = async (stored: boolean) => {
      do {
        expect(await ask(own, body('no_1'))).toMatch(/200 OK/)
        const count = ++asked
        await until(() => lines().length === count)
      } while (lines().at(-1)?.stored !== stored)
    }
    let asked = 0
    await askUntil(true)
    const others = []
    for (let i = 0; i < 60; i++) others.push(await openSocket(url))
    await askUntil(false)
    await until(() => said().includes('(state-unusable)'))
    for (const one of others) one.destroy()
    await askUntil(true)
    await until(() => said().includes('(deliveries-kept-again)'))
    expect([said().match(/\(state-unusable\)/g)?.length, child.exitCode]).toEqual([1, null])
  })
})

async function openSocket(url: string): Promise<Socket> {
  const socket = connect(port(url), '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Posts over a connection that stays, and returns the answer. */
async function ask(socket: Socket, text: string): Promise<string> {
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  const [answer] = await once(socket, 'data')
  return String(answer)
}
