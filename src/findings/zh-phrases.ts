/** Kinds of JSON values and of settings. */
const KINDS: Record<string, string> = {
  object: '对象',
  array: '数组',
  string: '字符串',
  number: '数字',
  boolean: '布尔值',
  date: '日期',
  'empty string': '空字符串',
  'non-empty string': '非空字符串'
}

/** Messages of the YAML parser for the most common mistakes. */
const YAML: readonly [english: string, chinese: string][] = [
  ['tab characters must not be used in indentation', '缩进不能用制表符，请改用空格'],
  ['bad indentation of a mapping entry', '字段的缩进不对'],
  ['bad indentation of a sequence entry', '列表项的缩进不对'],
  ['deficient indentation', '缩进不够'],
  ['duplicated mapping key', '同一个字段出现两次'],
  ['can not read an implicit mapping pair; a colon is missed', '缺少冒号'],
  ['a whitespace character is expected after the key-value separator', '冒号后面要有空格'],
  ['can not read a block mapping entry; a multiline key', '字段名不能跨行，上一行可能缺少冒号'],
  ['incomplete explicit mapping pair', '字段名不完整'],
  ['missed comma between flow collection entries', '缺少逗号'],
  ['unexpected end of the stream within a flow collection', '括号没有闭合'],
  ['unexpected end of the stream within a single quoted scalar', '单引号没有闭合'],
  ['unexpected end of the stream within a double quoted scalar', '双引号没有闭合'],
  ['unexpected end of the document within', '引号没有闭合'],
  ['end of the stream or a document separator is expected', '文档结束之后还有内容'],
  ['unknown escape sequence', '未知的转义序列'],
  ['expected hexadecimal character', '转义序列应为十六进制数字'],
  ['the stream contains non-printable characters', '含有不可打印的字符'],
  ['null byte is not allowed in input', '含有空字符'],
  ['unidentified alias', '引用了不存在的锚点'],
  ['unknown tag', '不支持这种标签']
]

/** A text with a space before it, if it does not begin with a Chinese character. */
export function spaced(text: string): string {
  return /^[\u4e00-\u9fff“（]/.test(text) ? text : ` ${text}`
}

/** The Chinese name of a kind of JSON value; any other text as it is. */
export function kind(name: string): string {
  return KINDS[name] ?? String(name)
}

/** What was expected, in words. It is given as `integer ≥ 0`, `number 1..60`, `non-empty string` or literal values. */
export function expectation(text: string): string {
  const [, number, least, most] = /^(integer|number) (?:≥ )?([\d.e+]+?)(?:\.\.([\d.e+]+))?$/.exec(text) ?? []
  if (number === undefined) return kind(text)
  const what = number === 'integer' ? '整数' : '数字'
  return most === undefined ? `不小于 ${least} 的${what}` : `${least} 到 ${most} 之间的${what}`
}

/** The message of the YAML parser in Chinese; a message that is not listed stays as it is. */
export function yamlReason(reason: string): string {
  return YAML.find(([english]) => String(reason).startsWith(english))?.[1] ?? reason
}
