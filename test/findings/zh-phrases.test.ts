import { expect, test } from 'vitest'
import { expectation, kind, yamlReason } from '../../src/findings/zh-phrases.js'

test.each([
  ['integer ≥ 0', '不小于 0 的整数'],
  ['number ≥ 0.001', '不小于 0.001 的数字'],
  ['integer 1..2147483647', '1 到 2147483647 之间的整数'],
  ['number 0..1', '0 到 1 之间的数字'],
  ['non-empty string', '非空字符串'],
  ['object', '对象'],
  ['local | sandbox | production', 'local | sandbox | production'],
  ['en, zh', 'en, zh']
])('“%s” is expected: %s', (english, chinese) => expect(expectation(english)).toBe(chinese))

test.each([
  ['array', '数组'],
  ['null', 'null'],
  ['‹found›', '‹found›']
])('a value of kind %s is %s', (english, chinese) => expect(kind(english)).toBe(chinese))

test.each([
  ['tab characters must not be used in indentation', '缩进不能用制表符，请改用空格'],
  [
    'can not read a block mapping entry; a multiline key may not be an implicit key',
    '字段名不能跨行，上一行可能缺少冒号'
  ],
  ['words of a newer reader', 'words of a newer reader']
])('%s: %s', (english, chinese) => expect(yamlReason(english)).toBe(chinese))
