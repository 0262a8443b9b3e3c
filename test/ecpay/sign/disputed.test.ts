import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { disputedBy } from '../../../src/ecpay/sign/disputed.js'
import { EcpayError } from '../../../src/findings/findings.js'

const SALT = 'saltOfTheShop001'
const md5 = (...texts: string[]) => createHash('md5').update(texts.join('&')).digest('hex')
const NESTED = '{"no":"1","x":{"b":1000000,"a":[1,"t"]}}'

/** Each string is written out here, in the order of its source. */
const CASES: [name: string, body: string, texts: string[], source: string, codes: string[]][] = [
  ['a decoded map in Go', NESTED, ['1', 'map[a:[1 t] b:1e+06]', SALT], 'go-demo', ['nested-as-go']],
  ['a map of ints in Go', NESTED, ['1', 'map[a:[1 t] b:1000000]', SALT], 'go-demo', ['nested-as-go']],
  ['a map in Java', NESTED, ['1', SALT, '{b=1000000, a=[1, t]}'], 'java-demo', ['nested-as-java']],
  ['the text itself', NESTED, ['1', SALT, '{"b":1000000,"a":[1,"t"]}'], 'appendix', ['nested-as-sent']],
  ['null in Go', '{"no":"1","x":null}', ['1', '<nil>', SALT], 'go-demo', ['nulls-as-go']],
  ['null left out', '{"no":"1","x":null}', ['1', SALT], 'appendix', ['nulls-left-out']],
  ['UTF-16 in Java', '{"a":"！","b":"🎉"}', [SALT, '🎉', '！'], 'java-demo', ['sorted-by-utf16']],
  ['the space of Chinese in Java', '{"no":"\u3000商品"}', [SALT, '\u3000商品'], 'java-demo', ['trimmed-as-java']],
  [
    'a map and an emoji in Java',
    '{"a":"！","b":"🎉","x":[1]}',
    ['[1]', SALT, '🎉', '！'],
    'java-demo',
    ['nested-as-java', 'sorted-by-utf16']
  ],
  ['a map and null in Go', '{"x":[1,2],"y":null}', ['<nil>', '[1 2]', SALT], 'go-demo', ['nested-as-go', 'nulls-as-go']]
]

describe('disputed', () => {
  test.each(CASES)('%s', (_, body, texts, source, codes) => {
    const standing = disputedBy(body, SALT, md5(...texts))
    expect(standing).toMatchObject({ verdict: 'disputed', source, codes: codes.map((code) => ({ code })) })
  })
})

test.each([
  ['right', '{"no":"1"}', ['1', SALT]],
  ['wrong', '{"no":"1"}', [SALT, '1']],
  // Each is some source's, but no source does both.
  ['wrong', '{"a":"！","b":"🎉","x":[1,2]}', ['[1 2]', SALT, '🎉', '！']],
  // Java ends with an exception here.
  ['wrong', '{"a":"！","b":"🎉","x":null}', [SALT, '🎉', '！']],
  ['wrong', NESTED, ['1', 'Array', SALT]],
  ['wrong', NESTED, ['1', 'map[b:1000000 a:[1 t]]', SALT]],
  ['wrong', '{"app_id":[1],"no":"1"}', [SALT, '1']]
])('%s: %s', (verdict, body, texts) => {
  expect(disputedBy(body, SALT, md5(...texts))).toEqual({ verdict })
})

test.each([
  ['{"a":1,"a":[1]}', SALT],
  ['{"a":"\\ud800"}', SALT],
  ['{"a":1}', ''],
  ['[', SALT]
])('%s has no signature at all', (body, salt) => {
  expect(() => disputedBy(body, salt, md5(''))).toThrow(EcpayError)
})
