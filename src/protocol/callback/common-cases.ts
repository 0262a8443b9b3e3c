import { setPath } from '../json/set-path.js'
import type { CallbackPost } from './callback-post.js'
import type { Facts } from './facts.js'
import type { HandlerCase, Kit } from './handler-case.js'

/** Signs the callback of a kit, with changes made before. */
export type SignKit = (kit: Kit, changes?: Partial<Kit>) => CallbackPost

const MANY = 50
const MEBIBYTE = 1024 * 1024
/** In milliseconds. The platform's limit is not documented. */
const SOON = 1000

/** How to mend a handler that crashes. */
export const CRASH = {
  en: 'Catch what cannot be read, and answer it; an HTTP 5xx here means that an exception went through.',
  zh: '请捕获无法解析的请求并返回响应；这里出现 HTTP 5xx 说明有异常没有处理。'
}

const UNKNOWN = {
  why: {
    en: 'The platform adds fields without notice; a handler that refuses them loses every callback from that day on.',
    zh: '平台可能随时增加字段；拒绝未知字段的后端从那天起会丢失所有回调。'
  },
  fix: { en: 'Read the fields you need and pass over the rest.', zh: '只读取需要的字段，忽略其余字段。' }
}

const AGAIN = {
  why: {
    en: 'The platform sends a callback again when an answer was lost or late, and again and again while it is refused.',
    zh: '响应丢失或超时后，平台会再次发送同一回调；拒绝它，它还会不断重来。'
  },
  fix: {
    en: 'Do the work once by its number (a unique index), and answer success every time.',
    zh: '按单号只处理一次（数据库唯一索引），每次都返回成功。'
  }
}

/**
 * Cases of every system, by code. They differ only in how a callback is signed. Each system puts them where they belong
 * among its own.
 */
export function commonCases(signed: SignKit) {
  const cases = {
    'extra-msg-member': {
      wants: 'accepted',
      send: (kit) => [signed(kit, { msg: setPath(kit.msg, ['new_member'], '{"a":[1]}') })],
      title: { en: 'a msg with an unknown field', zh: 'msg 有未知字段' },
      ...UNKNOWN
    },
    repeated: {
      wants: 'accepted',
      again: true,
      send: (kit) => [signed(kit), signed(kit)],
      title: { en: 'the same callback twice', zh: '同一回调先后两次' },
      ...AGAIN
    },
    'repeated-at-once': {
      wants: 'accepted',
      again: true,
      together: true,
      send: (kit) => [signed(kit), signed(kit)],
      title: { en: 'the same callback twice at once', zh: '同一回调同时两次' },
      ...AGAIN
    },
    'out-of-order': {
      wants: 'accepted',
      again: true,
      send: (kit) => [signed(kit), signed(kit, { timestamp: String(Number(kit.timestamp) - 60) })],
      title: { en: 'an older callback after the newer one', zh: '先到较新的回调，再到较早的回调' },
      ...AGAIN
    },
    'charset-in-content-type': {
      wants: 'accepted',
      send: (kit) => [{ ...signed(kit), contentType: 'application/json; charset=utf-8' }],
      title: { en: 'Content-Type with a charset', zh: 'Content-Type 带 charset' },
      why: { en: 'Proxies add it, and it says nothing new.', zh: '代理会加上它，含义不变。' },
      fix: { en: 'Do not compare the whole header.', zh: '不要整体比较这个请求头。' }
    },
    'wrong-content-type': {
      wants: 'unharmed',
      send: (kit) => [{ ...signed(kit), contentType: 'text/plain' }],
      title: { en: 'Content-Type text/plain', zh: 'Content-Type 为 text/plain' },
      why: {
        en: 'Frameworks give the handler no body, or a parsed one, depending on this header.',
        zh: '框架会因这个请求头而不提供请求体，或提供解析后的结果。'
      },
      fix: CRASH
    },
    'one-mebibyte': {
      wants: 'unharmed',
      send: (kit) => [signed(kit, { msg: setPath(kit.msg, ['cp_extra'], `"${'x'.repeat(MEBIBYTE)}"`) })],
      title: { en: 'a body of 1 MiB', zh: '1 MiB 的请求体' },
      why: {
        en: 'A callback has some 1000 bytes; whoever sends more wants the memory.',
        zh: '回调只有约 1000 字节；发送更多的人是想占用内存。'
      },
      fix: {
        en: 'Limit the body, and answer HTTP 413 beyond that; do not end the process.',
        zh: '限制请求体大小，超出时返回 HTTP 413，不要让进程退出。'
      }
    },
    'many-at-once': {
      wants: 'accepted',
      together: true,
      send: (kit) =>
        Array.from({ length: MANY }, (_, i) => signed(kit, { nonce: kit.nonce + String(i).padStart(2, '0') })),
      title: { en: '50 callbacks at once', zh: '同时 50 个回调' },
      why: {
        en: 'After an outage the platform sends everything that waited.',
        zh: '故障恢复后，平台会把积压的回调一起发来。'
      },
      fix: {
        en: 'Answer as soon as the callback is stored, and do the work behind it. A development server that queues few connections loses them before your code runs: try the server you use in production too.',
        zh: '回调入库后立即返回，业务放到后面处理。开发用的服务器能排队的连接很少，请求可能在到达代码之前就丢失：请换用线上的服务器再试。'
      }
    },
    'in-time': {
      wants: 'accepted',
      within: SOON,
      advice: true,
      send: (kit) => [signed(kit)],
      title: { en: 'an answer within a second', zh: '一秒内响应' },
      why: {
        en: 'The limit of the platform is not documented; past it the callback counts as not delivered.',
        zh: '平台的时限没有公开；超时即视为未送达。'
      },
      fix: {
        en: 'Answer as soon as the callback is stored, and do the work behind it.',
        zh: '回调入库后立即返回，业务放到后面处理。'
      }
    },
    'still-there': {
      wants: 'accepted',
      send: (kit) => [signed(kit)],
      title: { en: 'a genuine callback after all of this', zh: '上述请求之后的真实回调' },
      why: {
        en: 'One bad request must not stop the next good one.',
        zh: '一个坏请求不能影响下一个好请求。'
      },
      fix: CRASH
    }
  } satisfies Readonly<Record<string, Omit<HandlerCase, 'code'>>>
  return (...codes: readonly (keyof typeof cases)[]): HandlerCase[] => codes.map((code) => ({ code, ...cases[code] }))
}

