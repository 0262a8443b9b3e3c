import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadKeyReader } from '../../src/output/private-key-forms.js'
import { Masker } from '../../src/output/secrets.js'
import { readPrivateKey } from '../../src/trade/keys/read-key.js'
import { KEY_FORMATS, writeKey } from '../../src/trade/keys/write-key.js'
import { BARE_PASTES, bareOf, KEYS, NUMBER_PASTES, PEM_PASTES } from '../trade/keys/key-pastes.js'
import { OTHER_KEYS } from '../trade/keys/other-keys.js'

const { private_pkcs8: pkcs8, private_pkcs1: pkcs1, public: spki } = KEYS.app
const key = readPrivateKey(pkcs8).keyObject

await loadKeyReader()

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

/** A text with more than the key in it, or written so that other characters look like some of it. */
const BESIDE: [how: string, write: (key: string, other: string) => string][] = [
  ['the public half in front', (one) => `${publicOf(one)}${one}`],
  ['the public half behind', (one) => `${one}${publicOf(one)}`],
  ['both halves in JSON', (one) => JSON.stringify({ public: bareOf(publicOf(one)), private: bareOf(one) })],
  ['both halves in an address', (one) => encodeURIComponent(`${publicOf(one)}${one}`)],
  ['both halves in Base64', (one) => Buffer.from(`${publicOf(one)}${one}`).toString('base64')],
  ['an address', (one) => encodeURIComponent(one)],
  [
    'Base64 of lines in an address',
    (one) => encodeURIComponent(PEM_PASTES['Base64 of the whole, in lines']?.(one) ?? '')
  ],
  ['an older key in front', (one, other) => JSON.stringify({ old: bareOf(other), key: bareOf(one) })],
  ['an older key behind', (one, other) => JSON.stringify({ key: bareOf(one), old: bareOf(other) })],
  ['an older file in front', (one, other) => `${other}${one}`]
]

function publicOf(pem: string): string {
  return createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString()
}

/** Chance decides which characters stand behind a percent sign. */
const RANDOM = OTHER_KEYS.map(({ privateKey, publicKey }) => ({
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string
}))

test.each(BESIDE)('of %s no part of the private key is shown, and the public one may be', (_, write) => {
  for (const { privateKey, publicKey } of RANDOM) {
    const made = maskerOf(write(privateKey, pkcs8))
    const digits = bareOf(privateKey).slice(500).replace(/=+$/, '')
    // In quotes: a space in front of it may stand for a plus sign, which chance puts there.
    expect(made.text(`before "${digits}" after`)).toBe('before "<PRIVATE_KEY>" after')
    expect(made.text(`before ${bareOf(publicKey).slice(40)} after`)).toBe(`before ${bareOf(publicKey).slice(40)} after`)
  }
})

/** The same key in every form in which it is read. */
const EVERY: [how: string, text: string][] = [
  ...Object.entries(PEM_PASTES).map(([how, paste]): [string, string] => [`PEM, ${how}`, paste(pkcs8)]),
  ...Object.entries(PEM_PASTES).map(([how, paste]): [string, string] => [`PEM of PKCS#1, ${how}`, paste(pkcs1)]),
  ...Object.entries(BARE_PASTES).map(([how, paste]): [string, string] => [`bare, ${how}`, paste(bareOf(pkcs8))]),
  ...Object.entries(NUMBER_PASTES).map(([how, paste]): [string, string] => [how, paste(createPrivateKey(pkcs8))])
]

/** 8 bytes in a row of what only the private half has, in hexadecimal digits. */
const SECRET_BYTES = new Set(
  pieces(Buffer.from(bareOf(pkcs1), 'base64').subarray(270).toString('hex')).filter((_, at) => at % 2 === 0)
)

function pieces(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 15) }, (_, at) => text.slice(at, at + 16))
}

