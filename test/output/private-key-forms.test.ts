import { describe, expect, test } from 'vitest'
import { Masker } from '../../src/output/secrets.js'
import { readPrivateKey } from '../../src/trade/keys/read-key.js'
import { KEY_FORMATS, writeKey } from '../../src/trade/keys/write-key.js'
import { BARE_PASTES, bareOf, KEYS, PEM_PASTES } from '../trade/keys/key-pastes.js'

const { private_pkcs8: pkcs8, private_pkcs1: pkcs1, public: spki } = KEYS.app
const key = readPrivateKey(pkcs8).keyObject

function maskerOf(value: string): Masker {
  const made = new Masker()
  made.add({ name: 'PRIVATE_KEY', value })
  return made
}

/** 16 characters in a row of any form of the key, from where its secret part begins. */
function shown(text: string): string[] {
  const plain = text.replace(/\\+[nrt/]|[\s\\"'`]/g, '')
  const secret = [pkcs8, pkcs1].map((pem) => bareOf(pem).slice(440, -4))
  return secret.flatMap((digits) =>
    Array.from({ length: digits.length - 16 }, (_, at) => digits.slice(at, at + 16)).filter((piece) =>
      plain.includes(piece)
    )
  )
}

const CONFIGURED: [how: string, value: string][] = [
  ['PKCS#8', pkcs8],
  ['PKCS#1', pkcs1],
  ['PKCS#8 on one line', PEM_PASTES['literal \\n']?.(pkcs8) ?? ''],
  ['bare PKCS#8', bareOf(pkcs8)],
  ['bare PKCS#1', bareOf(pkcs1)],
  ['bare in lines', bareOf(pkcs8).replace(/(.{76})/g, '$1\n')]
]

const WRITTEN: [how: string, text: string][] = [
  ...KEY_FORMATS.map((format): [string, string] => [format, writeKey(key, format)]),
  ...Object.entries(PEM_PASTES)
    .filter(([how]) => !/^(?:Base64 of|bytes of|parts in PHP)/.test(how))
    .map(([how, paste]): [string, string] => [`PEM: ${how}`, paste(pkcs8)]),
  ...Object.entries(BARE_PASTES)
    .filter(([how]) => !/^(?:as (?:hex|Base64|an array|a text|bytes)|in a Secret)/.test(how))
    .map(([how, paste]): [string, string] => [`bare: ${how}`, paste(bareOf(pkcs1))]),
  ['one line of it', `"${pkcs8.split('\n')[12]}"`],
  ['half a line of it', `${pkcs8.split('\n')[12]?.slice(7, 40)}`],
  ['a curl line', `curl -d '{"private_key":${JSON.stringify(pkcs8)}}' https://shop.example`]
]

/** What a key may be configured as, when a space may not be a plus sign that a form took. */
const PASTED = [
  ...Object.entries(PEM_PASTES).map(([how, paste]) => [how, paste(pkcs8)]),
  ...Object.entries(BARE_PASTES)
    .filter(([how]) => how !== 'with spaces for plus signs')
    .map(([how, paste]) => [how, paste(bareOf(pkcs1))])
]

test.each(PASTED)('a private key that is configured as %s is masked as a file has it', (_, value = '') => {
  const made = maskerOf(value)
  expect([pkcs8, pkcs1, value].flatMap((text) => shown(made.text(`before ${text} after`)))).toEqual([])
})

describe.each(CONFIGURED)('a private key that is configured as %s', (_, value) => {
  test.each(WRITTEN)('is masked in %s', (_, text) => {
    const masked = maskerOf(value).text(`before ${text} after`)
    expect(masked).toMatch(/^before [\s\S]*<PRIVATE_KEY>[\s\S]* after$/)
    expect(shown(masked)).toEqual([])
  })

  test('each of its lines is masked, the first too', () => {
    const lines = value.split(/\n|\\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'))
    const made = maskerOf(value)
    expect(lines.map((line) => made.text(`<${line}>`))).toEqual(lines.map(() => '<<PRIVATE_KEY>>'))
    // The line before may end with an n.
    for (const line of lines) expect(made.text(`\\n${line}\\n`)).toMatch(/^\\n?<PRIVATE_KEY>\\n$/)
  })

  test('and the public key is not', () => {
    const made = maskerOf(value)
    const publics = [spki, bareOf(spki), JSON.stringify(spki), KEYS.platform.public]
    expect(publics.map((text) => made.text(text))).toEqual(publics)
  })

  test('in chunks of any size', () => {
    const bytes = Buffer.from(`${'a,b\n'.repeat(5000)}${pkcs8}${'c,d\n'.repeat(5000)}`)
    for (const size of [1000, 4096, 10_000]) {
      const stream = maskerOf(value).stream()
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        stream.push(bytes.subarray(i * size, (i + 1) * size))
      )
      const text = Buffer.concat([...parts, stream.end()]).toString()
      expect(shown(text)).toEqual([])
      expect(text.replace(/-{5}[^-]+-{5}|<PRIVATE_KEY>|\s/g, '')).toMatch(/^(?:a,b){5000}[\w+/=]{0,460}(?:c,d){5000}$/)
    }
  })
})
