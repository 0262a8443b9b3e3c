import { describe, expect, test } from 'vitest'
import { withoutCredentials } from '../../src/simulator/without-credentials.js'

const PUBLIC = 'tokenOfTheDemo'
const hidden = (text: string) => withoutCredentials(text, (value) => value === PUBLIC)
/** A text as a JSON string. */
const json = (value: unknown) => JSON.stringify(value)
const held = (value: string, times: number): string => (times === 0 ? value : json({ data: held(value, times - 1) }))

describe('what has a secret name goes, and all else stays as it is written', () => {
  test.each<[name: string, text: string, expected: string]>([
    ['a string', '{"access_token" : "SEC", "a":1.0}', '{"access_token" : "<SECRET>", "a":1.0}'],
    ['a string with escapes', '{"salt":"S\\"EC\\\\","a":"x"}', '{"salt":"<SECRET>","a":"x"}'],
    ['a key with escapes', '{"acc\\u0065ss_tok\\u0065n":"SEC"}', '{"acc\\u0065ss_tok\\u0065n":"<SECRET>"}'],
    ['a number', '{"client_secret": 123456789 ,"a":1}', '{"client_secret": "<SECRET>" ,"a":1}'],
    ['an array', '{"access_token":["SEC]",["SEC"]],"a":1}', '{"access_token":"<SECRET>","a":1}'],
    ['an object', '{"app_secret":{"v":"SEC}","w":{}},"a":1}', '{"app_secret":"<SECRET>","a":1}'],
    ['a private key', '{"private_key":"SEC","privateKey":"SEC"}', '{"private_key":"<SECRET>","privateKey":"<SECRET>"}'],
    ['what should have been a string', '{"token":SEC,"a":1}', '{"token":"<SECRET>","a":1}'],
    ['nothing', '{"token":null,"salt":true,"a":1}', '{"token":null,"salt":true,"a":1}'],
    ['a public one', `{"token":"${PUBLIC}","salt":"SEC"}`, `{"token":"${PUBLIC}","salt":"<SECRET>"}`],
    [
      'JSON in a string',
      '{"data":"{\\"n\\":\\"\\u4e2d\\",\\"access_token\\":\\"SEC\\",\\"salt\\":[5]}"}',
      '{"data":"{\\"n\\":\\"\\u4e2d\\",\\"access_token\\":\\"<SECRET>\\",\\"salt\\":\\"<SECRET>\\"}"}'
    ],
    ['JSON in a list of strings', json(['a', '{"salt":"SEC"}']), json(['a', '{"salt":"<SECRET>"}'])],
    ['JSON in strings, deep', held('{"salt":"SEC","a":[1]}', 9), held('{"salt":"<SECRET>","a":[1]}', 9)],
    ['JSON in strings, a number, deep', held('{"salt":12345}', 9), held('{"salt":"<SECRET>"}', 9)],
    ['a string that is cut off', '{"token":"SEC', '{"token":"<SECRET>'],
    ['an object that is cut off', '{"token":{"a":"SEC', '{"token":"<SECRET>"'],
    ['JSON in a string, cut off', '{"data":"{\\"token\\":\\"SEC\\', '{"data":"{\\"token\\":\\"<SECRET>\\'],
    ['a form', 'a=1&access_token=SEC&b=?', 'a=1&access_token=<SECRET>&b=?'],
    ['a query', '/p?a=b?token=SEC&c=d', '/p?a=b?token=<SECRET>&c=d'],
    ['an address in JSON', '{"url":"https://a/?token=SEC","a":1}', '{"url":"https://a/?token=<SECRET>","a":1}'],
    ['an address in JSON of Go', '{"url":"/?a=1\\u0026salt=SEC"}', '{"url":"/?a=1\\u0026salt=<SECRET>"}'],
    ['a form, public', `token=${PUBLIC}`, `token=${PUBLIC}`],
    ['a key of a form with escapes', 'acc%65ss_tok%65n=SEC&a=1', 'acc%65ss_tok%65n=<SECRET>&a=1'],
    ['JSON in a form', 'a=%7B%22salt%22%3A%22SEC%22%7D&b=%7B%22c%22%3A1%7D', 'a=<SECRET>&b=%7B%22c%22%3A1%7D'],
    [
      'what the client of an order gets',
      '{"order_token":"a","pay_order_token":"b","orderToken":"c","payOrderToken":"d"}',
      '{"order_token":"a","pay_order_token":"b","orderToken":"c","payOrderToken":"d"}'
    ],
    ['the same in a form', 'order_token=a&token=SEC', 'order_token=a&token=<SECRET>'],
    ['a name that only contains one', '{"token_type":"a","secrets":1}', '{"token_type":"a","secrets":1}']
  ])('%s', (_, text, expected) => {
    expect(hidden(text)).toBe(expected)
  })
})

test.each([
  ['of quotation marks', `{"token":"${'\\"'.repeat(120_000)}`],
  ['of brackets', `{"token":${'['.repeat(120_000)}`],
  ['of objects', '{"token":{'.repeat(30_000)],
  ['of strings in brackets', `{"token":[${'"a",'.repeat(60_000)}`],
  ['of escapes', `{"a":"${'\\u0022token\\u0022:'.repeat(20_000)}"}`],
  ['of backslashes', `{"token_":"${'\\'.repeat(240_000)}"}`],
  ['of question marks', `token${'?'.repeat(250_000)}`],
  ['of parameters', 'a=%22?'.repeat(40_000)],
  ['of parameters without a value, as Go writes them', '\\u0026'.repeat(40_000)],
  ['of spaces', `{"token"${' '.repeat(250_000)}`]
])('a long text %s is read to its end', (_, text) => {
  expect(hidden(text).length).toBeGreaterThan(0)
})
