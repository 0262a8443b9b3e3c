import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Masker, SHORTEST_MASKED } from '../../src/output/secrets.js'
import { visible, visibleJson, visibleLine } from '../../src/output/terminal-text.js'
import { anyCharacter } from '../any-text.js'

const masker = (...values: string[]) => {
  const made = new Masker()
  for (const value of values) made.add({ name: 'SALT', value })
  return made
}

describe('a secret is masked as it is and as others write it', () => {
  const SECRET = ' a"b\\c/d\'e<f>é中😀 +%\n'
  const json = JSON.stringify(SECRET).slice(1, -1)
  const FORMS: [how: string, text: string][] = [
    ['itself', SECRET],
    ['trimmed', SECRET.trim()],
    ['JSON', json],
    [
      'JSON of PHP',
      json
        .replace(/[\u0080-\uffff]/g, (u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll('/', '\\/')
    ],
    ['JSON of Go', json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')],
    ['a URL', encodeURIComponent(SECRET)],
    ['a form', new URLSearchParams({ x: SECRET }).toString().slice(2)],
    ['a shell word', `'${SECRET.replaceAll("'", "'\\''")}'`],
    ['a cell of CSV', `"${SECRET.replaceAll('"', '""')}"`],
    ['Base64', Buffer.from(SECRET).toString('base64')],
    ['Base64 for URLs', Buffer.from(SECRET).toString('base64url')]
  ]
  test.each(FORMS)('%s', (_, form) => {
    const masked = masker(SECRET).text(`before ${form} after`)
    expect(masked).toMatch(/^before[\s+]*['"]?\s*<SALT>(?:\s|=|\\n|%0A)*['"]? after$/)
  })

  test.each(FORMS)('%s, in bytes', (_, form) => {
    const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from(form), Buffer.from([0xfe])])
    const masked = Buffer.from(masker(SECRET).bytes(bytes))
    expect([masked[0], masked.at(-1)]).toEqual([0xff, 0xfe])
    expect(masked.includes('<SALT>')).toBe(true)
    expect(masked.includes(SECRET.trim())).toBe(false)
  })
})

describe('a secret in other forms', () => {
  const SECRET = 'Zebra.0123(456)+é'
  const utf8 = Buffer.from(SECRET)
  const percent = [...utf8].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const units = [...SECRET].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const base64 = (...parts: string[]) => Buffer.concat(parts.map((one) => Buffer.from(one))).toString('base64')
  test.each<[how: string, text: string]>([
    ['every byte as %xx', percent],
    ['in capitals', percent.toUpperCase()],
    ['twice', percent.replaceAll('%', '%25')],
    ['every character as \\u', units],
    ['in capitals', units.toUpperCase().replaceAll('U', 'u')],
    ['in a string in JSON', JSON.stringify(units).slice(1, -1)],
    ['in entities', [...SECRET].map((one) => `&#${one.codePointAt(0)};`).join('')],
    ['hexadecimal', utf8.toString('hex')],
    ['in capitals', utf8.toString('hex').toUpperCase()],
    ['Base64 with a user before it', base64(`u:${SECRET}`)],
    ['at the first offset', base64('x', SECRET, 'yz')],
    ['at the second offset', base64('xy', SECRET, 'z')],
    ['at the third offset', base64('xyz', SECRET, '')],
    ['Base64 in lines', base64('xy', SECRET).replace(/(.{8})/g, '$1\r\n')],
    ['broken by a line', `${SECRET.slice(0, 5)}\n${SECRET.slice(5)}`],
    ['UTF-16', Buffer.from(SECRET, 'utf16le').toString('latin1')],
    ['mixed', `%5A${SECRET.slice(1, 6)}\\u0030${SECRET.slice(7)}`]
  ])('%s', (_, form) => {
    const made = masker(SECRET)
    const cut = (text: string) => text.replace('<SALT>', '')
    expect(cut(made.text(`a ${form} b`)).replace(/[\s=]/g, '').length).toBeLessThanOrEqual(6)
    expect(cut(Buffer.from(made.bytes(Buffer.from(`a ${form} b`))).toString()).length).toBeLessThan(12)
  })

  test('in bytes of UTF-16, in either order', () => {
    for (const bytes of [Buffer.from(SECRET, 'utf16le'), Buffer.from(SECRET, 'utf16le').swap16()])
      expect(Buffer.from(masker(SECRET).bytes(bytes)).toString()).toBe('<SALT>')
  })
})

test('in chunks of any size a text is masked as in one', () => {
  const piece = fc.constantFrom('SaltOfTheShop', '%53altOfTheShop', 'token1', 'x', '%', '\\u0053', 'S', '\n')
  fc.assert(
    fc.property(fc.array(piece), fc.integer({ min: 1, max: 40 }), (pieces, size) => {
      const bytes = Buffer.from(pieces.join(''))
      const stream = masker('SaltOfTheShop', 'token1').stream()
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        stream.push(bytes.subarray(i * size, (i + 1) * size))
      )
      const whole = Buffer.from(masker('SaltOfTheShop', 'token1').bytes(bytes)).toString()
      expect(Buffer.concat([...chunks, stream.end()]).toString()).toBe(whole)
    })
  )
})

test.each(['SaltOfTheShop', '%53altOfTheShop', Buffer.from('xSaltOfTheShop').toString('base64')])(
  'in chunks of three bytes %s is masked, and little is held back',
  (form) => {
    const bytes = Buffer.from(`${'a,b\r\n'.repeat(10_000)}${form}${',c'.repeat(10_000)}`)
    const stream = masker('SaltOfTheShop').stream()
    let written = ''
    let held = 0
    for (let at = 0; at < bytes.length; at += 3) {
      written += Buffer.from(stream.push(bytes.subarray(at, at + 3))).toString()
      held = Math.max(held, at + 3 - written.length)
    }
    written += Buffer.from(stream.end()).toString()
    expect(held).toBeLessThan(16_384)
    expect(written.match(/<SALT>/g)).toHaveLength(1)
    expect(written).not.toContain(form)
  }
)

test('of more secrets than a call takes arguments each is masked', () => {
  const text = 'secret'.repeat(130_000)
  expect(masker('secret').text(text)).toBe('<SALT>'.repeat(130_000))
})

test('a long text is masked in pieces', () => {
  const text = `${'x'.repeat(1024 * 1024 - 5)}SaltOfTheShop${'y'.repeat(1024 * 1024)}`
  expect(masker('SaltOfTheShop').text(text)).toBe(text.replace('SaltOfTheShop', '<SALT>'))
})

test.each(['abc\tdef', 'abc\ndef', 'abc\u001bdef', 'ab"c\u202ed', 'abc\u{e0041}def', 'ab\u200bcdef\ufeff'])(
  '%j, made visible',
  (secret) => {
    const json = visibleJson(JSON.stringify(secret))
    const text = [visible(secret), visibleLine(secret), json, visibleLine(JSON.stringify(secret))].join(' ')
    expect(masker(secret).text(text)).toBe('<SALT> <SALT> "<SALT>" "<SALT>"')
  }
)

test('whatever stands round it, a secret is gone from text and bytes alike', () => {
  const secret = fc.string({ minLength: SHORTEST_MASKED, unit: anyCharacter })
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      fc.pre(!'<SALT>'.includes(value))
      const made = masker(value)
      const text = before + value + after
      expect(made.text(text)).not.toContain(value)
      expect(Buffer.from(made.bytes(Buffer.from(text))).includes(value)).toBe(false)
    })
  )
})

test('the longer of two secrets first, and each under its name', () => {
  const made = masker('secret')
  made.add({ name: 'TOKEN', value: 'secret-token' })
  expect(made.text('secret secret-token')).toBe('<SALT> <TOKEN>')
  expect(made.count).toBe(2)
})

test('what holds no secret stays the same object', () => {
  const bytes = Buffer.from([0, 0xff, 0x80])
  expect(masker('secret').bytes(bytes)).toBe(bytes)
})

test('a short secret is not searched for, and half a character is no fault', () => {
  expect(masker('12345').text('12345')).toBe('12345')
  expect(masker('secret\ud83c').text('x')).toBe('x')
})
