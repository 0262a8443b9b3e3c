import { expect, test } from 'vitest'
import { readJson } from '../../../src/protocol/json/json.js'
import { JSON_WRITERS } from '../../../src/protocol/languages/json-writers.js'

const VALUE = readJson('{"b":{"y":"商/","x":1},"a":[{"d":1,"c":2}]}')
const write = (how: string) => JSON_WRITERS.find(([one]) => one === how)?.[1](VALUE)

test.each([
  ['ksort, json_encode (PHP)', '{"a":[{"d":1,"c":2}],"b":{"y":"\\u5546\\/","x":1}}'],
  ['ksort, json_encode with JSON_UNESCAPED_UNICODE (PHP)', '{"a":[{"d":1,"c":2}],"b":{"y":"商\\/","x":1}}'],
  ['ksort, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES (PHP)', '{"a":[{"d":1,"c":2}],"b":{"y":"商/","x":1}}'],
  ['recursive ksort, json_encode (PHP)', '{"a":[{"c":2,"d":1}],"b":{"x":1,"y":"\\u5546\\/"}}'],
  ['recursive ksort, json_encode with JSON_UNESCAPED_UNICODE (PHP)', '{"a":[{"c":2,"d":1}],"b":{"x":1,"y":"商\\/"}}']
])('%s', (how, text) => {
  expect(write(how)).toBe(text)
})

test('each way of writing has its own name', () => {
  expect(new Set(JSON_WRITERS.map(([how]) => how)).size).toBe(JSON_WRITERS.length)
})
