import { mistakes } from './mistake.js'

/** From the text to the signature: bytes, hash, padding, and how it is written. */
export const signatureMistakes = mistakes({
  'gbk-bytes': {
    fix: 'charset',
    en: 'The GBK bytes of the text were signed, not its UTF-8 bytes.',
    zh: '签的是文本的 GBK 字节；应为 UTF-8。'
  },
  'latin1-bytes': {
    fix: 'charset',
    en: 'The Latin-1 bytes of the text were signed, one for each character, not its UTF-8 bytes.',
    zh: '签的是文本的 Latin-1 字节，一个字符一个字节；应为 UTF-8。'
  },
  'question-mark-bytes': {
    fix: 'charset',
    en: 'The text was signed as ASCII or ISO-8859-1, with ? instead of Chinese, not as UTF-8.',
    zh: '签名时按 ASCII 或 ISO-8859-1 编码，中文都变成了 ?；应为 UTF-8。'
  },
  'surrogate-bytes': {
    fix: 'charset',
    en: 'Emoji were signed as two characters of three bytes each (modified UTF-8 in Java, charCodeAt in JavaScript).',
    zh: '表情符号按两个各三字节的字符参与了签名（Java 的 modified UTF-8、JavaScript 的 charCodeAt）。'
  },
  'utf16-bytes': {
    fix: 'charset',
    en: 'The UTF-16 bytes of the text were signed, not its UTF-8 bytes.',
    zh: '签的是文本的 UTF-16 字节；应为 UTF-8。'
  },
  'utf8-twice': {
    fix: 'charset',
    en: 'The text was encoded as UTF-8 twice before it was signed.',
    zh: '签名前文本做了两次 UTF-8 编码。'
  },
  'hashed-before': {
    fix: 'algorithm',
    en: (of) => `The text was hashed (${of}) before it was signed; signing itself hashes it.`,
    zh: (of) => `签名前先取了一次哈希（${of}）；签名本身会做哈希。`
  },
  'sha1-digest': {
    fix: 'algorithm',
    en: 'The hash is SHA-1 (SHA1withRSA), not SHA-256.',
    zh: '哈希用的是 SHA-1（SHA1withRSA）；应为 SHA-256。'
  },
  'md5-digest': {
    fix: 'algorithm',
    en: 'The hash is MD5 (MD5withRSA), not SHA-256.',
    zh: '哈希用的是 MD5（MD5withRSA）；应为 SHA-256。'
  },
  'other-digest': {
    fix: 'algorithm',
    en: (of) => `The hash is ${of}, not SHA-256.`,
    zh: (of) => `哈希用的是 ${of}；应为 SHA-256。`
  },
  'pss-padding': {
    fix: 'algorithm',
    en: 'The padding is PSS, not PKCS#1 v1.5.',
    zh: '填充方式是 PSS；应为 PKCS#1 v1.5。'
  },
  'no-digest-info': {
    fix: 'algorithm',
    en: (of) =>
      `The private key encrypted a bare hash (${of}) instead of signing: what PKCS#1 v1.5 puts before the hash is missing.`,
    zh: (of) => `用私钥加密了哈希本身（${of}），而不是签名：缺少 PKCS#1 v1.5 在哈希前加的内容。`
  },
  'text-encrypted': {
    fix: 'algorithm',
    en: 'The private key encrypted the text itself instead of signing it.',
    zh: '用私钥加密了文本本身，而不是签名。'
  },
  'hash-for-signature': {
    fix: 'algorithm',
    en: (of) => `It is not an RSA signature but a hash (${of}); this system has no SALT and no shared secret.`,
    zh: (of) => `这不是 RSA 签名，而是哈希（${of}）；通用交易系统没有 SALT，也没有共享密钥。`
  },
  'signature-length': {
    fix: 'signature-form',
    en: (of) => `The signature has ${of} bytes; with a key of 2048 bits it has 256, which are 344 Base64 characters.`,
    zh: (of) => `签名有 ${of} 个字节；2048 位密钥的签名是 256 字节，即 344 个 Base64 字符。`
  },
  'signature-not-computed': {
    fix: 'signature-form',
    en: (of) => `Instead of the signature, ${of} was written: a variable was converted to text, and not its bytes.`,
    zh: (of) => `签名的位置写的是 ${of}：变量被直接转成了文本，而不是对它的字节编码。`
  },
  'signature-not-base64': { fix: 'signature-form', en: 'The signature is not Base64.', zh: '签名不是 Base64。' },
  'signature-quoted': {
    fix: 'handed-over',
    en: 'The signature has quotes of its own around it.',
    zh: '签名外面多了一层引号。'
  },
  'signature-percent-encoded': {
    fix: 'handed-over',
    en: 'The signature is percent-encoded (%2B, %2F, %3D).',
    zh: '签名做了 URL 编码（%2B、%2F、%3D）。'
  },
  'signature-html-escaped': {
    fix: 'handed-over',
    en: 'The signature has HTML entities (&#43;).',
    zh: '签名里有 HTML 实体（&#43;）。'
  },
  'signature-with-line-breaks': {
    fix: 'signature-form',
    en: 'The signature has line breaks or other white space; some encoders break lines after 64 or 76 characters.',
    zh: '签名里有换行或空白：有些 Base64 编码器每 64 或 76 个字符换行。'
  },
  'signature-plus-lost': {
    fix: 'handed-over',
    en: 'The + characters of the signature became spaces.',
    zh: '签名里的 + 变成了空格。'
  },
  'signature-url-safe': {
    fix: 'signature-form',
    en: 'The signature is URL-safe Base64 (- and _), not standard Base64 (+ and /).',
    zh: '签名用的是 URL 安全的 Base64（- 和 _）；应为 + 和 /。'
  },
  'signature-padding-lost': {
    fix: 'signature-form',
    en: 'The = characters at the end of the signature are missing.',
    zh: '签名末尾缺少 =。'
  },
  'signature-slashes-escaped': {
    fix: 'handed-over',
    en: 'The signature has \\/ instead of /.',
    zh: '签名里的 / 写成了 \\/。'
  },
  'signature-in-hex': {
    fix: 'signature-form',
    en: 'The signature is hexadecimal, not Base64.',
    zh: '签名写成了十六进制；应为 Base64。'
  },
  'signature-encoded-twice': { fix: 'handed-over', en: 'The signature was encoded twice.', zh: '签名编码了两次。' },
  'signature-bytes-printed': {
    fix: 'signature-form',
    en: 'The signature is printed as bytes of a programming language, not as Base64.',
    zh: '签名是语言打印出来的字节；应为 Base64。'
  }
})
