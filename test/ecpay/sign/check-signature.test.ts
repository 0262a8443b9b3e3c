import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { explainSign } from '../../../src/ecpay/sign/check-signature.js'
import { fillSign } from '../../../src/protocol/json/fill.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { CREATE, ORDER } from '../../simulator/bodies.js'
import { testGateway } from '../../simulator/support.js'

const SALT = DEMO_KEYS.salt
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A body in which every step of the signature makes a difference. */
const BODY = {
  app_id: DEMO_KEYS.app_id,
  thirdparty_id: 'ttprovider',
  out_order_no: 'no-1',
  total_amount: 1_000_000,
  subject: ' a subject ',
  body: '"quoted"',
  valid_time: 900,
  disable_msg: 0,
  cp_extra: '',
  msg_page: 'null',
  store_uid: '🎉',
  limit_pay_way: '！&',
  nonce: '900'
}

// In the order the right string has: by bytes, the SALT among them.
const RIGHT = ['0', '1000000', '900', '900', 'a subject', SALT, 'no-1', 'quoted', '！&', '🎉']
const without = (...texts: string[]) => RIGHT.filter((text) => !texts.includes(text))
const withText = (...texts: string[]) => Buffer.from([...RIGHT, ...texts].sort(byBytes).join('&')).toString()
const changed = (from: string, to: string) => RIGHT.map((text) => (text === from ? to : text)).sort(byBytes)
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const values = { ...BODY, subject: 'a subject', body: 'quoted' }
const kept = ['out_order_no', 'total_amount', 'subject', 'body', 'valid_time', 'disable_msg'] as const
const inBody = [...kept, 'store_uid', 'limit_pay_way', 'nonce'] as const
const pairs = inBody.map((key) => `${key}=${values[key]}`)

/** Each string to sign is written out here, not made by the code under test. */
const MISTAKES: [reason: string, sign: string][] = [
  ['uppercase-digest', md5(RIGHT.join('&')).toUpperCase()],
  ['salt-missing', md5(without(SALT).join('&'))],
  ['salt-appended', md5([...without(SALT), SALT].join('&'))],
  ['excluded-key-signed;key=app_id', md5(withText(DEMO_KEYS.app_id))],
  ['excluded-key-signed;key=thirdparty_id', md5(withText('ttprovider'))],
  ['excluded-key-signed', md5(withText(DEMO_KEYS.app_id, 'ttprovider'))],
  ['zeros-dropped', md5(without('0').join('&'))],
  ['empty-signed', md5(['', ...RIGHT].join('&'))],
  ['null-text-signed', md5(withText('null'))],
  ['not-trimmed', md5(changed('a subject', ' a subject ').join('&'))],
  ['quotes-kept', md5(changed('quoted', '"quoted"').join('&'))],
  [
    'sorted-by-key',
    md5(
      [...inBody]
        .sort()
        .map((key) => String(values[key]))
        .concat(SALT)
        .join('&')
    )
  ],
  [
    'not-sorted',
    md5(
      inBody
        .map((key) => String(values[key]))
        .concat(SALT)
        .join('&')
    )
  ],
  ['key-value-pairs', md5([...pairs, SALT].sort(byBytes).join('&'))],
  ['key-value-pairs-salt-last', md5([...pairs.toSorted(byBytes), SALT].join('&'))],
  ['key-value-pairs-key-salt', md5([...pairs.toSorted(byBytes), `key=${SALT}`].join('&'))],
  ['key-value-pairs-salt-salt', md5([...pairs.toSorted(byBytes), `salt=${SALT}`].join('&'))],
  ['trailing-separator', md5(`${RIGHT.join('&')}&`)],
  ['no-separator', md5(RIGHT.join(''))],
  ['duplicates-dropped', md5([...new Set(RIGHT)].join('&'))],
  [
    'url-encoded',
    md5(
      RIGHT.map((text) => (text === SALT ? text : encodeURIComponent(text)))
        .sort(byBytes)
        .join('&')
    )
  ],
  ['numbers-as-floats;key=total_amount', md5(changed('1000000', '1e+06').join('&'))],
  ['sha1-digest', createHash('sha1').update(RIGHT.join('&')).digest('hex')],
  ['sha256-digest', createHash('sha256').update(RIGHT.join('&')).digest('hex')],
  ['hmac-md5-digest', createHmac('md5', SALT).update(RIGHT.join('&')).digest('hex')],
  ['hmac-sha256-digest', createHmac('sha256', SALT).update(RIGHT.join('&')).digest('hex')],
  ['left-out;key=out_order_no', md5(without('no-1').join('&'))],
  ['missing-sign', ''],
  ['malformed-sign, edge-whitespace;key=subject, outer-quotes;key=body, sort-order', 'not hex'],
  ['signature-differs, edge-whitespace;key=subject, outer-quotes;key=body, sort-order', md5('another salt')]
]

