import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkTradeCallback } from '../../src/trade/callback/check-callback.js'
import { signBytes, signRequest, verifyRequest } from '../../src/trade/sign/sign-request.js'
import { callbackString } from '../../src/trade/sign/string-to-sign.js'
import { SOON_READY } from '../e2e/reference-handlers.js'
import { GO, needRsa, soonest } from '../programs.js'
import { OTHER } from './keys/other-keys.js'
import { CALLBACKS, REQUESTS } from './vectors.js'

const ORACLES = new URL('../../fixtures/trade/oracles/', import.meta.url).pathname
const { privateKey, publicKey } = OTHER
const folders: string[] = []

/** What the headers of a callback hold, and its body. */
const callbacks = CALLBACKS.map(({ id, headers, body_base64 }) => ({
  id,
  timestamp: headers['Byte-Timestamp'] ?? '',
  nonce: headers['Byte-Nonce-Str'] ?? '',
  body: Buffer.from(body_base64, 'base64')
}))

/** A folder with these texts, our signatures of them, and the keys. */
function folderOf(requests: typeof REQUESTS, received: typeof callbacks): string {
  const folder = mkdtempSync(join(tmpdir(), 'ecpay-signatures-'))
  folders.push(folder)
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  put('private.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }))
  put('public.pem', publicKey.export({ type: 'spki', format: 'pem' }))
  for (const one of requests) {
    put(`${one.id}.head`, `${one.method}\n${one.uri}\n${one.timestamp}\n${one.nonce}\n`)
    put(`${one.id}.body`, one.body)
    put(`${one.id}.ours`, signRequest(one, privateKey).signature)
  }
  for (const one of received) {
    put(`${one.id}.head`, `${one.timestamp}\n${one.nonce}\n`)
    put(`${one.id}.body`, one.body)
    put(`${one.id}.ours`, signBytes(callbackString(one), privateKey))
  }
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** PHP calls the same library with every text; the program itself is started four times for each. */
const OPENSSL_TAKES = 8

test.for<[name: string, program: string, command: string, argv: string[]]>([
  ['OpenSSL', 'openssl', 'sh', ['signatures.sh']],
  ['PHP', 'php', 'php', ['signatures.php']],
  ['Java', 'java', 'java', [...SOON_READY, 'Signatures.java']],
  ['Go', 'go', 'go', ['run', 'signatures.go']],
  ['Python', 'python3', 'python3', ['signatures.py']]
])('%s takes every signature made here, and what it makes is taken here', ([, program, command, argv], { skip }) => {
  needRsa({ skip }, program)
  const isTaken = (_: unknown, i: number) => command !== 'sh' || i % OPENSSL_TAKES === 0
  const [requests, received] = [REQUESTS.filter(isTaken), callbacks.filter(isTaken)]
  const printed = execFileSync(soonest(command), [...argv, folderOf(requests, received)], {
    cwd: ORACLES,
    env: { ...process.env, ...GO },
    encoding: 'utf8'
  })
  const lines = printed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
  const theirs = new Map(lines.map(([id = '', signature = '']) => [id, signature]))
  expect(lines.filter(([, , isRight]) => isRight !== 'true')).toEqual([])
  expect(theirs.size).toBe(requests.length + received.length)
  for (const one of requests) expect(verifyRequest(one, theirs.get(one.id) ?? '', publicKey)).toBe(true)
  for (const { id, timestamp, nonce, body } of received) {
    const headers = { 'byte-timestamp': timestamp, 'byte-nonce-str': nonce, 'byte-signature': theirs.get(id) }
    expect(checkTradeCallback({ headers, body }, publicKey).valid).toBe(true)
  }
})
