import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in the whole string and its hash. */
export const hashMistakes = mistakes({
  'line-break-behind': {
    en: 'A line break after the string was hashed with it, like that of echo.',
    zh: '字符串后面的换行也参与了哈希（echo 会加换行）。'
  },
  'byte-order-mark-before': {
    en: 'A byte order mark (U+FEFF) before the string was hashed with it.',
    zh: '字符串前面的字节顺序标记（U+FEFF）也参与了哈希。'
  },
  'string-in-lower-case': {
    en: 'The whole string was changed to lower case before it was hashed.',
    zh: '整个字符串先转成了小写再做哈希。'
  },
  'string-in-upper-case': {
    en: 'The whole string was changed to upper case before it was hashed.',
    zh: '整个字符串先转成了大写再做哈希。'
  },
  'string-url-encoded': {
    en: 'The whole string was URL-encoded before it was hashed.',
    zh: '整个字符串先做了 URL 编码再做哈希。'
  },
  'string-unicode-escaped': {
    en: 'The whole string was written with \\u escapes before it was hashed (unicode_escape).',
    zh: '整个字符串先写成了 \\u 转义再做哈希（unicode_escape）。'
  },
  'string-html-escaped': {
    en: 'The whole string was written with HTML entities (&amp;) before it was hashed.',
    zh: '整个字符串先转成了带 HTML 实体（&amp;）的写法再做哈希。'
  },
  'string-in-base64': {
    en: 'The whole string was encoded as Base64 before it was hashed.',
    zh: '整个字符串先转成 Base64 再做哈希。'
  },
  'last-character-lost': {
    en: 'The last character of the string was removed before it was hashed, as if a & stood there.',
    zh: '字符串的最后一个字符在哈希之前被去掉了（以为那里是 &）。'
  },
  'first-character-lost': {
    en: 'The first character of the string was removed before it was hashed, as if a & stood there.',
    zh: '字符串的第一个字符在哈希之前被去掉了（以为那里是 &）。'
  },
  'characters-sorted': {
    en: "The characters of the string were sorted, not the values (Python's sorted of a string).",
    zh: '排序的是字符串里的字符，而不是各个值（Python 对字符串用 sorted 会这样）。'
  },
  'nothing-hashed': {
    en: 'This is the MD5 of an empty text: no text reached the hash.',
    zh: '这是空字符串的 MD5：文本没有传给哈希函数。'
  },
  'word-hashed': {
    en: (of) => `This is the MD5 of the word ${of}: a variable was converted to text, and not its content.`,
    zh: (of) => `这是单词 ${of} 的 MD5：变量被直接转成了文本，而不是取它的内容。`
  },
  'string-as-json': {
    en: 'The whole string was encoded as JSON before it was hashed.',
    zh: '整个字符串先编码成 JSON 再做哈希。'
  },
  'uppercase-digest': { en: 'The signature is in upper case.', zh: '签名是大写的。' },
  'hex-without-leading-zeros': {
    en: 'The leading zeros of the signature are lost, as with BigInteger.toString(16) in Java.',
    zh: '签名丢了开头的 0（Java 的 BigInteger.toString(16) 会这样）。'
  },
  'hex-as-signed-number': {
    en: 'The digest was printed as a signed number, as by new BigInteger(digest) in Java.',
    zh: '摘要被当作有符号数打印（Java 的 new BigInteger(digest) 会这样）。'
  },
  'hex-bytes-unpadded': {
    en: 'Bytes below 16 were printed with one digit (Integer.toHexString).',
    zh: '小于 16 的字节只打印了一位（Integer.toHexString）。'
  },
  'hex-bytes-signed': {
    en: 'Negative bytes were printed as ffffff8b (Integer.toHexString without & 0xff).',
    zh: '负数字节打印成了 ffffff8b（Integer.toHexString 没有 & 0xff）。'
  },
  'hex-with-hyphens': {
    en: 'The signature has hyphens between its bytes (BitConverter.ToString).',
    zh: '签名的字节之间有连字符（BitConverter.ToString）。'
  },
  'hex-with-separators': {
    en: 'The signature has separators between its bytes.',
    zh: '签名的字节之间有分隔符。'
  },
  'hex-with-prefix': { en: 'The signature begins with 0x.', zh: '签名以 0x 开头。' },
  'hex-bytes-as-numbers': {
    en: 'The bytes of the digest were printed as a list of numbers.',
    zh: '摘要的字节被打印成了一串数字。'
  },
  'sign-in-quotes': {
    en: 'The signature is sent with quotes around it.',
    zh: '发送的签名带着引号。'
  },
  'sign-as-bytes': {
    en: "The signature is sent as Python prints bytes: b'…'.",
    zh: "发送的签名是 Python 打印字节的写法：b'…'。"
  },
  'sign-as-object': {
    en: "The signature is the object or the bytes of the digest: digest() without 'hex', MD5(text) without toString().",
    zh: "发送的签名是摘要对象或摘要的字节：digest() 没有写 'hex'，MD5(text) 没有调用 toString()。"
  },
  'sign-with-white-space': {
    en: 'The signature is sent with white space or a line break at its end or beginning.',
    zh: '发送的签名前后带有空白或换行。'
  },
  'md5-16-digits': {
    en: 'The 16-digit MD5 was used; all 32 digits are required.',
    zh: '用了 16 位 MD5；应为完整的 32 位。'
  },
  'sign-cut': { en: 'The signature was cut off: digits are missing at one end.', zh: '签名被截断了，一端少了几位。' },
  'base64-digest': {
    en: 'The signature is the Base64 of the digest; it must be hexadecimal.',
    zh: '签名是摘要的 Base64；应为十六进制。'
  },
  'base64-of-hex': { en: 'The hexadecimal signature was encoded as Base64.', zh: '十六进制签名又被转成了 Base64。' },
  'sha1-digest': { en: 'SHA-1 was used instead of MD5.', zh: '误用 SHA-1，应为 MD5。' },
  'sha224-digest': { en: 'SHA-224 was used instead of MD5.', zh: '误用 SHA-224，应为 MD5。' },
  'sha256-digest': { en: 'SHA-256 was used instead of MD5.', zh: '误用 SHA-256，应为 MD5。' },
  'sha384-digest': { en: 'SHA-384 was used instead of MD5.', zh: '误用 SHA-384，应为 MD5。' },
  'sha512-digest': { en: 'SHA-512 was used instead of MD5.', zh: '误用 SHA-512，应为 MD5。' },
  'sha3-256-digest': { en: 'SHA3-256 was used instead of MD5.', zh: '误用 SHA3-256，应为 MD5。' },
  'sm3-digest': { en: 'SM3 was used instead of MD5.', zh: '误用 SM3，应为 MD5。' },
  'hmac-md5-digest': {
    en: 'HMAC-MD5 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-MD5，应为 MD5。'
  },
  'hmac-sha1-digest': {
    en: 'HMAC-SHA1 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-SHA1，应为 MD5。'
  },
  'hmac-sha224-digest': {
    en: 'HMAC-SHA224 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-SHA224，应为 MD5。'
  },
  'hmac-sha256-digest': {
    en: 'HMAC-SHA256 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-SHA256，应为 MD5。'
  },
  'hmac-sha384-digest': {
    en: 'HMAC-SHA384 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-SHA384，应为 MD5。'
  },
  'hmac-sha512-digest': {
    en: 'HMAC-SHA512 with the SALT as its key was used instead of MD5.',
    zh: '误用以 SALT 为密钥的 HMAC-SHA512，应为 MD5。'
  },
  'md5-twice': { en: 'The MD5 was hashed again.', zh: 'MD5 之后又做了一次 MD5。' },
  'md5-and-salt-again': {
    en: 'The MD5 was hashed again, with the SALT next to it.',
    zh: 'MD5 与 SALT 接在一起，又做了一次 MD5。'
  },
  'gbk-bytes': {
    en: 'The GBK bytes were hashed; the platform hashes UTF-8.',
    zh: '对 GBK 字节做了哈希；平台使用 UTF-8 字节。'
  },
  'latin1-bytes': {
    en: 'One byte per character was hashed (Node latin1 or binary); the platform hashes UTF-8.',
    zh: '每个字符只取一个字节做了哈希（Node 的 latin1 或 binary）；平台使用 UTF-8 字节。'
  },
  'question-mark-bytes': {
    en: 'Every Chinese character was hashed as ? (ISO-8859-1 or ASCII); the platform hashes UTF-8.',
    zh: '中文都变成 ? 再做了哈希（ISO-8859-1 或 ASCII）；平台使用 UTF-8 字节。'
  },
  'utf16-bytes': {
    en: 'The UTF-16 bytes were hashed (Encoding.Unicode in C#, UTF-16 in Java); the platform hashes UTF-8.',
    zh: '对 UTF-16 字节做了哈希（C# 的 Encoding.Unicode、Java 的 UTF-16）；平台使用 UTF-8 字节。'
  },
  'surrogate-bytes': {
    en: 'Emoji were hashed as two characters of three bytes each (MD5 libraries in JavaScript, modified UTF-8 in Java).',
    zh: '表情符号按两个各三字节的字符做了哈希（一些 JavaScript 的 MD5 库，Java 的 modified UTF-8）。'
  },
  'utf8-twice': {
    en: 'The string was encoded as UTF-8 twice before it was hashed.',
    zh: '字符串先做了两次 UTF-8 编码再做哈希；平台只编码一次。'
  }
})
