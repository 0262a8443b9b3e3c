import { phrases } from './phrases.js'
import { where } from './rsa-key-phrases.js'
import { entry, topic } from './topic.js'

/** What happened at the ends of a body. */
const edges = phrases({
  'line-break-added': { en: 'without the line break at its end', zh: '去掉末尾换行符后的请求体' },
  'line-break-missing': {
    en: 'with a line break at its end, which is missing here',
    zh: '末尾带换行符的请求体，这里却没有'
  },
  trimmed: { en: 'without the white space around it', zh: '去掉首尾空白后的请求体' },
  'byte-order-mark': { en: 'with a byte order mark, or without the one that is here', zh: 'BOM 有无不同的请求体' }
})

/** What was done to a body on its way. */
const encodings = phrases({
  'html-escaped': { en: 'HTML escapes such as &quot; in one of the two', zh: 'HTML 转义（如 &quot;）' },
  'url-encoded': { en: 'percent-encoding in one of the two', zh: 'URL 编码' },
  'slashes-added': {
    en: 'backslashes before the quotes in one of the two, as addslashes writes them',
    zh: '引号前多加的反斜杠（如 addslashes）'
  },
  base64: { en: 'Base64 around the one that came', zh: '收到的是 Base64 编码后的文本' },
  'json-string': {
    en: 'quotes and backslashes of JSON around the one that came',
    zh: '收到的被当作字符串又做了一次 JSON 编码'
  },
  gbk: { en: 'GBK in place of UTF-8', zh: '用 GBK 代替 UTF-8' },
  garbled: { en: 'another charset, by which one of the two was read', zh: '按错误的字符集解码' }
})

const RAW_BODY = {
  en: "Verify the raw bytes of the request, before anything parses them: file_get_contents('php://input') (PHP), @RequestBody byte[] (Java), io.ReadAll(r.Body) (Go), express.raw() (Node), request.get_data() (Python).",
  zh: "请在解析之前对请求的原始字节验签：file_get_contents('php://input')（PHP）、@RequestBody byte[]（Java）、io.ReadAll(r.Body)（Go）、express.raw()（Node）、request.get_data()（Python）。"
}

const THREE_LINES = {
  en: 'A callback is signed over Byte-Timestamp, Byte-Nonce-Str and the raw body, a line feed (\\n) behind each, the last one too.',
  zh: '回调的待签名串依次是 Byte-Timestamp、Byte-Nonce-Str、原始请求体，每项后加一个换行符 \\n，最后一项也加。'
}

const PLATFORM_KEY = { en: where.en('public'), zh: where.zh('public') }

