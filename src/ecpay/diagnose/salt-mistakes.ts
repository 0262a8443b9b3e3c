import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in the position of the SALT, and other texts instead of it. */
export const saltMistakes = mistakes({
  'salt-appended': {
    en: 'The SALT was put at the end; it is sorted among the values.',
    zh: 'SALT 放在了最后；它应与各个值一起排序。'
  },
  'salt-first': {
    en: 'The SALT was put at the beginning; it is sorted among the values.',
    zh: 'SALT 放在了最前；它应与各个值一起排序。'
  },
  'salt-glued-behind': {
    en: 'The SALT was appended without &; it is sorted among the values.',
    zh: 'SALT 直接接在最后，中间没有 &；它应与各个值一起排序。'
  },
  'salt-glued-before': {
    en: 'The SALT was prepended without &; it is sorted among the values.',
    zh: 'SALT 直接放在最前，中间没有 &；它应与各个值一起排序。'
  },
  'salt-glued-around': {
    en: 'The SALT was added at both ends without &; it is sorted among the values, once.',
    zh: 'SALT 接在首尾两端；它应与各个值一起排序，只用一次。'
  },
  'salt-named': {
    en: 'The SALT was signed as key=SALT or salt=SALT; it is sorted among the values, without a key.',
    zh: 'SALT 以 key=SALT 或 salt=SALT 的形式参与了签名；它应单独与各个值一起排序。'
  },
  'salt-missing': { en: 'The SALT is missing in the hashed text.', zh: '参与哈希的字符串里没有 SALT。' },
  'salt-twice': { en: 'The SALT was used twice.', zh: 'SALT 用了两次。' },
  'salt-as-member': {
    en: 'The SALT was sorted as if it were a field named salt or key.',
    zh: 'SALT 被当作名为 salt 或 key 的字段排序。'
  },
  'salt-not-loaded': {
    en: (of) => `The SALT was not loaded: ${of} was signed instead.`,
    zh: (of) => `SALT 没有加载：代替它参与签名的是 ${of}。`
  },
  'salt-is-placeholder': {
    en: (of) => `The example text ${of} was signed instead of the SALT.`,
    zh: (of) => `误把示例文字 ${of} 当作 SALT。`
  },
  'salt-cut': { en: 'The SALT was cut off: a part of it is missing.', zh: 'SALT 被截断了，少了一部分。' },
  'salt-hashed': { en: 'The MD5 of the SALT was used instead.', zh: '误把 SALT 的 MD5 当作 SALT。' },
  'salt-encoded': {
    en: (of) => `The SALT was used in its ${of} encoding.`,
    zh: (of) => `误把 SALT 的 ${of} 编码当作 SALT。`
  },
  'salt-trimmed': {
    en: 'The SALT was trimmed; here it is used as configured.',
    zh: 'SALT 首尾的空白被去掉了；应按配置原样使用。'
  },
  'salt-with-line-break': {
    en: 'A line break after the SALT was hashed with it.',
    zh: 'SALT 后面的换行也参与了哈希。'
  },
  'salt-with-byte-order-mark': {
    en: 'A byte order mark (U+FEFF) before the SALT was hashed with it.',
    zh: 'SALT 前面的字节顺序标记（U+FEFF）也参与了哈希。'
  },
  'salt-with-space': { en: 'White space next to the SALT was hashed with it.', zh: 'SALT 旁边的空白也参与了哈希。' },
  'salt-with-quotes': { en: 'Quotes around the SALT were hashed with it.', zh: 'SALT 外层的引号也参与了哈希。' },
  'salt-as-printed': {
    en: (of) => `The SALT was signed as its container is printed: ${of}`,
    zh: (of) => `SALT 外面还有一层，参与签名的是打印出来的写法：${of}`
  },
  'salt-with-rest-of-line': {
    en: (of) => `What stands behind the SALT in its line was hashed with it: ${of}`,
    zh: (of) => `SALT 那一行后面的字符也参与了哈希：${of}`
  },
  'salt-with-invisible-character': {
    en: 'An invisible character next to the SALT was hashed with it, as copied from a web page.',
    zh: 'SALT 旁边有一个看不见的字符，也参与了哈希（从网页复制时会这样）。'
  },
  'salt-in-lower-case': { en: 'The SALT was changed to lower case.', zh: 'SALT 被转成了小写。' },
  'salt-in-upper-case': { en: 'The SALT was changed to upper case.', zh: 'SALT 被转成了大写。' },
  'salt-of-other-profile': {
    en: (of) => `The SALT of the profile ${of} was used.`,
    zh: (of) => `用了配置档 ${of} 的 SALT。`
  },
  'token-as-salt': { en: 'The callback token was used instead of the SALT.', zh: '误把回调令牌 (Token) 当作 SALT。' },
  'token-of-other-profile': {
    en: (of) => `The callback token of the profile ${of} was used instead of the SALT.`,
    zh: (of) => `误把配置档 ${of} 的回调令牌 (Token) 当作 SALT。`
  },
  'salt-of-local-gateway': {
    en: 'The SALT of the local gateway (a public demo key) was used.',
    zh: '用了本地网关的 SALT（公开的演示密钥）。'
  },
  'token-of-local-gateway': {
    en: 'The callback token of the local gateway (a public demo key) was used instead of the SALT.',
    zh: '误把本地网关的回调令牌（公开的演示密钥）当作 SALT。'
  },
  'app-secret-as-salt': {
    en: 'The AppSecret was used instead of the SALT of the payment settings.',
    zh: '误把 AppSecret 当作 SALT；SALT 在支付设置里。'
  },
  'app-id-as-salt': { en: 'The app_id was used instead of the SALT.', zh: '误把 app_id 当作 SALT。' },
  'thirdparty-id-as-salt': {
    en: 'The thirdparty_id was used instead of the SALT.',
    zh: '误把 thirdparty_id 当作 SALT。'
  }
})
