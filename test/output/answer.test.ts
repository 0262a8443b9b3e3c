import { describe, expect, test } from 'vitest'
import { createOrder } from '../../src/ecpay/endpoints/create-order.js'
import { ERR_NO } from '../../src/ecpay/verdict.js'
import { PLAIN } from '../../src/output/colour.js'
import { answerHeading, prettyAnswer } from '../../src/output/exchange.js'
import { prettyJson } from '../../src/output/pretty-json.js'
import { catalogue } from '../../src/output/words/languages.js'
import { readJson, readObject } from '../../src/protocol/json/json.js'

const saying = { words: await catalogue('en').words(), paint: PLAIN, language: 'en' as const }
const pretty = (text: string, units: Parameters<typeof prettyJson>[1]['units'] = []) =>
  prettyJson(readJson(text), { ...saying, units })

describe('pretty JSON', () => {
  test.each([
    ['{}', '{}'],
    ['[]', '[]'],
    ['null', 'null'],
    ['{"a":[]}', '{\n  "a": []\n}'],
    ['{"a":[1,{"b":true}]}', '{\n  "a": [\n    1,\n    {\n      "b": true\n    }\n  ]\n}'],
    ['{"id":7711100731052161467.0e0}', '{\n  "id": 7711100731052161467.0e0\n}'],
    ['{"a":1,"a":2,"__proto__":3}', '{\n  "a": 1,\n  "a": 2,\n  "__proto__": 3\n}'],
    ['{"a\\u001b":"\\u009b\\u202e"}', '{\n  "a\\u001b": "<U+009B><U+202E>"\n}']
  ])('%s', (text, shown) => {
    expect(pretty(text)).toBe(shown)
  })

  test.each([
    ['fen', '1234567', '¥12345.67'],
    ['fen', '"-5"', '-¥0.05'],
    ['fen', '1.5', undefined],
    ['fen', '"much"', undefined],
    ['fen', '{}', undefined],
    ['seconds', '1602507471', '2020-10-12 20:57:51 +08:00'],
    ['seconds', '"soon"', undefined],
    ['seconds', '99999999999999999', undefined],
    ['seconds', '""', undefined]
  ] as const)('%s %s: %s', (unit, value, said) => {
    const text = pretty(`{"a":${value}}`, [{ path: 'a', unit }])
    expect(/ {2}\/\/ (.*)$/m.exec(text)?.[1]).toBe(said)
  })
})

describe('an answer for a person', () => {
  const result = (text: string, err_no?: string) => ({
    answer: undefined,
    judgement: { body: text.startsWith('{') ? readObject(text) : undefined, text, err_no },
    duration_ms: 5,
    attempts: 1
  })
  const shown = (text: string, err_no?: string) =>
    prettyAnswer({ endpoint: createOrder, verdict: ERR_NO }, result(text, err_no), saying)

  test.each([
    ['no order_token', '{"err_no":0,"data":{"order_id":"1"}}', false],
    ['data is null', '{"err_no":0,"data":null}', false],
    ['both', '{"err_no":0,"data":{"order_id":"1","order_token":"\\"\\u001b"}}', true]
  ])('the snippet for the mini program: %s', (_, text, there) => {
    expect(shown(text, '0').includes('tt.pay({')).toBe(there)
    expect(shown(text, '0')).not.toContain('\u001b')
  })

  test('an err_no that is not in the tables', () => {
    expect(shown('{"err_no":987654}', '987654')).toContain(saying.words.exchange.unknownErrNo('err_no'))
  })

  test('what is no JSON is shown as it is, but visibly', () => {
    expect(shown('<html>\u001b')).toBe('<html><U+001B>\n')
  })

  test('no answer at all', () => {
    const none = { answer: undefined, judgement: undefined, duration_ms: 5, attempts: 1 }
    expect(prettyAnswer({ endpoint: createOrder, verdict: ERR_NO }, none, saying)).toBe('')
    expect(answerHeading(none, saying)).toBe('── Raw answer')
  })
})