/** Why a signature does not fit, as far as it can be proved. */
export const tradeCallbackCauses = topic(
  'The trade system: why a callback is refused',
  '通用交易系统：回调验签失败的原因',
  {
    'body-reserialised': entry<{ how: string; part?: 'msg'; isOrder?: true }>({
      exit: 'no',
      en: ({ how, part, isOrder }) => [
        isOrder
          ? `The body was parsed and written again: with its fields in the order ${how} it fits the signature.`
          : `${part === 'msg' ? '`msg` in the body' : 'The body'} was parsed and written again. What fits the signature: ${how}.`,
        RAW_BODY.en
      ],
      zh: ({ how, part, isOrder }) => [
        isOrder
          ? `请求体被解析后重新序列化过：字段顺序为 ${how} 时与签名相符。`
          : `${part === 'msg' ? '请求体中的 `msg` ' : '请求体'}被解析后重新序列化过，与签名相符的写法是：${how}。`,
        RAW_BODY.zh
      ]
    }),
    /** `isHere`: they are missing in what came, and found again; else in what was signed. */
    'spaces-stripped': entry<{ isHere?: true }>({
      exit: 'no',
      en: ({ isHere }) => [
        isHere
          ? 'Spaces were taken out of this body: with them the signature fits.'
          : 'The signature fits this body without its spaces: whoever signed it took them out.',
        'A demo that goes round removes them; the documentation says to change nothing. It works until a value has a space.'
      ],
      zh: ({ isHere }) => [
        isHere ? '这个请求体中的空格被去掉了：补上后签名相符。' : '去掉空格后签名相符：签名方在签名前去掉了空格。',
        '流传的某份示例代码会去掉空格，而文档要求原文不变。值里没有空格时恰好能通过，有空格就会失败。'
      ]
    }),
    'signed-msg-only': entry({
      exit: 'no',
      en: ['The signature is over `msg` alone, as in 担保支付.', THREE_LINES.en],
      zh: ['签名只覆盖了 `msg`（担保支付才是这样）。', THREE_LINES.zh]
    }),
    'msg-for-body': entry({
      exit: 'no',
      en: ['This is `msg` alone: with version, type and msg around it, the signature fits.', RAW_BODY.en],
      zh: ['这里只有 `msg`：补上外层的 version、type、msg 后签名相符。', RAW_BODY.zh]
    }),
    'no-final-newline': entry({
      exit: 'no',
      en: ['The signature is over the text without the line break at its very end.', THREE_LINES.en],
      zh: ['待签名串缺少最后一个换行符。', THREE_LINES.zh]
    }),
    crlf: entry<{ where: 'joints' | 'body' }>({
      general: { where: 'joints' },
      exit: 'no',
      en: ({ where }) =>
        where === 'body'
          ? ['The line breaks inside the body were changed between LF and CRLF.', RAW_BODY.en]
          : ['The lines were joined by CRLF (\\r\\n).', THREE_LINES.en],
      zh: ({ where }) =>
        where === 'body'
          ? ['请求体内的换行符在 LF 与 CRLF 之间被改动过。', RAW_BODY.zh]
          : ['待签名串用了 CRLF（\\r\\n）换行。', THREE_LINES.zh]
    }),
    'literal-newline': entry({
      exit: 'no',
      en: [
        'The lines were joined by a backslash and an n, two characters in place of a line feed.',
        'In PHP write "\\n" in double quotes: in single quotes it stays as it is.'
      ],
      zh: ['待签名串中写的是反斜杠加字母 n 两个字符，而不是换行符。', 'PHP 要用双引号 "\\n"：单引号里不会转义。']
    }),
    'no-line-breaks': entry({
      exit: 'no',
      en: ['The parts were joined with nothing between them.', THREE_LINES.en],
      zh: ['待签名串的各部分之间没有换行符。', THREE_LINES.zh]
    }),
    'five-lines': entry<{ uri: string }>({
      exit: 'no',
      en: ({ uri }) => [`Method and path (POST, ${uri}) were put in front, as for a request.`, THREE_LINES.en],
      zh: ({ uri }) => [`待签名串前面多了请求方法和路径（POST、${uri}），那是请求签名的格式。`, THREE_LINES.zh]
    }),
    'timestamp-nonce-swapped': entry({
      exit: 'no',
      en: ['Timestamp and nonce were taken in the wrong order.', THREE_LINES.en],
      zh: ['时间戳和随机串的顺序反了。', THREE_LINES.zh]
    }),
    'signed-without': entry<{ part: string }>({
      exit: 'no',
      en: ({ part }) => [`${part} is not in what was signed.`, THREE_LINES.en],
      zh: ({ part }) => [`待签名串中缺少 ${part}。`, THREE_LINES.zh]
    }),
    'timestamp-unit-changed': entry<{ found: string; signed: string }>({
      exit: 'no',
      en: ({ found, signed }) => [
        `The timestamp was turned from ${signed} into ${found}.`,
        'Take the text of the header as it came.'
      ],
      zh: ({ found, signed }) => [`时间戳从 ${signed} 变成了 ${found}。`, '请原样使用请求头中的文本。']
    }),
    'body-edge-changed': entry<{ how: string }>({
      exit: 'no',
      en: ({ how }) => [`The signature fits this body ${edges.en(how)}.`, RAW_BODY.en],
      zh: ({ how }) => [`与签名相符的是${edges.zh(how)}。`, RAW_BODY.zh]
    }),
    'body-encoded': entry<{ how: string }>({
      exit: 'no',
      en: ({ how }) => [`The body that came and the one that was signed differ by ${encodings.en(how)}.`, RAW_BODY.en],
      zh: ({ how }) => [`收到的请求体与签名时的差别是：${encodings.zh(how)}。`, RAW_BODY.zh]
    }),
    'app-key-for-platform-key': entry({
      exit: 'no',
      en: ['The platform public key that is used is the public half of the own private key.', PLATFORM_KEY.en],
      zh: ['所用的平台公钥其实是自己应用私钥对应的公钥。', PLATFORM_KEY.zh]
    }),
    'signed-with-app-key': entry({
      exit: 'no',
      en: [
        "The signature was made with the app's own private key.",
        'The platform signs callbacks with its own: whoever sends this one has your key, or is your test.'
      ],
      zh: ['这个签名是用应用自己的私钥算出的。', '平台用平台私钥签回调：发送方要么是你的测试程序，要么拿到了你的私钥。']
    }),
    'signed-with-demo-key': entry({
      exit: 'no',
      en: [
        'The signature was made with the demo key of the local gateway.',
        'For its callbacks add --env local; the platform never signs with it.'
      ],
      zh: ['这个签名是用本地网关的演示密钥算出的。', '验本地网关的回调请加 --env local；平台不会用它签名。']
    }),
    'other-profiles-key': entry<{ profile: string; isApp?: true }>({
      exit: 'no',
      en: ({ profile, isApp }, { has }) => [
        isApp
          ? `The signature was made with the private key of the profile ${profile}.`
          : `The signature fits the platform public key of the profile ${profile}.`,
        has('--profile') ? `Use it with --profile ${profile}.` : 'Use the platform public key of that app.'
      ],
      zh: ({ profile, isApp }, { has }) => [
        isApp ? `这个签名是用配置档 ${profile} 的应用私钥算出的。` : `与签名相符的是配置档 ${profile} 的平台公钥。`,
        has('--profile') ? `请加 --profile ${profile}。` : '请改用那个应用的平台公钥。'
      ]
    }),
    'other-platform-key': entry({
      exit: 'no',
      en: ['The signature was made with the private half of no key at hand, or was changed.', PLATFORM_KEY.en],
      zh: ['手头没有任何公钥与这个签名对应，或者签名本身被改动过。', PLATFORM_KEY.zh]
    }),
    'other-hash': entry<{ hash: string }>({
      exit: 'no',
      en: ({ hash }) => [`The signature is over a ${hash}; the scheme is RSA with SHA-256.`, 'In Java: SHA256withRSA.'],
      zh: ({ hash }) => [`签名用的摘要算法是 ${hash}，应为 SHA-256。`, 'Java 请用 SHA256withRSA。']
    }),
    'digest-not-wrapped': entry({
      exit: 'no',
      en: [
        'A bare hash or text was encrypted with the private key in place of a signature.',
        'Sign with openssl_sign (PHP), crypto.sign (Node), rsa.SignPKCS1v15 (Go), SHA256withRSA (Java).'
      ],
      zh: [
        '这是用私钥直接加密的摘要或文本，不是签名。',
        '请使用签名函数：openssl_sign（PHP）、crypto.sign（Node）、rsa.SignPKCS1v15（Go）、SHA256withRSA（Java）。'
      ]
    }),
    'pss-padding': entry({
      exit: 'no',
      en: ['The signature has the padding PSS; PKCS#1 v1.5 is expected.', 'In Java: SHA256withRSA, not RSASSA-PSS.'],
      zh: ['签名用的填充方式是 PSS，应为 PKCS#1 v1.5。', 'Java 请用 SHA256withRSA，而不是 RSASSA-PSS。']
    }),
    /** `offset` in bytes from 0; what stands there, and what was signed there: one of the two may be empty. */
    'one-character-changed': entry<{ offset: number; found: string; was: string }>({
      exit: 'no',
      en: ({ offset, found, was }) => [
        found === ''
          ? `A character is missing in the body: "${was}" before byte ${offset}.`
          : was === ''
            ? `A character was added to the body: "${found}" at byte ${offset}.`
            : `One character of the body was changed: at byte ${offset} stands "${found}", "${was}" was signed.`,
        'The key is right. Nothing that came in this body may be trusted.'
      ],
      zh: ({ offset, found, was }) => [
        found === ''
          ? `请求体少了一个字符：第 ${offset} 字节之前应有“${was}”。`
          : was === ''
            ? `请求体多了一个字符：第 ${offset} 字节处的“${found}”。`
            : `请求体有一个字符被改动：第 ${offset} 字节处是“${found}”，签名时是“${was}”。`,
        '密钥没有问题；这个请求体的内容不可信。'
      ]
    }),
    'body-changed': entry({
      exit: 'no',
      en: [
        'The key is right: the signature was made with its private half, but over another text.',
        `Body, Byte-Timestamp or Byte-Nonce-Str changed on the way, or belong to another callback. ${RAW_BODY.en}`
      ],
      zh: [
        '密钥没有问题：签名确由对应的私钥算出，但签的是另一段文本。',
        `请求体、Byte-Timestamp 或 Byte-Nonce-Str 在途中被改动，或者不属于同一次回调。${RAW_BODY.zh}`
      ]
    })
  }
)