/** What a text reveals of the key in digits, in numbers, or in Base64 of a text. */
function reveals(text: string, depth = 0): string[] {
  const runs = [...text.matchAll(/(?:(?:0x|\\x)?[\da-f]{2}[\s:,]*){16,}/gi)].map(([run]) =>
    Buffer.from(run.replace(/0x|[^\da-f]/gi, ''), 'hex')
  )
  const lists = [...text.matchAll(/-?\d+(?:[\s,]+(?:"\d+":)?-?\d+)+/g)].map(([list]) =>
    Buffer.from(
      list
        .replace(/"\d+":/g, '')
        .match(/-?\d+/g)
        ?.map(Number) ?? []
    )
  )
  const digits = [...text.matchAll(/[\w+/-]{24,}/g)].map(([run]) => Buffer.from(run, 'base64'))
  const bytes = [...runs, ...lists].flatMap((one) =>
    pieces(one.toString('hex')).filter((piece) => SECRET_BYTES.has(piece))
  )
  const inner = depth > 2 ? [] : [...runs, ...lists, ...digits].map(String).filter((one) => /^[\s -~]+$/.test(one))
  return [...bytes, ...shown(text), ...inner.flatMap((one) => reveals(one, depth + 1))]
}

/** Ways of writing that have nothing in common. */
const UNLIKE = EVERY.filter(([how]) =>
  /^PEM, (?:as it is|an address|bytes of Node|Base64 of)|^bare, (?:in lines of 64|as )|a JSON Web Key$|^XML$/.test(how)
)

/** What of a text is not masked although it must be. */
function notMasked(made: Masker, [how, text]: [how: string, text: string]): string[] {
  const masked = made.text(`before ${text} after`)
  const revealed = reveals(masked)
  // Beside the modulus, a form may have a certificate in it.
  const isShort = masked.replaceAll('<PRIVATE_KEY>', '').length < 0.6 * text.length
  return isShort && revealed.length === 0 ? [] : [`${how}: ${revealed.length}`]
}

test.each(CONFIGURED)('every form that is read is masked where %s is configured', (_, value) => {
  const made = maskerOf(value)
  expect(EVERY.flatMap((one) => notMasked(made, one))).toEqual([])
})

test('whichever form is configured, it is masked as it is and in every other way of writing', () => {
  const found = EVERY.flatMap(([how, value]) => {
    const made = maskerOf(value)
    return [...UNLIKE, [how, value] as [string, string]].flatMap((one) =>
      notMasked(made, one).map((text) => `${how}: ${text}`)
    )
  })
  expect(UNLIKE.length).toBeGreaterThan(12)
  expect(found).toEqual([])
})

const jwk = (pem: string) => ({
  kid: 'app',
  ...(pem.includes('PRIVATE') ? createPrivateKey(pem) : createPublicKey(pem)).export({ format: 'jwk' })
})

test.each<[how: string, configured: string]>([
  ['a public file in front', `${spki}${pkcs8}`],
  ['a public file behind', `${pkcs1}${spki}`],
  ["the platform's too", `${KEYS.platform.public}${pkcs1}${spki}`],
  ['in JSON', JSON.stringify({ public: spki, key: pkcs8, platform: KEYS.platform.public })],
  ['bare', `PUBLIC=${bareOf(spki)}\nPRIVATE=${bareOf(pkcs8)}\nPLATFORM=${bareOf(KEYS.platform.public)}\n`],
  ['a set of JSON Web Keys', JSON.stringify({ keys: [jwk(spki), jwk(KEYS.platform.public), jwk(pkcs8)] })]
])('beside a private key, a public key stays as it is: %s', (_, configured) => {
  const made = maskerOf(configured)
  const publics = [spki, KEYS.platform.public].flatMap((pem) => [
    pem,
    bareOf(pem),
    ...pem.split('\n'),
    JSON.stringify(jwk(pem))
  ])
  expect(publics.map((text) => made.text(text))).toEqual(publics)
  expect(made.text(configured)).toContain('<PRIVATE_KEY>')
  expect(reveals(made.text(configured))).toEqual([])
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
