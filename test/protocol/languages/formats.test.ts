import { describe, expect, test } from 'vitest'
import { gbkBytes } from '../../../src/protocol/json/gbk.js'
import { readJson } from '../../../src/protocol/json/json.js'
import { javaDouble, javaFormat, jsFormat, pythonFloat, pythonFormat } from '../../../src/protocol/languages/formats.js'
import { type JsonStyle, writeJson } from '../../../src/protocol/languages/write-json.js'

describe('numbers as other languages print them', () => {
  test.each([
    [2376, '2376.0', '2376.0'],
    [1e7, '1.0E7', '10000000.0'],
    [1.25e7, '1.25E7', '12500000.0'],
    [0.0001, '1.0E-4', '0.0001'],
    [0.00001, '1.0E-5', '1e-05'],
    [1e16, '1.0E16', '1e+16'],
    [0, '0.0', '0.0'],
    [-1.5, '-1.5', '-1.5']
  ])('%d', (value, java, python) => {
    expect([javaDouble(value), pythonFloat(value)]).toEqual([java, python])
  })
})

describe('nested values as other languages print them', () => {
  const value = readJson('{"a":"it\'s","b":[1,true,null,{"c":"\\"\\\\\\n"}]}')
  test.each([
    ['Java', javaFormat, '{a=it\'s, b=[1, true, null, {c="\\\n}]}'],
    ['JavaScript', jsFormat, '[object Object]'],
    ['Python', pythonFormat, "{'a': \"it's\", 'b': [1, True, None, {'c': '\"\\\\\\n'}]}"]
  ])('%s', (_, format, text) => {
    expect(format(value)).toBe(text)
  })

  test('a list in JavaScript', () => {
    expect(jsFormat(readJson('[1,"a",null,[2.0,{}]]'))).toBe('1,a,,2,[object Object]')
  })
})

describe('JSON written again', () => {
  const value = readJson('{ "b": [1.0, {"中": "a/b<"}], "a": [], "c": null }')
  const compact: JsonStyle = { comma: ',', colon: ':' }
  test.each<[style: JsonStyle, text: string]>([
    [compact, '{"b":[1.0,{"中":"a/b<"}],"a":[],"c":null}'],
    [{ comma: ', ', colon: ': ' }, '{"b": [1.0, {"中": "a/b<"}], "a": [], "c": null}'],
    [{ ...compact, ascii: true, slashes: true }, '{"b":[1.0,{"\\u4e2d":"a\\/b<"}],"a":[],"c":null}'],
    [{ ...compact, html: true, sorted: true, doubles: true }, '{"a":[],"b":[1,{"中":"a/b\\u003c"}],"c":null}'],
    [
      { ...compact, colon: ': ', indent: 2 },
      '{\n  "b": [\n    1.0,\n    {\n      "中": "a/b<"\n    }\n  ],\n  "a": [],\n  "c": null\n}'
    ]
  ])('%j', (style, text) => {
    expect(writeJson(value, style)).toBe(text)
  })
})

test('GBK bytes, and ? for what it does not have', () => {
  expect(Buffer.from(gbkBytes('a中文，€丂🎉')).toString('hex')).toBe('61d6d0cec4a3ac80814' + '03f')
  const text = '抖音商品详情：经典腊汁肉夹馍'
  expect(new TextDecoder('gbk').decode(gbkBytes(text))).toBe(text)
})
