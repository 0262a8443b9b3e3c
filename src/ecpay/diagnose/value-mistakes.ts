import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in the text of a value that is not a string. */
export const valueMistakes = mistakes({
  'amount-in-yuan': { en: (of) => `${of}: signed in yuan, sent in fen.`, zh: (of) => `${of}：按元签名，按分发送。` },
  'amount-in-yuan-with-decimals': {
    en: (of) => `${of}: signed in yuan with two decimals, sent in fen.`,
    zh: (of) => `${of}：按元（两位小数）签名，按分发送。`
  },
  'amount-times-100': {
    en: (of) => `${of}: signed 100 times as large as it was sent.`,
    zh: (of) => `${of}：签名用的数是发送的 100 倍。`
  },
  'numbers-as-floats': {
    en: (of) => `${of}: signed as Go prints a float64 (1e+06).`,
    zh: (of) => `${of}：按 Go 打印 float64 的写法签名（1e+06）。`
  },
  'numbers-as-java-doubles': {
    en: (of) => `${of}: signed as Java prints a double (2376.0, 1.0E7).`,
    zh: (of) => `${of}：按 Java 打印 double 的写法签名（2376.0、1.0E7）。`
  },
  'numbers-as-python-floats': {
    en: (of) => `${of}: signed as Python prints a float (2376.0).`,
    zh: (of) => `${of}：按 Python 打印 float 的写法签名（2376.0）。`
  },
  'numbers-as-javascript': {
    en: (of) => `${of}: signed as JavaScript prints a number; digits above 2^53 are lost.`,
    zh: (of) => `${of}：按 JavaScript 打印数字的写法签名，超过 2^53 的位数会丢失。`
  },
  'numbers-as-php': {
    en: (of) => `${of}: signed as PHP prints a float (14 digits), sent as json_encode writes it (17).`,
    zh: (of) => `${of}：按 PHP 浮点数转字符串的写法签名（14 位），按 json_encode 的写法发送（17 位）。`
  },
  'numbers-cut-to-integers': {
    en: (of) => `${of}: signed as an integer, sent with decimals.`,
    zh: (of) => `${of}：按整数签名，发送的带小数。`
  },
  'numbers-with-decimals': {
    en: (of) => `${of}: signed with decimals that were not sent (%f, toFixed, BigDecimal).`,
    zh: (of) => `${of}：签名用的数带小数位，发送的不带（%f、toFixed、BigDecimal）。`
  },
  'numbers-with-commas': {
    en: (of) => `${of}: signed with thousands separators (number_format).`,
    zh: (of) => `${of}：签名用的数带千位逗号（number_format）。`
  },
  'numbers-without-zeros': {
    en: (of) => `${of}: signed as a decimal without its trailing zeros prints it (1.28E+4).`,
    zh: (of) => `${of}：按去掉末尾 0 的十进制数的写法签名（1.28E+4）。`
  },
  'go-verb-printed': {
    en: 'Values were signed as Go prints them for a wrong verb: %!s(int=100), %!d(string=a).',
    zh: '签名用的是 Go 格式化动词不对时打印的内容：%!s(int=100)、%!d(string=a)。'
  },
  'numbers-as-characters': {
    en: 'Numbers were signed as the character with that number: string(100) is "d" in Go.',
    zh: '数字被当作字符编码参与了签名：Go 里 string(100) 是 "d"。'
  },
  'digits-as-number': {
    en: (of) => `${of}: signed as a number, sent as text: leading zeros or the digits above 2^53 are lost.`,
    zh: (of) => `${of}：按数字签名，按字符串发送；开头的 0 或超过 2^53 的位数丢失了。`
  },
  'switches-as-words': {
    en: (of) => `${of}: signed as the word of a boolean (true, false), sent as 1 or 0.`,
    zh: (of) => `${of}：按布尔值的单词（true、false）签名，发送的是 1 或 0。`
  },
  'booleans-as-php': {
    en: 'Booleans were signed as PHP prints them: 1 and nothing.',
    zh: '布尔值按 PHP 的写法签名：1 和空。'
  },
  'booleans-as-numbers': { en: 'Booleans were signed as 1 and 0.', zh: '布尔值按 1 和 0 签名。' },
  'booleans-as-python': { en: 'Booleans were signed as True and False.', zh: '布尔值按 True 和 False 签名。' },
  'nulls-left-out': {
    en: (of) => `${of}: null was left out; Go signs <nil>, so the gateway may do so too.`,
    zh: (of) => `${of}：null 没有参与签名；Go 会签 <nil>，网关可能不同。`
  },
  'nulls-as-go': { en: 'null was signed as <nil>.', zh: 'null 按 <nil> 签名。' },
  'nulls-as-python': { en: 'null was signed as None.', zh: 'null 按 None 签名。' },
  'nulls-as-javascript': { en: 'null was signed as undefined.', zh: 'null 按 undefined 签名。' },
  'nulls-joined-as-nothing': {
    en: 'null was sorted as a word and joined as an empty text, as sort() and join() do in JavaScript.',
    zh: 'null 排序时当作单词，连接时当作空字符串（JavaScript 的 sort() 和 join()）。'
  },
  'nulls-as-empty': { en: 'null was signed as an empty text.', zh: 'null 按空字符串签名。' },
  'nested-as-sent': {
    en: (of) => `${of}: signed as its JSON text, which only the older official appendix says.`,
    zh: (of) => `${of}：按它的 JSON 原文签名，只有旧版官方附录这样规定。`
  },
  'nested-flattened': {
    en: 'The values inside of nested values were signed one by one (recursion).',
    zh: '嵌套值里面的值被逐个取出参与签名（递归）。'
  },
  'nested-as-go': {
    en: 'Nested values were signed as Go prints a map: map[a:1].',
    zh: '嵌套值按 Go 打印 map 的写法签名：map[a:1]。'
  },
  'nested-as-go-struct': {
    en: 'Nested values were signed as Go prints a struct or a pointer to one: &{15 10}.',
    zh: '嵌套值按 Go 打印结构体或其指针的写法签名：&{15 10}。'
  },
  'nested-as-go-unsorted': {
    en: 'Nested values were signed as a Go map in the order of the body: map[b:1 a:2]; Go sorts the keys.',
    zh: '嵌套值按 Go map 的写法签名，但字段保持发送的顺序：map[b:1 a:2]；Go 会排序。'
  },
  'nested-as-go-doubled': {
    en: 'Nested values were signed as a Go map with an extra bracket: [map[a:1].',
    zh: '嵌套值按 Go map 的写法签名，但多了一个括号：[map[a:1]。'
  },
  'nested-as-java': {
    en: 'Nested values were signed as Java prints a Map: {a=1}.',
    zh: '嵌套值按 Java 打印 Map 的写法签名：{a=1}。'
  },
  'nested-as-csharp': {
    en: 'Nested values were signed as the name of a C# type (ToString of a Dictionary, List or class).',
    zh: '嵌套值按 C# 的类型名签名（Dictionary、List 或类的 ToString）。'
  },
  'nested-as-php': {
    en: 'Nested values were signed as PHP prints an array: Array.',
    zh: '嵌套值按 PHP 打印数组的写法签名：Array。'
  },
  'nested-as-javascript': {
    en: 'Nested values were signed as JavaScript prints an object: [object Object].',
    zh: '嵌套值按 JavaScript 打印对象的写法签名：[object Object]。'
  },
  'nested-as-python': {
    en: "Nested values were signed as Python prints a dict: {'a': 1}.",
    zh: "嵌套值按 Python 打印 dict 的写法签名：{'a': 1}。"
  }
})
