import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SignOptions, traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { LineSigner, signLine, traceLines } from '../../../src/ecpay/sign/sign-lines.js'
import { LineCutter } from '../../../src/protocol/json/lines.js'
import { anyCharacter } from '../../any-text.js'

const SALT = 'your_payment_salt'

function blocks(text: string | Uint8Array, limit?: number) {
  const cutter = new LineCutter(limit)
  return [...cutter.push(Buffer.from(text)), ...cutter.end()]
}
/** The lines as they are signed for their signatures alone, which must be the same as if each is read. */
function signLines(text: string | Uint8Array, options?: SignOptions, limit?: number) {
  const read = blocks(text, limit)
    .flatMap((block) => traceLines(block, SALT, options, limit))
    .map(shown)
  const signer = new LineSigner(SALT, options)
  const quick = blocks(text)
    .flatMap((block) => signer.sign(block))
    .map((one) => (typeof one === 'string' ? { sign: one, findings: [] } : shown(one)))
  if (limit === undefined) expect(quick).toEqual(read)
  return read
}
const shown = ({ trace, findings }: ReturnType<typeof signLine>) => ({ ...(trace && { sign: trace.sign }), findings })
const signOf = (body: string, options?: SignOptions) => traceSign(body, SALT, options).sign

test('each line has its sign, in order, and the warnings about it', () => {
  expect(signLines('{"a":1}\n{"a":" x"}\r\n{"a":"中"}')).toEqual([
    { sign: signOf('{"a":1}'), findings: [] },
    {
      sign: signOf('{"a":"x"}'),
      findings: [{ code: 'edge-whitespace', key: 'a', codePoints: ['U+0020'] }]
    },
    { sign: signOf('{"a":"中"}'), findings: [] }
  ])
})

test('a key is remembered apart from its block', () => {
  const signer = new LineSigner(SALT)
  const bytes = Buffer.from('{"app_id":"1"}')
  signer.sign({ bytes, isFirst: true })
  bytes.write('{"abc_id":"1"}')
  expect(signer.sign({ bytes, isFirst: false })).toEqual([signOf('{"abc_id":"1"}')])
})

describe('a refused line has no sign, and the rest goes on', () => {
  test.each([
    ['', [{ code: 'empty-body', isLine: true }]],
    [' \r', [{ code: 'empty-body', isLine: true }]],
    ['\u3000', [{ code: 'empty-body', isLine: true }]],
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
      { sign: signOf('{"a":1}'), findings: [] },
      { findings },
      { sign: signOf('{"a":2}'), findings: [] }
    ])
  })

  test('bytes that are not UTF-8', () => {
    const text = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n{"a":2}')])
    expect(signLines(text)).toEqual([
      { findings: [{ code: 'invalid-utf8', offset: 6 }] },
      { sign: signOf('{"a":2}'), findings: [] }
    ])
  })
})

test('a byte order mark is taken off the first line, and said', () => {
  expect(signLines('\ufeff{"a":1}\n{"a":1}')).toEqual([
    { sign: signOf('{"a":1}'), findings: [{ code: 'byte-order-mark' }] },
    { sign: signOf('{"a":1}'), findings: [] }
  ])
  expect(signLines('\ufeff\n')).toEqual([{ findings: [{ code: 'empty-body', isLine: true }] }])
})

test('the options hold for every line', () => {
  expect(signLines('{"a":[1]}\n{"a":true}\n', { nested: 'go', strict: true })).toEqual([
    { sign: signOf('{"a":[1]}', { nested: 'go' }), findings: [] },
    {
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
  const cutter = new LineCutter()
  const signer = new LineSigner(SALT)
  const cut = Array.from({ length: Math.ceil(all.length / 4096) }, (_, i) =>
    cutter.push(all.subarray(i * 4096, (i + 1) * 4096))
  ).flat()
  expect([...cut, ...cutter.end()].flatMap((block) => signer.sign(block))).toEqual(bodies.map((body) => signOf(body)))
})

test('what is no refusal is not swallowed', () => {
  expect(() => signLine('{"a":1}', true, undefined as unknown as string)).toThrow(TypeError)
})

/** Values that are plain, and those at the borders of what is. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: anyCharacter, maxLength: 6 }),
  fc.constantFrom(
    '',
    'null',
    ' a',
    'a ',
    '"a"',
    '"',
    '""',
    '??',
    'a?',
    '\u3000中',
    '中\u00a0',
    '抖音',
    '鎶栭煶',
    'é',
    '\ud83c\udf89'
  ),
  fc.constantFrom('a\nb', '\t', 'x\\y', '{"u": 1}', '\u00ad', '\ufeff', '￿', '\ud800')
)
const json = fc.oneof(
  { weight: 4, arbitrary: text.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: fc.nat().map(String) },
  fc.constantFrom(
    '0',
    '00',
    '-1',
    '1.5',
    '1e2',
    '999999999999999',
    '1234567890123456',
    'true',
    'null',
    '[1]',
    '{}',
    '"\\u4e2d"',
    '"\\/"'
  )
)
const key = fc.oneof(
  fc.constantFrom(
    'app_id',
    'out_order_no',
    'total_amount',
    'subject',
    'sign',
    'appid',
    'thirdparty_id',
    'a',
    'b',
    '中'
  ),
  fc.string({ maxLength: 3 })
)
const space = fc.constantFrom('', '', '', ' ', '\t', '\r', '\f')
const member = fc
  .tuple(space, key, space, json)
  .map(([a, name, b, value]) => `${a}${JSON.stringify(name)}:${b}${value}`)
const body = fc.array(member, { maxLength: 14 }).map((all) => `{${all.join(',')}}`)
const line = fc.oneof(
  { weight: 8, arbitrary: body },
  fc.tuple(body, fc.nat(), fc.string({ maxLength: 2 })).map(([one, at, by]) => {
    const place = at % (one.length + 1)
    return one.slice(0, place) + by.replaceAll('\n', '') + one.slice(place + 1)
  }),
  fc.constantFrom('', ' ', 'null', '[]', '\ufeff{"a":1}', '{"a":1}\r', '{"a":1} x', '{"a":1}\0', '{"a":"')
)

test('a line has the same signature and findings, whether it is read as JSON or not', () => {
  const salt = fc.constantFrom(SALT, '盐', ' salt', '"salt"', '\u200bsalt', '~')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), salt, fc.boolean(), (lines, value, strict) => {
      const options = { strict }
      const signer = new LineSigner(value, options)
      const quick = blocks(lines.join('\n')).flatMap((block) => signer.sign(block))
      const read = blocks(lines.join('\n')).flatMap((block) => traceLines(block, value, options))
      expect(quick.map((one) => (typeof one === 'string' ? { sign: one, findings: [] } : shown(one)))).toEqual(
        read.map(shown)
      )
    }),
    { numRuns: 2000 }
  )
})
