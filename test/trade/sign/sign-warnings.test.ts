import { expect, test } from 'vitest'
import { signWarnings } from '../../../src/trade/sign/sign-warnings.js'
import { REQUESTS } from '../vectors.js'

const RIGHT = { timestamp: '1700000000', nonce: 'abc_123', body: '{"totalAmount":100,"title":"商品"}' }

test('nothing is odd about a usual request', () => {
  expect(signWarnings(RIGHT)).toEqual([])
})

test.each<[string, Partial<Parameters<typeof signWarnings>[0]>, (string | object)[]]>([
  ['lost characters', { body: '{"title":"??"}' }, [{ code: 'damaged-text', key: 'title', how: 'question-marks' }]],
  ['deep in it', { body: '{"a":[{"b":"\ufffd"}]}' }, [{ code: 'damaged-text', key: 'a.0.b', how: 'replaced' }]],
  ['no JSON', { body: '{"a":1' }, ['data-not-json']],
  ['lost characters in no JSON', { body: 'a=\ufffd' }, ['data-not-json', 'damaged-text']],
  ['no UTF-8', { body: Buffer.from([0x7b, 0xb2, 0xe2]) }, ['invalid-utf8']],
  ['nothing', { body: '' }, ['data-empty']],
  ['what the client got', { body: '{"data":"{}","byteAuthorization":"x"}' }, ['client-parameters-signed']],
  ['nothing, of a GET', { body: '', uri: '/abc' }, []],
  [
    'escapes',
    { body: '{"a":"\\u8d2d","b":"\\/","c":"\\u8d2d"}' },
    [{ code: 'unusual-escapes', examples: ['\\u8d2d', '\\/'] }]
  ],
  ['HTML escapes of Go', { body: '{"a":"\\u0026"}' }, ['unusual-escapes']],
  ['usual escapes', { body: '{"a":"\\n\\"\\\\u8d2d\\u0001"}' }, []],
  ['escapes of a JSON text in JSON', { body: '{"params":"{\\"id\\":\\"1\\"}"}' }, []],
  [
    'yuan',
    { body: '{"totalAmount":1.00}' },
    [{ code: 'amount-with-decimals', key: 'totalAmount', value: '1.00', fen: '100' }]
  ],
  [
    'yuan in a list',
    { body: '{"skuList":[{"price":0.1}]}' },
    [{ code: 'amount-with-decimals', key: 'skuList.0.price', value: '0.1', fen: '10' }]
  ],
  ['an exponent', { body: '{"totalAmount":1e2}' }, ['not-an-integer']],
  ['a float that is no amount', { body: '{"rate":0.5}' }, []],
  ['null', { body: '{"a":{"b":null}}' }, [{ code: 'null-member', key: 'a.b' }]],
  ['spaces between', { body: '{"a": 1}' }, [{ code: 'loose-spaces', places: ['inside'] }]],
  ['spaces in a value', { body: '{"a":"b  c"}' }, []],
  ['a line break behind', { body: '{"a":1}\n' }, [{ code: 'loose-spaces', places: ['edges'] }]],
  ['Windows', { body: '{\r\n"a":1}' }, [{ code: 'loose-spaces', places: ['inside', 'crlf'] }]],
  ['a big integer', { body: '{"totalAmount":9007199254740993}' }, ['unsafe-integer']],
  ['milliseconds', { timestamp: '1700000000000' }, ['timestamp-in-milliseconds']],
  [
    'a UUID',
    { nonce: '5f0c1e0a-7d6b-4f1e-9a52-0f5b00000000' },
    [{ code: 'nonce-outside-alphabet', characters: ['-'] }]
  ],
  ['Base64', { nonce: 'ips+a1/JMxVKbQ==' }, [{ code: 'nonce-outside-alphabet', characters: ['+', '/', '='] }]],
  ['a long nonce', { nonce: 'n'.repeat(129) }, ['nonce-too-long']],
  ['no nonce', { nonce: '' }, ['nonce-empty']],
  ['what the client calls', { uri: '/api/trade_basic/v1/user/order_create' }, ['client-call-signed']]
])('%s', (_, change, expected) => {
  const found = signWarnings({ ...RIGHT, ...change })
  expect(found.map((one, i) => (typeof expected[i] === 'string' ? one.code : one))).toEqual(expected)
})

test('bytes and their text give the same', () => {
  for (const one of REQUESTS) expect(signWarnings({ ...one, body: Buffer.from(one.body) })).toEqual(signWarnings(one))
})
