import { describe, expect, test } from 'vitest'
import { finding } from '../../src/findings/findings.js'
import { maskedFinding } from '../../src/output/masked-finding.js'
import { catalogue } from '../../src/output/words/languages.js'
import { bareOf, KEYS } from '../trade/keys/key-pastes.js'

const words = await catalogue('en').findings()
const hiding = { mask: (text: string) => text, hidden: (length: number) => `<${length}>` }
const { private_pkcs8: pem } = KEYS.app

describe('a private key that was pasted where something else belongs is not repeated', () => {
  test.each([
    ['PEM', pem, `<${pem.length}>`],
    ['PEM in a path', `/home/dev/shop/${pem}`, `/home/dev/shop/<${pem.length}>`],
    ['PEM on one line', pem.replaceAll('\n', '\\n'), `<${pem.replaceAll('\n', '\\n').length}>`],
    ['the first line alone', '-----BEGIN PRIVATE KEY-----', '<27>'],
    ['Base64', bareOf(pem), '<1624>'],
    ['Base64 in a path', `/keys/${bareOf(pem)}`, '/keys/<1624>'],
    ['a path of its own', '/home/MIIT/keys.pem', '/home/MIIT/keys.pem']
  ])('%s', (_, path, shown) => {
    const found = finding('file-not-readable', { path, reason: 'ENOENT' })
    expect(maskedFinding(found, words, hiding)).toEqual({ ...found, path: shown })
    const unknown = finding('unknown-option', { found: path, of: 'sign' })
    expect(maskedFinding(unknown, words, hiding)).toEqual({ ...unknown, found: shown })
  })
})
