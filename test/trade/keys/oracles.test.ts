import { execFileSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPrivateKey, readPublicKey } from '../../../src/trade/keys/read-key.js'
import { KEY_FORMATS, writeKey } from '../../../src/trade/keys/write-key.js'
import { SOON_READY } from '../../e2e/reference-handlers.js'
import { GO, needRsa, soonest } from '../../programs.js'
import { KEYS } from './key-pastes.js'

const ORACLES = new URL('../../../fixtures/trade/oracles/', import.meta.url).pathname
const OURS = [readPrivateKey(KEYS.app.private_pkcs8), readPublicKey(KEYS.app.public)]
const SIGNATURE = sign('sha256', Buffer.from('text'), KEYS.app.private_pkcs8).toString('base64')

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecpay-keys-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The oracle's own folder, with our keys in every form. */
function folderOf(name: string): string {
  const own = mkdtempSync(join(folder, `${name}-`))
  for (const { kind, keyObject } of OURS) {
    for (const format of KEY_FORMATS) writeFileSync(join(own, `ours.${kind}-${format}`), writeKey(keyObject, format))
  }
  writeFileSync(join(own, 'ours.signature'), SIGNATURE)
  return own
}

test.for<[name: string, program: string, command: string, argv: string[]]>([
  ['OpenSSL', 'openssl', 'sh', ['keys.sh']],
  ['PHP', 'php', 'php', ['keys.php']],
  ['Java', 'java', 'java', [...SOON_READY, 'Keys.java']],
  ['Go', 'go', 'go', ['run', 'keys.go']],
  ['Python', 'python3', 'python3', ['keys.py']]
])('%s makes keys that are read, and reads those that were written', ([name, program, command, argv], { skip }) => {
  needRsa({ skip }, program)
  const own = folderOf(name)
  const env = { ...process.env, ...GO }
  const printed = execFileSync(soonest(command), [...argv, own], { cwd: ORACLES, env, encoding: 'utf8' })

  const lines = printed.trim().split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(2)
  for (const line of lines) {
    const [form = '', result] = line.trim().split(' ')
    expect([form, result]).toEqual([form, form.startsWith('private') ? SIGNATURE : 'true'])
  }
  const made = readdirSync(own).filter((file) => file.startsWith('made.'))
  const keys = made.map((file) => {
    const text = readFileSync(join(own, file), 'utf8')
    return /spki|public/.test(file) ? readPublicKey(text, file) : readPrivateKey(text, file)
  })
  expect(keys.length).toBeGreaterThanOrEqual(5)
  expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(1)
  expect(new Set(keys.map(({ kind }) => kind)).size).toBe(2)
})
