import { describe, expect, test } from 'vitest'
import { type SignOptions, traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { LineSigner } from '../../../src/ecpay/sign/sign-lines.js'

const SALT = 'your_payment_salt'

function signLines(text: string | Uint8Array, options?: SignOptions, limit?: number) {
  const signer = new LineSigner(SALT, options, limit)
  return [...signer.push(Buffer.from(text)), ...signer.end()]
}
const signOf = (body: string, options?: SignOptions) => traceSign(body, SALT, options).sign

test('each line has its sign, in order, and the warnings about it', () => {
  expect(signLines('{"a":1}\n{"a":" x"}\r\n{"a":"中"}')).toEqual([
    { line: 1, sign: signOf('{"a":1}'), findings: [] },
    {
      line: 2,
      sign: signOf('{"a":"x"}'),
      findings: [{ code: 'edge-whitespace', key: 'a', codePoints: ['U+0020'] }]
    },
    { line: 3, sign: signOf('{"a":"中"}'), findings: [] }
  ])
})

describe('a refused line has no sign, and the rest goes on', () => {
  test.each([
    ['', [{ code: 'empty-body' }]],
    [' \r', [{ code: 'empty-body' }]],
    ['\u3000', [{ code: 'empty-body' }]],
    ['[1]', [{ code: 'not-an-object', found: 'array' }]],
    ['{"a":', [{ code: 'invalid-json', line: 1, column: 6, expected: 'value', found: '' }]],
    [
      '{"a":null,"b":[]}',
      [
        { code: 'null-value', key: 'a' },
        { code: 'nested-value', key: 'b', kind: 'array' }
      ]
    ],
    ['\ufeff{"a":2}', [{ code: 'invalid-json', line: 1, column: 1, expected: 'value', found: 'U+FEFF' }]],
    [`{"a":"${'x'.repeat(100)}"}`, [{ code: 'body-too-large', limit: 100, size: 108 }]]
  ])('%j', (bad, findings) => {
    expect(signLines(`{"a":1}\n${bad}\n{"a":2}\n`, {}, 100)).toEqual([
      { line: 1, sign: signOf('{"a":1}'), findings: [] },
      { line: 2, findings },
      { line: 3, sign: signOf('{"a":2}'), findings: [] }
    ])
  })

  test('bytes that are not UTF-8', () => {
    const text = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n{"a":2}')])
    expect(signLines(text)).toEqual([
      { line: 1, findings: [{ code: 'invalid-utf8', offset: 6 }] },
      { line: 2, sign: signOf('{"a":2}'), findings: [] }
    ])
  })
})

test('a byte order mark is taken off the first line, and said', () => {
  expect(signLines('\ufeff{"a":1}\n{"a":1}')).toEqual([
    { line: 1, sign: signOf('{"a":1}'), findings: [{ code: 'byte-order-mark' }] },
    { line: 2, sign: signOf('{"a":1}'), findings: [] }
  ])
  expect(signLines('\ufeff\n')).toEqual([{ line: 1, findings: [{ code: 'empty-body' }] }])
})

test('the options hold for every line', () => {
  expect(signLines('{"a":[1]}\n{"a":true}\n', { nested: 'go', strict: true })).toEqual([
    { line: 1, sign: signOf('{"a":[1]}', { nested: 'go' }), findings: [] },
    {
      line: 2,
      findings: [
        { code: 'strict-warning', count: 1 },
        { code: 'boolean-value', key: 'a', text: 'true' }
      ]
    }
  ])
})

test('bodies of two shapes in turn, as many as fill several chunks', () => {
  const bodies = Array.from({ length: 3000 }, (_, i) =>
    i % 2 === 0
      ? `{"out_order_no":"no_${i}","total_amount":${i},"subject":"商品${i}"}`
      : `{"subject":"商品${i}","out_order_no":"no_${i}","app_id":"tt${i}"}`
  )
  const all = Buffer.from(bodies.join('\n'))
  const signer = new LineSigner(SALT)
  const signs = Array.from({ length: Math.ceil(all.length / 4096) }, (_, i) =>
    signer.push(all.subarray(i * 4096, (i + 1) * 4096))
  ).flat()
  expect([...signs, ...signer.end()].map(({ line, sign }) => [line, sign])).toEqual(
    bodies.map((body, i) => [i + 1, signOf(body)])
  )
})

test('what is no refusal is not swallowed', () => {
  const signer = new LineSigner(undefined as unknown as string)
  expect(() => signer.push(Buffer.from('{"a":1}\n'))).toThrow(TypeError)
})
