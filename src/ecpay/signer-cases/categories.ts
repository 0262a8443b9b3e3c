/** What is special about the bodies of the cases. */
export const CATEGORIES = {
  baseline: { en: 'an ordinary body', zh: '普通请求体' },
  number: { en: 'a number in another form', zh: '特殊写法的数字' },
  sort: { en: 'the order of the values', zh: '值的排序' },
  'ws-around': { en: 'white space around a value', zh: '值首尾有空白' },
  'ws-only': { en: 'a value of white space alone', zh: '值只有空白' },
  quote: { en: 'quotes around a value', zh: '值首尾有引号' },
  nested: { en: 'an object or array as a value', zh: '值是对象或数组' },
  literal: { en: 'true, false, null and words like them', zh: 'true、false、null 以及类似的词' },
  key: { en: 'names of fields', zh: '字段名' },
  numstr: { en: 'a text that looks like a number', zh: '像数字的字符串' },
  joiner: { en: '&, + or an escape inside a value', zh: '值里有 &、+ 或转义字符' },
  salt: { en: 'an unusual SALT', zh: '特殊的 SALT' },
  unicode: { en: 'Chinese, emoji and combined characters', zh: '中文、表情和组合字符' },
  mixed: { en: 'several of these together', zh: '多种情况同时出现' },
  'nested-as-string': { en: 'JSON text as a value', zh: '值是 JSON 字符串' },
  dupkey: { en: 'a field twice', zh: '字段重复' },
  excluded: { en: 'fields that are not signed', zh: '不参与签名的字段' },
  long: { en: 'a long value', zh: '很长的值' },
  surrogate: { en: 'half an emoji', zh: '半个表情符号' }
} as const

export type Category = keyof typeof CATEGORIES

/** A case as it is written in the data. */
export interface Row {
  id: string
  category: string
  salt?: string | undefined
  body: string
  sign?: string | undefined
  /** The codes of the refusal. */
  refuse?: readonly string[] | undefined
  disputed?: boolean | undefined
}
