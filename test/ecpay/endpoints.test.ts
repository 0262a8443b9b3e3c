import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { EXCLUDED_KEYS } from '../../src/ecpay/sign/request-signature.js'
import type { Both } from '../../src/language.js'
import { readObject } from '../../src/protocol/json/json.js'
import type { Field, Limits } from '../../src/protocol/system/endpoint.js'
import { validate } from '../../src/protocol/system/validate.js'
import { minimalBody, violations } from './violations.js'

const unique = (all: readonly unknown[]) => expect(new Set(all).size).toBe(all.length)
const bilingual = ({ en, zh }: Both) => {
  for (const words of [en, zh]) expect(words).toMatch(/\S/)
}
const everyField = ENDPOINTS.flatMap((endpoint) => endpoint.fields.map((field) => ({ name: endpoint.name, ...field })))

test('calls, commands and paths are each there once', () => {
  unique(ENDPOINTS.map(({ name }) => name))
  unique(ENDPOINTS.map(({ command }) => command))
  unique(ENDPOINTS.map(({ path }) => path))
})

describe.each(ENDPOINTS)('$name', (endpoint) => {
  test('its path ends in its name', () => {
    expect(endpoint.path).toMatch(/^\/api\/apps\/[a-z0-9/_]+$/)
    expect(endpoint.path.endsWith(`/${endpoint.name}`)).toBe(true)
    expect(endpoint.command).toMatch(/^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)?$/)
  })

  test('its words are there in both languages', () => {
    bilingual(endpoint.summary)
    for (const { meaning } of [...endpoint.fields, ...endpoint.answer]) bilingual(meaning)
  })

  test('its examples run its command', () => {
    expect(endpoint.examples).not.toEqual([])
    for (const example of endpoint.examples) expect(example).toMatch(new RegExp(`^ecpay ${endpoint.command}( |$)`))
  })

  test('its fields, flags, answer and numbers are each there once', () => {
    unique(endpoint.fields.map(({ key }) => key))
    unique(endpoint.fields.flatMap(({ flag }) => (flag ? [flag.syntax] : [])))
    unique(endpoint.answer.map(({ path }) => path))
    unique(endpoint.errNos)
    expect(endpoint.errNos).toContain(0)
  })

  test('it is authenticated: by app_id and sign, or by an access token', () => {
    const required = endpoint.fields.filter((field) => field.required)
    const keys = required.map(({ key }) => key)
    expect(keys.includes('sign') || required.some(({ secret }) => secret)).toBe(true)
    if (!keys.includes('sign')) expect(endpoint.fields.map(({ flag }) => flag?.syntax)).not.toContain('--salt-file')
  })
})

const waited = ENDPOINTS.flatMap(({ name, answer, wait }) => (wait ? [{ name, answer, wait }] : []))

test.each(waited)('what $name waits for is in its answer', ({ answer, wait }) => {
  expect(answer.map(({ path }) => path)).toContain(wait.path.join('.'))
  expect(wait.final).not.toEqual([])
})

const asked = ENDPOINTS.filter(({ resultBy }) => resultBy !== undefined)

test.each(asked)(
  'the call that asks for the result of $name exists, can be waited for, and takes its number',
  (endpoint) => {
    const asking = ENDPOINTS.find(({ name }) => name === endpoint.resultBy)
    expect(asking?.wait?.final).toContain('SUCCESS')
    const taken = endpoint.fields.filter(({ required }) => required).map(({ key }) => key)
    const wanted = asking?.fields.filter(({ required }) => required).map(({ key }) => key)
    expect(taken).toEqual(expect.arrayContaining(wanted ?? []))
    const both = asking?.fields.filter(({ key }) => endpoint.fields.some((field) => field.key === key))
    expect(both?.filter(({ key }) => !EXCLUDED_KEYS.includes(key))).not.toEqual([])
  }
)

