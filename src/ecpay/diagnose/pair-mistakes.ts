import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in which keys were signed with the values. */
export const pairMistakes = mistakes({
  'key-value-pairs': { en: 'Signed key=value pairs; only the values are signed.', zh: '签的是 key=value；只应签值。' },
  'key-value-pairs-salt-last': {
    en: 'Signed key=value pairs with the SALT after them.',
    zh: '签的是 key=value，SALT 放在最后。'
  },
  'key-value-pairs-key-salt': {
    en: 'Signed key=value pairs and &key=SALT, as WeChat Pay does.',
    zh: '签的是 key=value 加 &key=SALT，这是微信支付的做法。'
  },
  'key-value-pairs-salt-salt': { en: 'Signed key=value pairs and &salt=SALT.', zh: '签的是 key=value 加 &salt=SALT。' },
  'key-value-pairs-named-salt': {
    en: (of) => `Signed key=value pairs and the SALT after them as ${of}=SALT.`,
    zh: (of) => `签的是 key=value，最后是 ${of}=SALT。`
  },
  'key-value-pairs-salt-behind': {
    en: 'Signed key=value pairs with the SALT appended, without &.',
    zh: '签的是 key=value，SALT 直接接在后面，中间没有 &。'
  },
  'key-value-pairs-salt-before': {
    en: 'Signed key=value pairs with the SALT prepended, without &.',
    zh: '签的是 key=value，SALT 直接放在前面，中间没有 &。'
  },
  'key-value-pairs-salt-around': {
    en: 'Signed key=value pairs with the SALT at both ends, without &.',
    zh: '签的是 key=value，SALT 直接接在首尾两端。'
  },
  'key-value-pairs-no-salt': { en: 'Signed key=value pairs without the SALT.', zh: '签的是 key=value，没有 SALT。' },
  'key-value-pairs-salt-member': {
    en: (of) => `Signed key=value pairs with ${of}=SALT sorted among them.`,
    zh: (of) => `签的是 key=value，${of}=SALT 也在其中排序。`
  },
  'key-value-pairs-sorted-by-value': {
    en: 'Signed key=value pairs that were sorted by value (asort), with the SALT after them.',
    zh: '签的是按值排序（asort）的 key=value，SALT 放在最后。'
  },
  'key-value-pairs-in-other-form': {
    en: (of) => `Signed ${of}; only the values are signed.`,
    zh: (of) => `签的是 ${of}；只应签值。`
  },
  'keys-and-values-glued': {
    en: 'Signed keys and values joined without = and &; only the values are signed.',
    zh: '签的是直接相连的字段名和值，没有 = 和 &；只应签值。'
  },
  'keys-and-values-glued-salt-behind': {
    en: 'Signed keys and values joined without separators, with the SALT after them.',
    zh: '签的是直接相连的字段名和值，SALT 接在后面。'
  },
  'keys-and-values-glued-salt-before': {
    en: 'Signed keys and values joined without separators, with the SALT before them.',
    zh: '签的是直接相连的字段名和值，SALT 放在前面。'
  },
  'keys-and-values-glued-salt-around': {
    en: 'Signed SALT + keys and values + SALT, as Taobao TOP does.',
    zh: '签的是 SALT + 字段名和值 + SALT，这是淘宝开放平台的做法。'
  },
  'keys-signed': { en: 'Signed the keys instead of the values.', zh: '签的是字段名，不是值。' }
})
