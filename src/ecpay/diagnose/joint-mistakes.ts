import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in joining the values. */
export const jointMistakes = mistakes({
  'duplicates-dropped': {
    en: 'Equal values were used only once; each of them is signed.',
    zh: '相同的值只保留了一个；每个都要参与签名。'
  },
  'no-separator': { en: 'Joined without a separator; & joins the values.', zh: '拼接时没有分隔符；应用 & 连接。' },
  'comma-separator': { en: 'Joined with commas; & joins the values.', zh: '用逗号拼接；应用 & 连接。' },
  'other-separator': { en: (of) => `Joined by ${of}; & joins the values.`, zh: (of) => `用 ${of} 拼接；应用 & 连接。` },
  'trailing-separator': {
    en: 'There is a trailing & after the last value, as from an undefined in a JavaScript list.',
    zh: '最后一个值后面多了 &（JavaScript 列表里有 undefined 时也会这样）。'
  },
  'leading-separator': { en: 'There is a leading & before the first value.', zh: '第一个值前面多了 &。' },
  'list-as-numbered-pairs': {
    en: 'The list was signed with the number of each value: 0=a&1=b (http_build_query of a list); & joins the values.',
    zh: '签名时每个值前面带了序号：0=a&1=b（对列表用了 http_build_query）；各个值应用 & 连接。'
  },
  'list-as-text': {
    en: 'The list was signed as its language prints it: [a, b]; & joins the values.',
    zh: '签的是语言打印出来的列表，如 [a, b]；各个值应用 & 连接。'
  }
})
