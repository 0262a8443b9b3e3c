import { execFileSync, spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkTradeCallback } from '../../src/trade/callback/check-callback.js'
import { signBytes, signRequest, verifyRequest } from '../../src/trade/sign/sign-request.js'
import { callbackString } from '../../src/trade/sign/string-to-sign.js'
import { SOON_READY } from '../e2e/reference-handlers.js'
import { need } from '../programs.js'
import { CALLBACKS, REQUESTS } from './vectors.js'

const ORACLES = new URL('../../fixtures/trade/oracles/', import.meta.url).pathname
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = createPublicKey(privateKey)
let folder: string

/** What the headers of a callback hold, and its body. */
const callbacks = CALLBACKS.map(({ id, headers, body_base64 }) => ({
  id,
  timestamp: headers['Byte-Timestamp'] ?? '',
  nonce: headers['Byte-Nonce-Str'] ?? '',
  body: Buffer.from(body_base64, 'base64')
}))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecpay-signatures-'))
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  put('private.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }))
  put('public.pem', publicKey.export({ type: 'spki', format: 'pem' }))
  for (const one of REQUESTS) {
    put(`${one.id}.head`, `${one.method}\n${one.uri}\n${one.timestamp}\n${one.nonce}\n`)
    put(`${one.id}.body`, one.body)
    put(`${one.id}.ours`, signRequest(one, privateKey).signature)
  }
  for (const one of callbacks) {
    put(`${one.id}.head`, `${one.timestamp}\n${one.nonce}\n`)
    put(`${one.id}.body`, one.body)
    put(`${one.id}.ours`, signBytes(callbackString(one), privateKey))
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

test.for<[name: string, program: string, command: string, argv: string[]]>([
  ['OpenSSL', 'openssl', 'sh', ['signatures.sh']],
  ['PHP', 'php', 'php', ['signatures.php']],
  ['Java', 'java', 'java', [...SOON_READY, 'Signatures.java']],
  ['Go', 'go', 'go', ['run', 'signatures.go']],
  ['Python', 'python3', 'python3', ['signatures.py']]
])('%s takes every signature made here, and what it makes is taken here', ([, program, command, argv], { skip }) => {
  need({ skip }, program)
  const hasLibrary = program !== 'python3' || spawnSync(program, ['-c', 'import cryptography']).status === 0
  skip(!hasLibrary, 'there is no cryptography for Python on this machine')
  const printed = execFileSync(command, [...argv, folder], { cwd: ORACLES, encoding: 'utf8' })
  const lines = printed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
  const theirs = new Map(lines.map(([id = '', signature = '']) => [id, signature]))
  expect(lines.filter(([, , isRight]) => isRight !== 'true')).toEqual([])
  expect(theirs.size).toBe(REQUESTS.length + callbacks.length)
  for (const one of REQUESTS) expect(verifyRequest(one, theirs.get(one.id) ?? '', publicKey)).toBe(true)
  for (const { id, timestamp, nonce, body } of callbacks) {
    const headers = { 'byte-timestamp': timestamp, 'byte-nonce-str': nonce, 'byte-signature': theirs.get(id) }
    expect(checkTradeCallback({ headers, body }, publicKey).valid).toBe(true)
  }
})