describe('every field', () => {
  const kinds: Record<Field['type'], readonly (keyof Limits)[]> = {
    string: ['bytes', 'characters', 'alphabet', 'oneOf', 'listOf', 'url', 'date', 'beyond'],
    number: ['min', 'max', 'oneOf', 'beyond'],
    boolean: [],
    switch: [],
    file: [],
    'json-text': ['bytes', 'characters', 'list', 'object'],
    list: ['list'],
    object: ['object']
  }

  test.each(everyField)('$name $key has limits of its kind', ({ type, limits = {}, unit }) => {
    for (const kind of Object.keys(limits)) expect(kinds[type]).toContain(kind)
    if (limits.min !== undefined && limits.max !== undefined) expect(limits.min).toBeLessThan(limits.max)
    if (limits.alphabet !== undefined) expect(() => new RegExp(`[${limits.alphabet}]`)).not.toThrow()
    if (unit) expect(type).toBe('number')
  })

  test.each(everyField)(
    '$name $key can be given: by a flag, the configuration or the signature; a secret by no flag',
    (field) => {
      const { flag, secret } = field
      expect([flag, secret].filter(Boolean).length === 1 || EXCLUDED_KEYS.includes(field.key)).toBe(true)
      if (field.flag) expect(field.flag.syntax).toMatch(/^(--[a-z]+(-[a-z]+)*( <[a-z]+>)?|<[a-z_]+>|\[[a-z_]+\])$/)
    }
  )
})

test('create_order has the documented fields', () => {
  const fields = ENDPOINTS.find(({ name }) => name === 'create_order')?.fields.map(({ key }) => key)
  expect(fields?.toSorted()).toEqual([
    'app_id',
    'body',
    'cp_extra',
    'disable_msg',
    'expand_order_info',
    'limit_pay_way',
    'msg_page',
    'nonce',
    'notify_url',
    'out_order_no',
    'sign',
    'store_uid',
    'subject',
    'thirdparty_id',
    'total_amount',
    'valid_time'
  ])
})

describe.each(ENDPOINTS)('the limits of $name', (endpoint) => {
  const minimal = minimalBody(endpoint)
  const codes = (members: object) =>
    validate(endpoint, readObject(JSON.stringify(members)), { signed: true }).map((one) => [
      'key' in one ? one.key : '',
      one.code
    ])

  test('a body with the required fields alone passes', () => expect(codes(minimal)).toEqual([]))

  test('a body without any names each required field', () => {
    const required = endpoint.fields.filter((field) => field.required && !field.when)
    expect(codes({})).toEqual(required.map(({ key, unless }) => [key, unless ? 'missing-one-of' : 'missing-field']))
  })

  test.each(endpoint.fields.filter(({ unless }) => unless))('$key may be absent beside $unless', ({ key, unless }) => {
    expect(codes({ ...minimal, [key]: undefined, [String(unless)]: 'a' })).toEqual([])
  })

  test.each(endpoint.fields.filter(({ when }) => when))('$key is required with $when.is alone', ({ key, when }) => {
    const other = String(when?.key)
    const is = Number.isNaN(Number(when?.is)) ? when?.is : Number(when?.is)
    expect(codes({ ...minimal, [key]: undefined, [other]: is })).toEqual([[key, 'missing-field']])
    expect(codes({ ...minimal, [key]: undefined, [other]: undefined })).not.toContainEqual([key, 'missing-field'])
  })

  test.each(endpoint.fields.filter(({ or }) => or))('$key may be text', ({ key }) => {
    for (const text of ['1', '']) expect(codes({ ...minimal, [key]: text })).toEqual([])
    expect(codes({ ...minimal, [key]: 'one' })).toEqual([[key, 'not-an-integer']])
    expect(codes({ ...minimal, [key]: '3' })).toEqual([[key, 'above-maximum']])
  })

  test.each(violations(endpoint))('$at: $code', ({ key, at, code, value }) => {
    expect(codes({ ...minimal, [key]: value })).toContainEqual([at, code])
  })
})