describe('a wrong signature', () => {
  test.each(MISTAKES)('%s', async (reason, sign) => {
    const { send, logged } = await testGateway()
    const answer = await send(CREATE, JSON.stringify({ ...BODY, sign }))
    expect(answer).toMatchObject({ status: 200, reason, json: { err_no: 2008, data: null } })
    expect(answer.json.err_tips).toBe('签名校验异常,请使用正确的签名')
    expect(logged).toMatchObject([{ err_no: 2008, reason, out_order_no: 'no-1' }])
    expect(JSON.stringify([logged, [...answer.headers], answer.json])).not.toContain(SALT)
  })

  test('the right one is accepted', async () => {
    const { send } = await testGateway()
    const answer = await send(
      CREATE,
      JSON.stringify({ ...BODY, limit_pay_way: '', sign: md5(without('！&').join('&')) })
    )
    expect(answer).toMatchObject({ reason: null, json: { err_no: 0 } })
  })

  test('the order of UTF-16, as the Java demo has it, is accepted with a warning', async () => {
    const { send, logged } = await testGateway()
    const body = { ...BODY, limit_pay_way: '', cp_extra: BODY.limit_pay_way }
    const answer = await send(CREATE, JSON.stringify({ ...body, sign: md5([...RIGHT].sort().join('&')) }))
    expect([answer.json.err_no, answer.headers.get('x-ecpay-warning')]).toEqual([0, 'sorted-by-utf16'])
    expect(logged).toMatchObject([{ err_no: 0, warning: 'sorted-by-utf16' }])
  })

  test('other_settle_params signed', async () => {
    const { send } = await testGateway()
    const body = { ...ORDER, app_id: DEMO_KEYS.app_id, other_settle_params: 'x' }
    const sign = md5(['1999', '900', 'a body', 'a subject', SALT, 'no-1', 'x'].join('&'))
    const { reason } = await send(CREATE, JSON.stringify({ ...body, sign }))
    expect(reason).toBe('excluded-key-signed;key=other_settle_params')
  })
})

describe('a body that has no signature', () => {
  const app_id = DEMO_KEYS.app_id
  test.each([
    [
      { app_id, out_order_no: 'n', extra: { a: 1 }, list: [1] },
      'nested-value;key=extra, nested-value;key=list, missing-sign'
    ],
    [{ app_id, out_order_no: null }, 'null-value;key=out_order_no, missing-sign'],
    [{ app_id, out_order_no: 'n' }, 'missing-sign'],
    [{ app_id, out_order_no: 'n', sign: 12 }, 'missing-sign'],
    [{ app_id, 键: null }, 'null-value;key=%E9%94%AE, missing-sign']
  ])('%j', async (body, reason) => {
    const { send } = await testGateway()
    expect(await send(CREATE, JSON.stringify(body))).toMatchObject({ reason, json: { err_no: 2008 } })
  })

  test('half a surrogate pair in a key and a very long key do not break the header', async () => {
    const { send } = await testGateway()
    const { reason } = await send(CREATE, `{"app_id":"${app_id}","\\ud800":null,"${'k'.repeat(10_000)}":null}`)
    expect(reason).toBe(`null-value;key=%EF%BF%BD, null-value;key=${'k'.repeat(64)}, missing-sign`)
  })
})

/** The table's own right recipe is the real one: in each case only the upper case is wrong. */
const cases = readFileSync(new URL('../../../fixtures/sign-cases.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): { id: string; salt: string; body: string; sign?: string } => JSON.parse(line))
  .filter(({ sign }) => sign !== undefined && /[a-f]/.test(sign))

test.each(cases)('the recipe agrees with the signature of $id', async ({ body, salt, sign = '' }) => {
  const signed = fillSign(body, sign.toUpperCase())
  const rule = await explainSign(readObject(signed), signed, salt)
  expect(rule).toEqual({ code: 'uppercase-digest' })
})
