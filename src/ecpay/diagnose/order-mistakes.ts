import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in the order of the values. */
export const orderMistakes = mistakes({
  'sorted-by-key': {
    en: 'Sorted by key; the values themselves are sorted, the SALT among them.',
    zh: '按字段名排序了；应对值本身排序，SALT 也在其中。'
  },
  'not-sorted': { en: 'Not sorted.', zh: '没有排序。' },
  'in-hash-order': {
    en: "Not sorted: the values are in the order of Java's HashMap.",
    zh: '没有排序：各个值是 Java HashMap 的遍历顺序。'
  },
  'sorted-by-utf16': {
    en: 'Sorted by UTF-16 units, as Java, JavaScript and C# do; an emoji then has another position.',
    zh: '按 UTF-16 码元排序（Java、JavaScript、C# 的默认）；有表情符号时位置不同。'
  },
  'sorted-ignoring-case': { en: 'Sorted without distinguishing upper and lower case.', zh: '排序时忽略了大小写。' },
  'sorted-by-locale': {
    en: "Sorted by a language's alphabet (localeCompare, Collator), not by bytes.",
    zh: '按区域设置（locale）排序（localeCompare、Collator），而不是按字节。'
  },
  'sorted-by-chinese-locale': {
    en: 'Sorted by pinyin (a Chinese locale), not by bytes.',
    zh: '按拼音（中文区域）排序，而不是按字节。'
  },
  'sorted-before-trimming': {
    en: 'Sorted before the values were trimmed and unquoted.',
    zh: '在去空白、去引号之前就排序了。'
  },
  'sorted-as-numbers': {
    en: "Sorted as PHP's sort() does by default: digits as numbers.",
    zh: '按 PHP sort() 的默认方式排序：数字串按数值比较。'
  },
  'sorted-numerically': {
    en: 'Sorted by numbers (SORT_NUMERIC, (a, b) => a - b): a text without one has no place in that order.',
    zh: '按数值排序了（SORT_NUMERIC、(a, b) => a - b）：不是数字的文本分不出先后。'
  },
  'sorted-naturally': {
    en: 'Sorted with digits inside of texts as numbers (natsort, SORT_NATURAL, numeric collation).',
    zh: '按自然顺序排序：文本里的数字按数值比较（natsort、SORT_NATURAL）。'
  },
  'sorted-by-length': { en: 'Sorted by length.', zh: '按长度排序了。' },
  'reverse-sorted': { en: 'Sorted in reverse.', zh: '排成了倒序。' }
})
