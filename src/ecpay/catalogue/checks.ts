import type { Entry } from '../../protocol/system/catalogue-entry.js'
import type { CallbackCheck } from '../callback/check-callback.js'

type Known = Pick<Entry, 'meaning' | 'note' | 'remedy' | 'says'>

const CHECKS: Record<CallbackCheck['name'], Known> = {
  encoding: {
    meaning: { en: 'the bytes are UTF-8, without a byte order mark', zh: '字节是 UTF-8，不带 BOM' },
    remedy: {
      en: 'Take the raw bytes of the request, before a framework or an editor touches them.',
      zh: '取请求的原始字节，不要经过框架或编辑器改写。'
    }
  },
  envelope: {
    meaning: {
      en: 'timestamp, nonce, msg and msg_signature are there',
      zh: '外层有 timestamp、nonce、msg 和 msg_signature'
    },
    note: { en: 'msg is a string that holds JSON, not an object.', zh: 'msg 是内容为 JSON 的字符串，不是对象。' },
    remedy: { en: 'Give the whole body of the callback, not msg alone.', zh: '请提供回调的完整请求体，不要只给 msg。' }
  },
  signature: {
    says: [
      'msg_signature',
      '回调验签失败',
      '回调验签不通过',
      '回调签名错误',
      '回调签名不正确',
      '回调签名不一致',
      'callback signature mismatch'
    ],
    meaning: {
      en: 'msg_signature is the sha1 of token, timestamp, nonce and msg',
      zh: 'msg_signature 等于令牌、timestamp、nonce、msg 的 sha1'
    },
    note: {
      en: 'The four are sorted as text and joined by nothing. The token is that of the payment settings, not the SALT.',
      zh: '四段文本排序后直接拼接。令牌是支付设置中的令牌(Token)，不是 SALT。'
    },
    remedy: {
      en: '`ecpay diagnose --callback` names the mistake of your own code.',
      zh: '`ecpay diagnose --callback` 可以指出你的代码错在哪里。'
    }
  },
  age: {
    meaning: { en: 'timestamp is not older than --max-age', zh: 'timestamp 没有超过 --max-age' },
    note: {
      en: 'Checked with --max-age alone. Retries of the platform come up to a day later.',
      zh: '只在使用 --max-age 时检查。平台的重试最晚在约一天之后。'
    }
  },
  type: {
    meaning: { en: 'type is one that is known', zh: 'type 是已知的回调类型' },
    note: {
      en: 'A warning alone: type is not signed, and the platform may add to them.',
      zh: '只是警告：type 不参与签名，平台也可能增加类型。'
    }
  }
}

/** The checks of `verify-callback`, in the order of its output. */
export const CALLBACK_CHECK_ENTRIES: readonly Entry[] = Object.entries(CHECKS).map(([code, known]) => ({
  namespace: 'verify-callback',
  code,
  ...known,
  source: 'ecpay'
}))
