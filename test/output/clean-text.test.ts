import fc from 'fast-check'
import { expect, test } from 'vitest'
import { working } from '../../src/commands/bulk/task.js'
import { signing } from '../../src/commands/sign/sign-block.js'
import { CleanTexts } from '../../src/output/clean-text.js'
import { Masker, type Secret } from '../../src/output/secrets.js'
import { anyCharacter } from '../any-text.js'
import { VECTORS } from '../trade/vectors.js'

const key = VECTORS.keys.app.private_pkcs8

/** A secret as it may be written, in a text of which JSON makes one more. */
const FORMS: ((value: string) => string)[] = [
  (value) => value,
  (value) => value.trim(),
  (value) => Buffer.from(value).toString('hex'),
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(`x${value}`).toString('base64url'),
  (value) => encodeURIComponent(value),
  (value) => new URLSearchParams({ value }).toString(),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(JSON.stringify({ value })),
  (value) => value.replaceAll('/', '\\/'),
  (value) => value.replaceAll("'", `'\\''`),
  (value) => value.replace(/./gs, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (value) => value.replaceAll('\n', ''),
  (value) => `${value.slice(0, 4)}\n${value.slice(4)}`,
  (value) => value.replaceAll('"', '""'),
  (value) => Buffer.from(value, 'utf16le').toString('latin1'),
  (value) => value.slice(0, 3) + value.slice(3).replace('a', '%61')
]
const salt = fc.oneof(
  fc.string({ minLength: 6, maxLength: 20 }),
  fc.stringMatching(/^[A-Za-z0-9_]{6,32}$/),
  fc.string({ unit: anyCharacter, minLength: 6, maxLength: 12 }),
  fc.constantFrom('quote"d_salt', 'back\\slash', 'a+b+c+d/e', '盐盐盐盐盐盐', ' salt salt ', '<salt&salt>')
)
const secret = fc.oneof(
  { weight: 4, arbitrary: salt.map((value): Secret => ({ name: 'SALT', value })) },
  { weight: 1, arbitrary: fc.constant<Secret>({ name: 'PRIVATE_KEY', value: key }) }
)
const around = fc.string({ maxLength: 8 })

test('what is called clean is what a masker leaves as it is', () => {
  let clean = 0
  fc.assert(
    fc.property(
      secret,
      fc.constantFrom(...FORMS),
      around,
      around,
      fc.boolean(),
      (one, form, before, after, isThere) => {
        const msg = before + (isThere ? form(one.value) : 'nothing 1234567890123456789') + after
        const line = `${JSON.stringify({ valid: true, msg })}\n`
        const texts = new CleanTexts([one])
        if (!texts.lack(line) || !CleanTexts.isSimple(line)) return
        clean++
        const masker = new Masker()
        masker.add(one)
        expect(masker.text(line)).toBe(line)
      }
    ),
    { numRuns: 1000 }
  )
  // Most of those without a secret.
  expect(clean).toBeGreaterThan(150)
})

test('rows of CSV that are called clean are what a masker leaves as they are', () => {
  let clean = 0
  fc.assert(
    fc.property(secret, fc.constantFrom(...FORMS), around, fc.boolean(), (one, form, before, isThere) => {
      const out_order_no = before + (isThere ? form(one.value) : 'nothing 1234567890123456789')
      const setup = { salt: 'another_salt', options: {}, form: 'csv' } as const
      const bytes = new Uint8Array(Buffer.from(JSON.stringify({ out_order_no })))
      const { parts } = working(signing, setup, [one])({ bytes, isFirst: true, now: 0 })
      const texts = parts.filter((part) => part instanceof Uint8Array).map((part) => Buffer.from(part).toString())
      if (texts.length === 0) return
      clean++
      const masker = new Masker()
      masker.add(one)
      expect(masker.text(texts.join(''))).toBe(texts.join(''))
    }),
    { numRuns: 1000 }
  )
  expect(clean).toBeGreaterThan(100)
})

test('a part of a private key', () => {
  const texts = new CleanTexts([{ name: 'PRIVATE_KEY', value: key }])
  const [, line = ''] = key.split('\n').slice(10)
  expect(texts.lack(`{"msg":"${line.slice(4, 40)}"}`)).toBe(false)
  expect(texts.lack(`{"msg":"7398108028895054107 payment"}`)).toBe(true)
})
