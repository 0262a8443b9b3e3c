/** The fixes of mistakes, in both languages. */
export const FIXES = {
  members: {
    en: 'Leave out app_id, thirdparty_id, sign and other_settle_params, and sign every other field.',
    zh: '去掉 app_id、thirdparty_id、sign 和 other_settle_params，其余字段都参与签名。'
  },
  empties: {
    en: 'Leave out a value only when its text is empty or exactly null; 0 and false are signed.',
    zh: '只有值为空或恰好是字符串 null 时才去掉；0 和 false 要参与签名。'
  },
  amount: {
    en: 'Keep amounts as an integer number of fen everywhere, and sign the number that is sent.',
    zh: '金额一律用以分为单位的整数，并对发送的那个数签名。'
  },
  numbers: {
    en: 'Keep numbers as integers or as the digits of the JSON text; never let them become a float.',
    zh: '数字用整数，或用 JSON 文本里的原样数字；不要变成浮点数。'
  },
  digits: {
    en: 'Keep order numbers and ids as texts everywhere: never convert them to a number.',
    zh: '订单号和各种 id 一律用字符串，不要转成数字。'
  },
  booleans: { en: 'Send 0 or 1: the switches of the API are numbers.', zh: '开关类字段请传数字 0 或 1。' },
  nulls: {
    en: 'Take null fields out of the body before signing it and sending it.',
    zh: '签名和发送之前，先把值为 null 的字段去掉。'
  },
  nested: {
    en: 'Write the nested value as JSON text once, and use that one string for signing and for sending.',
    zh: '嵌套值只序列化一次，签名和发送用同一个字符串。'
  },
  'same-text': {
    en: 'Sign the very string that goes into the body: encode it before both or after none.',
    zh: '对放进请求体的那个字符串签名：要编码就先编码再签名和发送，要不编码就都不编码。'
  },
  trim: {
    en: "Trim Unicode white space as Go's strings.TrimSpace does, before and after unquoting.",
    zh: '按 Go strings.TrimSpace 去掉 Unicode 空白，去引号前后各一次。'
  },
  quotes: {
    en: 'Where a value both begins and ends with ", drop that one pair; better, do not encode it twice.',
    zh: '值的首尾都是 " 时，去掉这一对；更好的办法是不要编码两次。'
  },
  order: {
    en: 'Sort the values with the SALT among them, by their UTF-8 bytes, after trimming.',
    zh: '去空白之后，把 SALT 和各个值放在一起，按 UTF-8 字节排序。'
  },
  pairs: { en: 'Take the values alone, without keys and without =.', zh: '只取值，不要字段名，也不要 =。' },
  'salt-key': {
    en: "Use the payment SALT (支付设置) of the body's own app_id, unchanged.",
    zh: '用请求体里 app_id 自己的支付 SALT（支付设置），原样使用。'
  },
  'salt-place': { en: 'Put the SALT into the list once, before sorting.', zh: '排序之前把 SALT 放进列表，只放一次。' },
  join: {
    en: 'Join all values by one & each, none at the ends; keep equal values; in JavaScript, drop missing values first.',
    zh: '所有值用一个 & 连接，首尾不加；相同的值都保留；JavaScript 要先去掉列表里没有值的项。'
  },
  digest: {
    en: 'Take the MD5 of the joined string, in 32 lower-case hexadecimal digits.',
    zh: '对拼接后的字符串取 MD5，用 32 位小写十六进制表示。'
  },
  'bare-sign': {
    en: 'Send the 32 digits alone: hexdigest(), trim(); no quotes, no prefix.',
    zh: '只发送 32 位数字本身：用 hexdigest()、trim()，不带引号、前缀和空白。'
  },
  whole: {
    en: 'Take the MD5 of the joined string as it is: no line break, no other case, no further encoding.',
    zh: '对拼接好的字符串原样取 MD5：不加换行，不改大小写，不再编码。'
  },
  charset: { en: 'Hash the UTF-8 bytes of the string.', zh: '对字符串的 UTF-8 字节做哈希。' },
  'json-text': {
    en: 'Do not sign the JSON text: take its values, sort them with the SALT, and join them by &.',
    zh: '不要对 JSON 文本签名：取出各个值，与 SALT 一起排序，用 & 连接。'
  },
  'sent-text': {
    en: 'Send the body as UTF-8: set that charset in the HTTP client, or give it the bytes.',
    zh: '按 UTF-8 发送请求体：给 HTTP 客户端设定 UTF-8，或直接发送字节。'
  },
  'sent-body': {
    en: 'Sign the body last, when nothing is added to it or changed in it any more, and send those bytes.',
    zh: '最后再签名：签名之后请求体不再增删改，并发送同样的字节。'
  }
}
