import { entry, topic } from './topic.js'

/** The right text was signed, but hashed or written in another way. */
export const callbackDigest = topic('The callback: how the signature was written', '回调：签名的写法', {
  'signature-of-other-hash': entry<{ digits: number; hash: string }>({
    en: ({ digits, hash }) => [
      `The signature has ${digits} hexadecimal digits, the length of ${hash}; that of a callback has 40 (SHA-1).`,
      'Callbacks are signed with SHA-1 and the Token, requests with MD5 and the SALT.'
    ],
    zh: ({ digits, hash }) => [
      `${digits} 位十六进制是 ${hash}；回调的签名是 40 位的 SHA-1。`,
      '回调用 SHA-1 和令牌(Token)签名，请求才用 MD5 和 SALT。'
    ]
  }),
  'uppercase-digest': entry({
    en: ['The signature is right but in upper case.', 'Compare in lower case.'],
    zh: ['签名本身正确，但是大写。', '请统一成小写再比较。']
  }),
  'md5-digest': entry({
    en: ['The signature is an MD5.', 'Callbacks are signed with SHA-1 and the Token, requests with MD5 and the SALT.'],
    zh: ['签名是 MD5。', '回调用 SHA-1 和令牌(Token)签名，请求才用 MD5 和 SALT。']
  }),
  'sha256-digest': entry({
    en: ['The signature is a SHA-256.', 'Callbacks are signed with SHA-1.'],
    zh: ['签名是 SHA-256。', '回调用 SHA-1 签名。']
  }),
  'sha512-digest': entry({
    en: ['The signature is a SHA-512.', 'Callbacks are signed with SHA-1.'],
    zh: ['签名是 SHA-512。', '回调用 SHA-1 签名。']
  }),
  'hmac-digest': entry({
    en: [
      'The signature is an HMAC with the token as its key.',
      'Callbacks use a plain SHA-1: the token is one of the four texts.'
    ],
    zh: ['签名是以令牌为密钥的 HMAC。', '回调直接用 SHA-1，令牌是参与排序的四段文本之一。']
  }),
  'hex-without-leading-zeros': entry({
    en: [
      'The leading zeros of the signature are lost.',
      'Pad to 40 digits: String.format("%040x", …), or print each byte with "%02x".'
    ],
    zh: ['签名开头的 0 丢失了。', '请补足 40 位：String.format("%040x", …)，或按 "%02x" 输出每个字节。']
  }),
  'hex-bytes-unpadded': entry({
    en: [
      'Bytes below 16 were printed with one digit.',
      'Print each byte with "%02x"; Integer.toHexString does not pad.'
    ],
    zh: ['小于 16 的字节只输出了一位。', '请按 "%02x" 输出每个字节；Integer.toHexString 不补零。']
  }),
  'hex-bytes-signed': entry({
    en: [
      'Bytes of 128 and above were printed with ffffff before them.',
      'Mask each byte: Integer.toHexString(b & 0xff), padded to two digits, or "%02x".'
    ],
    zh: [
      '大于等于 128 的字节前面多了 ffffff。',
      '请先取低 8 位：Integer.toHexString(b & 0xff) 并补足两位，或用 "%02x"。'
    ]
  }),
  'hex-with-separators': entry({
    en: [
      'There are separators between the bytes of the signature.',
      'Print only the 40 digits: BitConverter.ToString(…).Replace("-", "").ToLower() in C#.'
    ],
    zh: [
      '签名的字节之间有分隔符。',
      '只输出 40 位十六进制：C# 用 BitConverter.ToString(…).Replace("-", "").ToLower()。'
    ]
  }),
  'hex-bytes-as-numbers': entry({
    en: [
      'The signature is a list of numbers: its bytes were printed as numbers.',
      'Write each byte as two hexadecimal digits: "%02x", hex.EncodeToString, HexFormat.'
    ],
    zh: ['签名是一串数字：字节被直接打印了。', '请把每个字节写成两位十六进制："%02x"、hex.EncodeToString、HexFormat。']
  }),
  'hashed-twice': entry({
    en: ['The hash was hashed again.', 'Hash the joined texts once.'],
    zh: ['哈希之后又做了一次哈希。', '对拼接后的文本只做一次哈希。']
  }),
  'nothing-hashed': entry({
    en: ['This is the hash of an empty text.', 'Check that the text reaches the hash: update() before digest().'],
    zh: ['这是空内容的哈希。', '请检查文本是否传给了哈希：先 update() 再 digest()。']
  }),
  'md5-16-digits': entry({
    en: ['The signature is the middle of an MD5: 16 digits.', 'Callbacks are signed with SHA-1: 40 digits.'],
    zh: ['签名是 16 位的 MD5（取中间一段）。', '回调用 SHA-1 签名，共 40 位。']
  }),
  'digest-cut': entry<{ length: number; digits: number }>({
    en: ({ length, digits }) => [
      `The signature is cut after ${length} of ${digits} digits.`,
      'Look for a column or a variable that is too short.'
    ],
    zh: ({ length, digits }) => [
      `签名有 ${digits} 位，在第 ${length} 位之后被截断。`,
      '请检查长度不够的数据库字段或变量。'
    ]
  }),
  'base64-digest': entry({
    en: ['The signature is in Base64.', 'Write it as 40 lower-case hexadecimal digits.'],
    zh: ['签名用了 Base64。', '请写成 40 位小写十六进制。']
  }),
  'base64-of-hex': entry({
    en: ['The signature is the Base64 of its hexadecimal digits.', 'Write it as 40 lower-case hexadecimal digits.'],
    zh: ['签名是十六进制文本的 Base64。', '请写成 40 位小写十六进制。']
  })
})
