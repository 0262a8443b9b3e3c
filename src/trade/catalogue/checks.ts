import type { Entry } from '../../protocol/system/catalogue-entry.js'
import type { CheckName } from '../callback/check-callback.js'

type Known = Pick<Entry, 'meaning' | 'note' | 'remedy'>

const CHECKS: Record<CheckName, Known> = {
  headers: {
    meaning: {
      en: 'Byte-Timestamp, Byte-Nonce-Str and Byte-Signature are there, once each',
      zh: '请求头 Byte-Timestamp、Byte-Nonce-Str、Byte-Signature 各有一个'
    },
    note: {
      en: 'Their letter case does not matter: frameworks and proxies change it.',
      zh: '请求头名称不区分大小写：框架和代理会改写。'
    },
    remedy: {
      en: 'Log the headers of the request as they come, before a framework or proxy removes some.',
      zh: '把请求头原样记下来，不要经过框架或代理过滤。'
    }
  },
  signature: {
    meaning: {
      en: "Byte-Signature is the platform's RSA signature of three lines",
      zh: 'Byte-Signature 是平台对三行文本的 RSA 签名'
    },
    note: {
      en: 'The lines are timestamp, nonce and body, each with a line feed at its end, the last one too. The key is the public key of the platform, which differs for every app, and not the public key of the app.',
      zh: '三行是时间戳、随机串、请求体，每行末尾都有换行符，最后一行也有。验签用平台公钥（每个小程序不同），不是应用公钥。'
    },
    remedy: {
      en: 'Verify the body as it was received, byte for byte. `ecpay trade verify-callback` names the likely mistakes.',
      zh: '对收到的请求体逐字节验签，不要解析后再序列化。`ecpay trade verify-callback` 会指出可能的错误。'
    }
  },
  envelope: {
    meaning: { en: 'the body has version, type and msg', zh: '请求体有 version、type、msg' },
    note: { en: 'msg is a string that holds JSON, not an object.', zh: 'msg 是内容为 JSON 的字符串，不是对象。' },
    remedy: { en: 'Give the whole body of the callback, not msg alone.', zh: '请提供回调的完整请求体，不要只给 msg。' }
  },
  age: {
    meaning: { en: 'Byte-Timestamp is not older than --max-age', zh: 'Byte-Timestamp 没有超过 --max-age' },
    note: {
      en: 'Checked with --max-age alone. The timestamp is in seconds; event_time in msg is in milliseconds.',
      zh: '只在使用 --max-age 时检查。时间戳的单位是秒，msg 里的 event_time 是毫秒。'
    }
  },
  type: {
    meaning: { en: 'type and version are ones that are known', zh: 'type 和 version 是已知的' },
    note: { en: 'A warning alone: the platform may add to them.', zh: '只是警告：平台可能增加。' }
  }
}

/** The checks of `trade verify-callback`, in the order of its output. */
export const CALLBACK_CHECK_ENTRIES: readonly Entry[] = Object.entries(CHECKS).map(([code, known]) => ({
  namespace: 'verify-callback',
  code,
  ...known,
  source: 'ecpay'
}))