/** The results of the refund in the callback. */
const ENDS: [code: string, status: string, message: string, en: string, zh: string][] = [
  ['refund-not-payment', 'SUCCESS', '', 'a genuine callback of a refund', '真实的退款回调'],
  [
    'failed-refund-not-payment',
    'FAIL',
    'refund failed',
    'a genuine callback of a refund that has failed',
    '真实的退款失败回调'
  ]
]

/**
 * Genuine callbacks that are not about the payment for which the address is. One address may serve all types, so the
 * handler may accept them or not; but it must not treat them as a payment.
 *
 * @param message the msg of a callback of this type
 * @param paymentIn what the msg of a payment says. The refund gets its number too: some shops number refunds like that
 */
export function otherEvents(
  signed: SignKit,
  message: (type: string, facts: Facts) => string,
  paymentIn: (msg: string) => Pick<Facts, 'app_id' | 'number' | 'order_id' | 'amount'>
): HandlerCase[] {
  const refund = ({ msg, timestamp }: Kit, end: Pick<Facts, 'status' | 'message'>): string => {
    const payment = paymentIn(msg)
    return message('refund', {
      ...{ ...payment, out_order_no: payment.number, platform_no: `${payment.order_id}1`, channel_no: '' },
      ...{ payment_no: '', way: '', seller_uid: '', rake: 0, is_all_settled: false, settle_detail: '', cp_extra: '' },
      ...{ ...end, at: Number(timestamp) }
    })
  }
  return ENDS.map(
    ([code, status, text, en, zh]): HandlerCase => ({
      code,
      wants: 'unharmed',
      types: ['payment'],
      changesNothing: true,
      send: (kit) => [signed(kit, { type: 'refund', msg: refund(kit, { status, message: text }) })],
      title: { en, zh },
      why: {
        en: 'It is signed with the same key. A handler that looks at the signature alone takes it for a payment.',
        zh: '它用同一个密钥签名。只验签、不看类型的后端会把它当成支付成功。'
      },
      fix: {
        en: 'Look at type, and at status, before the order is marked as paid; answer success to what you know and have stored.',
        zh: '把订单改为已支付之前，先判断 type 和 status；认识并已保存的回调返回成功。'
      }
    })
  )
}
