import { mistakes } from '../../protocol/search/mistake.js'

/** Mistakes in which a text was signed in another form than sent. */
export const textMistakes = mistakes({
  'url-encoded': {
    en: (of) => `${of}: signed URL-encoded, sent plain.`,
    zh: (of) => `${of}：签名用的是 URL 编码后的，发送的是原文。`
  },
  'url-encoded-but-slashes': {
    en: (of) => `${of}: signed URL-encoded except / (Python quote), sent plain.`,
    zh: (of) => `${of}：签名用的是保留 / 的 URL 编码（Python 的 quote），发送的是原文。`
  },
  'url-encoded-as-address': {
    en: (of) => `${of}: signed URL-encoded as a whole address (encodeURI), sent plain.`,
    zh: (of) => `${of}：签名用的是整个网址的 URL 编码（encodeURI），发送的是原文。`
  },
  'url-encoded-as-form': {
    en: (of) => `${of}: signed URL-encoded as a form (+ for a space), sent plain.`,
    zh: (of) => `${of}：签名用的是表单式 URL 编码（空格写成 +），发送的是原文。`
  },
  'url-encoded-twice': {
    en: (of) => `${of}: signed URL-encoded two more times than sent.`,
    zh: (of) => `${of}：签名时比发送时多做了两次 URL 编码。`
  },
  'url-decoded': {
    en: (of) => `${of}: signed decoded, sent URL-encoded.`,
    zh: (of) => `${of}：签名用的是解码后的，发送的是 URL 编码的。`
  },
  'url-decoded-as-form': {
    en: (of) => `${of}: signed decoded (+ as a space), sent URL-encoded.`,
    zh: (of) => `${of}：签名用的是解码后的（+ 当作空格），发送的是 URL 编码的。`
  },
  'url-decoded-twice': {
    en: (of) => `${of}: signed decoded twice, sent URL-encoded.`,
    zh: (of) => `${of}：签名用的解码了两次，发送的是 URL 编码的。`
  },
  'html-escaped': {
    en: (of) => `${of}: signed with HTML entities (&amp;), sent plain.`,
    zh: (of) => `${of}：签名用的带 HTML 实体（&amp;），发送的是原文。`
  },
  'html-unescaped': {
    en: (of) => `${of}: signed plain, sent with HTML entities (&amp;).`,
    zh: (of) => `${of}：签名用的是原文，发送的带 HTML 实体（&amp;）。`
  },
  'tags-stripped': {
    en: (of) => `${of}: signed without HTML tags (strip_tags), sent with them.`,
    zh: (of) => `${of}：签名时去掉了 HTML 标签（strip_tags），发送的带标签。`
  },
  'emoji-changed': {
    en: (of) => `${of}: signed without emoji, or with ? in their place, sent with them.`,
    zh: (of) => `${of}：签名时表情符号被去掉或变成了 ?，发送的带表情符号。`
  },
  'value-in-base64': {
    en: (of) => `${of}: signed as Base64, sent plain.`,
    zh: (of) => `${of}：签名用的是 Base64，发送的是原文。`
  },
  'value-out-of-base64': {
    en: (of) => `${of}: signed plain, sent as Base64.`,
    zh: (of) => `${of}：签名用的是原文，发送的是 Base64。`
  },
  'value-as-json': {
    en: (of) => `${of}: signed encoded as JSON once more, with quotes and backslashes, sent plain.`,
    zh: (of) => `${of}：签名时又做了一次 JSON 编码，带引号和反斜杠，发送的是原文。`
  },
  'unicode-escaped': {
    en: (of) => `${of}: signed with \\u escapes instead of the characters.`,
    zh: (of) => `${of}：签名用的是 \\u 转义，而不是字符本身。`
  },
  'json-escaped': {
    en: (of) => `${of}: signed with the backslashes of its JSON form.`,
    zh: (of) => `${of}：签名时保留了 JSON 转义用的反斜杠。`
  },
  'slashes-escaped': {
    en: (of) => `${of}: signed with \\/ instead of /.`,
    zh: (of) => `${of}：签名用的是 \\/，而不是 /。`
  },
  'slashes-added': {
    en: (of) => `${of}: signed with a backslash before each quote (addslashes), sent plain.`,
    zh: (of) => `${of}：签名用的在引号前加了反斜杠（addslashes），发送的是原文。`
  },
  'spaces-as-plus': {
    en: (of) => `${of}: signed with + in place of each space, sent with spaces.`,
    zh: (of) => `${of}：签名时空格写成了 +，发送的是空格。`
  },
  'non-ascii-dropped': {
    en: (of) => `${of}: signed without the characters beyond ASCII (//IGNORE, 'ignore'), sent with them.`,
    zh: (of) => `${of}：签名时去掉了 ASCII 以外的字符（//IGNORE、'ignore'），发送的带这些字符。`
  },
  'encoded-after-sorting': {
    en: (of) => `The texts were encoded (${of}) after they were sorted, before they were joined.`,
    zh: (of) => `排序之后、连接之前，又对各个文本做了 ${of} 编码。`
  },
  'spaces-removed': {
    en: (of) => `${of}: signed without white space, sent with it.`,
    zh: (of) => `${of}：签名时去掉了所有空白，发送的带空白。`
  },
  'value-in-lower-case': {
    en: (of) => `${of}: signed in lower case, sent in another form.`,
    zh: (of) => `${of}：签名用的是小写，发送的不同。`
  },
  'value-in-upper-case': {
    en: (of) => `${of}: signed in upper case, sent in another form.`,
    zh: (of) => `${of}：签名用的是大写，发送的不同。`
  },
  'values-as-json': {
    en: 'Strings were signed with their JSON quotes (Gson toString, json.Marshal).',
    zh: '字符串带着 JSON 的引号参与了签名（Gson 的 toString、json.Marshal）。'
  },
  'values-in-single-quotes': {
    en: "Strings were signed in single quotes (Python's repr, SQL).",
    zh: '字符串带着单引号参与了签名（Python 的 repr、SQL）。'
  },
  'bytes-as-text': {
    en: (of) => `${of}: signed as bytes are printed: b'\\xe6' in Python, [230 97] in Go.`,
    zh: (of) => `${of}：按打印出来的字节签名：Python 的 b'\\xe6'，Go 的 [230 97]。`
  },
  'body-garbled': {
    en: (of) => `${of}: signed correctly, but garbled in the body: UTF-8 bytes were read as Latin-1 or GBK.`,
    zh: (of) => `${of}：签名用的是正确的文本，请求体里是乱码：UTF-8 字节被当作 Latin-1 或 GBK 读取。`
  },
  'question-marks-sent': {
    en: (of) => `${of}: the body has ? where the signed text was probably Chinese: it was sent as ASCII or ISO-8859-1.`,
    zh: (of) => `${of}：请求体里是问号，签名用的多半是中文：发送时按 ASCII 或 ISO-8859-1 编码了。`
  },
  'normalized-nfc': {
    en: (of) => `${of}: signed in Unicode form NFC, sent in another.`,
    zh: (of) => `${of}：签名用的是 Unicode NFC 形式，发送的是另一种。`
  },
  'normalized-nfd': {
    en: (of) => `${of}: signed in Unicode form NFD, sent in another.`,
    zh: (of) => `${of}：签名用的是 Unicode NFD 形式，发送的是另一种。`
  },
  'normalized-nfkc': {
    en: (of) => `${of}: signed with full-width characters made half-width (Unicode NFKC), sent as they were.`,
    zh: (of) => `${of}：签名时全角字符变成了半角（Unicode NFKC），发送的是原样。`
  },
  'crlf-to-lf': {
    en: (of) => `${of}: signed with LF line breaks, sent with CRLF.`,
    zh: (of) => `${of}：签名用 LF 换行，发送的是 CRLF。`
  },
  'lf-to-crlf': {
    en: (of) => `${of}: signed with CRLF line breaks, sent with LF.`,
    zh: (of) => `${of}：签名用 CRLF 换行，发送的是 LF。`
  },
  'not-trimmed': { en: 'White space at the start or end of values was signed.', zh: '值两端的空白参与了签名。' },
  'trimmed-as-java': {
    en: "Values were trimmed with Java's trim(), which keeps U+3000 and U+00A0.",
    zh: '按 Java 的 trim() 去空白，会留下 U+3000 和 U+00A0。'
  },
  'trimmed-as-php': {
    en: "Values were trimmed with PHP's trim(), which keeps U+3000 and U+00A0.",
    zh: '按 PHP 的 trim() 去空白，会留下 U+3000 和 U+00A0。'
  },
  'trimmed-as-javascript': {
    en: "Values were trimmed with JavaScript's trim(), which also removes U+FEFF.",
    zh: '按 JavaScript 的 trim() 去空白，会连 U+FEFF 一起去掉。'
  },
  'quotes-kept': { en: 'Quotes around a value were signed.', zh: '值外层的引号参与了签名。' },
  'first-quote-dropped': { en: 'Only the first quote around a value was removed.', zh: '值外层只去掉了前一个引号。' },
  'last-quote-dropped': { en: 'Only the last quote around a value was removed.', zh: '值外层只去掉了后一个引号。' },
  'all-quotes-dropped': {
    en: 'All quotes around a value were removed, not only one pair.',
    zh: '值外层的引号全部去掉了，应只去一对。'
  }
})
