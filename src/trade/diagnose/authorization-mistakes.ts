import { IN_ITS_PLACE, mistakes } from './mistake.js'

/** The text of the authorization, whatever was signed. */
export const authorizationMistakes = mistakes({
  'quotes-in-byte-authorization': {
    fix: 'authorization',
    en: 'The values are quoted; in byteAuthorization, for the client, they must not be.',
    zh: '各个值带了引号；传给客户端的 byteAuthorization 不带引号。'
  },
  'mixed-quotes': {
    fix: IN_ITS_PLACE,
    en: (of) => `Some values are quoted and others are not: ${of}.`,
    zh: (of) => `有的值带引号，有的不带：${of}。`
  },
  'no-quotes-in-header': {
    fix: 'header',
    en: 'The values are not quoted; in the header Byte-Authorization they must be.',
    zh: '各个值没有引号；请求头 Byte-Authorization 里要带引号。'
  },
  'scheme-missing': {
    fix: IN_ITS_PLACE,
    en: 'It does not begin with SHA256-RSA2048.',
    zh: '开头缺少 SHA256-RSA2048。'
  },
  'authorization-as-object': {
    fix: IN_ITS_PLACE,
    en: 'It is an object of JSON with the items as its fields, not one text.',
    zh: '写成了 JSON 对象，各项是它的字段；应为一个字符串。'
  },
  'scheme-not-separated': {
    fix: IN_ITS_PLACE,
    en: 'There is no space between SHA256-RSA2048 and the first item.',
    zh: 'SHA256-RSA2048 与第一项之间没有空格。'
  },
  'typographic-quotes': {
    fix: IN_ITS_PLACE,
    en: (of) => `The quotes are “ ”, which an editor or chat put there: ${of}.`,
    zh: (of) => `引号是中文引号“ ”（编辑器或聊天软件会自动替换）：${of}。`
  },
  'other-scheme': {
    fix: IN_ITS_PLACE,
    en: (of) => `It begins with ${of}, not with SHA256-RSA2048.`,
    zh: (of) => `开头写的是 ${of}，应为 SHA256-RSA2048。`
  },
  'other-header': {
    fix: 'header',
    en: (of) => `It was sent in the header ${of}, not in Byte-Authorization.`,
    zh: (of) => `放在了请求头 ${of} 里；应为 Byte-Authorization。`
  },
  'item-missing': { fix: IN_ITS_PLACE, en: (of) => `${of} is missing.`, zh: (of) => `缺少 ${of}。` },
  'item-empty': { fix: IN_ITS_PLACE, en: (of) => `${of} is empty.`, zh: (of) => `${of} 为空。` },
  'item-twice': { fix: IN_ITS_PLACE, en: (of) => `${of} is in it twice.`, zh: (of) => `${of} 出现了两次。` },
  'item-misspelt': { fix: IN_ITS_PLACE, en: (of) => `${of} is spelt wrong.`, zh: (of) => `${of}：写法不对。` },
  'item-unknown': {
    fix: IN_ITS_PLACE,
    en: (of) => `${of} is not one of the five items.`,
    zh: (of) => `${of} 不属于五项之一。`
  },
  'items-not-separated': {
    fix: IN_ITS_PLACE,
    en: (of) => `The items are separated by ${of}, not by a comma alone.`,
    zh: (of) => `各项之间是 ${of}；应只有一个逗号。`
  },
  'time-in-milliseconds': {
    fix: 'seconds',
    en: 'The timestamp is in milliseconds, not in seconds.',
    zh: '时间戳的单位是毫秒；应为秒。'
  },
  'time-not-digits': {
    fix: 'seconds',
    en: (of) => `The timestamp ${of} is not a number of seconds.`,
    zh: (of) => `时间戳 ${of} 不是秒数。`
  },
  'key-version-not-digits': {
    fix: 'key-version',
    en: (of) => `The key_version ${of} is not a number.`,
    zh: (of) => `key_version ${of} 不是数字。`
  },
  'nonce-too-long': {
    fix: 'nonce',
    en: (of) => `The nonce has ${of} characters; at most 128 are allowed.`,
    zh: (of) => `随机串有 ${of} 个字符，最多 128 个。`
  },
  'other-app-id': {
    fix: 'app-id',
    en: (of) => `The app_id ${of} is not the configured one.`,
    zh: (of) => `app_id ${of} 与配置的不同。`
  },
  'other-key-version': {
    fix: 'key-version',
    en: (of) => `The key_version ${of} is not the configured one.`,
    zh: (of) => `key_version ${of} 与配置的不同。`
  }
})
