import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Masker, SHORTEST_MASKED } from '../../src/output/secrets.js'
import { visible, visibleJson, visibleLine } from '../../src/output/terminal-text.js'

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
    ['Base64', Buffer.from(SECRET).toString('base64')],
    ['Base64 for URLs', Buffer.from(SECRET).toString('base64url')]
  ]
  test.each(FORMS)('%s', (_, form) => {
    const masked = masker(SECRET).text(`before ${form} after`)
    expect(masked).toMatch(/^before ['"]?\s*<SALT>[\s=]*['"]? after$/)
  })

  test.each(FORMS)('%s, in bytes', (_, form) => {
    const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from(form), Buffer.from([0xfe])])
    const masked = Buffer.from(masker(SECRET).bytes(bytes))
    expect([masked[0], masked.at(-1)]).toEqual([0xff, 0xfe])
    expect(masked.includes('<SALT>')).toBe(true)
    expect(masked.includes(SECRET.trim())).toBe(false)
  })
})

test.each(['abc\tdef', 'abc\ndef', 'abc\u001bdef', 'ab"c\u202ed'])('%j, made visible', (secret) => {
  const json = visibleJson(JSON.stringify(secret))
  const text = [visible(secret), visibleLine(secret), json, visibleLine(JSON.stringify(secret))].join(' ')
  expect(masker(secret).text(text)).toBe('<SALT> <SALT> "<SALT>" "<SALT>"')
})

test('whatever stands round it, a secret is gone from text and bytes alike', () => {
  const secret = fc.string({ minLength: SHORTEST_MASKED, unit: 'binary' })
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
