import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes about which members were signed and which were left out. */
export const memberMistakes = mistakes({
  'excluded-key-signed': {
    en: (of) => `${of}: signed, although the rule excludes it.`,
    zh: (of) => `${of}：参与了签名，但按规则不应参与。`
  },
  'left-out': {
    en: (of) => `${of}: in the body, but not signed.`,
    zh: (of) => `${of}：在请求体里，但没有参与签名。`
  },
  'only-some-signed': {
    en: (of) => `Only ${of} and the SALT were signed; every field except four is.`,
    zh: (of) => `只有 ${of} 和 SALT 参与了签名；除四个字段外都要参与。`
  },
  'only-salt-signed': {
    en: 'Only the SALT was signed: the list had no values.',
    zh: '只有 SALT 参与了签名：列表里没有值。'
  },
  'value-cut': {
    en: (of) => `${of}: the signed text is shorter than that in the body.`,
    zh: (of) => `${of}：签名用的内容比请求体里的短。`
  },
  'signed-not-sent': {
    en: (of) => `${of}: signed, but not in the body.`,
    zh: (of) => `${of}：参与了签名，但请求体里没有。`
  },
  'previous-sign-signed': {
    en: 'The sign of an earlier signature was still in the body and was signed too.',
    zh: '上一次的 sign 还在请求体里，也参与了签名。'
  },
  'empty-signed': { en: 'Empty values were signed.', zh: '空值参与了签名。' },
  'null-text-signed': { en: 'The text null was signed.', zh: '字符串 null 参与了签名。' },
  'zeros-dropped': {
    en: 'Zeros were left out: 0 and "0" are signed. PHP empty() counts them as empty.',
    zh: '漏掉了 0：0 和 "0" 都要参与签名。PHP 的 empty() 会把它们当作空。'
  },
  'number-zeros-dropped': {
    en: 'The number 0 was left out, as by !value in JavaScript; it is signed.',
    zh: '漏掉了数字 0（JavaScript 的 !value 会这样）；它也要参与签名。'
  },
  'text-zeros-dropped': { en: 'The text "0" was left out; it is signed.', zh: '漏掉了字符串 "0"；它也要参与签名。' },
  'false-dropped': { en: 'false was left out; the word is signed.', zh: '漏掉了 false；它也要参与签名。' }
})
