import type { Entry } from '../../protocol/system/catalogue-entry.js'
import { PAGE } from './pages.js'

const entry = (code: string, en: string, zh: string, more: Partial<Entry> = {}): Entry => ({
  namespace: 'header',
  code,
  meaning: { en, zh },
  source: 'official',
  page: PAGE.commonParameters,
  ...more
})

/** Headers of requests and of callbacks. */
export const HEADERS: readonly Entry[] = [
  entry('access-token', 'the client_token of a call', '服务端接口的 client_token', {
    note: {
      en: 'Tokens begin with `clt.`. The token of getAccessToken (/api/apps/v2/token) is another one and is not accepted.',
      zh: '取值以 `clt.` 开头。getAccessToken（/api/apps/v2/token）的 token 是另一种，这里不能用。'
    }
  }),
  entry('Byte-Authorization', 'the signature of a request, by the private key', '请求的签名，用应用私钥生成', {
    says: ['byteAuthorization', 'Byte-Authorization'],
    note: {
      en: 'Written SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…. In byteAuthorization, which tt.requestOrder takes, the values are not quoted; in the header of a server call they are. The calls of the general trade system do not need this header. 担保支付 has neither.',
      zh: '写法是 SHA256-RSA2048 appid=…,nonce_str=…,timestamp=…,key_version=…,signature=…。传给 tt.requestOrder 的 byteAuthorization 不带引号，服务端请求头带引号。通用交易系统的接口不需要这个请求头；担保支付没有这两者。'
    },
    page: PAGE.signature
  }),
  entry('Byte-Signature', 'the signature of a callback, by the platform', '回调的签名，由平台生成', {
    note: {
      en: "It is verified with the platform's public key over Byte-Timestamp, Byte-Nonce-Str and the raw body, each followed by a line feed. Use the bytes of the body as received, and do not parse and serialise them. `ecpay trade verify-callback` says why a callback is refused.",
      zh: '用平台公钥验签，文本是 Byte-Timestamp、Byte-Nonce-Str 和原始请求体三行，每行末尾都有换行。请求体必须是收到的字节，不能解析后再序列化。`ecpay trade verify-callback` 会指出验签失败的原因。'
    },
    page: PAGE.signature
  }),
  entry('Byte-Timestamp', 'when a callback was signed, in seconds', '回调签名的时间，单位为秒'),
  entry('Byte-Nonce-Str', 'the nonce of a callback', '回调签名的随机串'),
  entry('Byte-Identifyname', 'what a callback is about', '回调的标识', {
    note: {
      en: 'The page says that it is the path of your address. Recorded callbacks have names of the platform, such as /msg/basic/payment/notify.',
      zh: '文档说它是回调地址的路径；实际收到的是平台内部的名称，如 /msg/basic/payment/notify。'
    }
  }),
  entry('Byte-Logid', 'the number of a callback in the logs of the platform', '回调在平台日志中的编号', {
    remedy: { en: 'Quote it to support.', zh: '联系平台时请提供。' }
  })
]
