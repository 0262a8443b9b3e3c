import type { Both } from '../language.js'
import { list } from './phrases.js'
import { entry, topic } from './topic.js'

/** Of `data`, the order that tt.requestOrder takes in the general trade system. */
export const tradeOrder = topic('The data of tt.requestOrder', 'tt.requestOrder 的 data', {
  'old-order-given': entry<{ command: string }>({
    en: ({ command }) => ['This is the body of create_order, of the old system.', `Rewrite it first: \`${command}\``],
    zh: ({ command }) => ['这是旧系统 create_order 的请求体。', `请先改写：\`${command}\``]
  }),
  /** The local gateway played the client. `reason` is what x-ecpay-reason says. */
  'client-refused': entry<{ errNo: string; errMsg: string; reason: string }>({
    exit: 'no',
    en: ({ errNo, errMsg, reason }) => [
      `The local gateway refuses the order as the platform would: errNo ${errNo}, ${errMsg} (${reason}).`,
      `\`ecpay explain client:${errNo}\` says what it means.`
    ],
    zh: ({ errNo, errMsg, reason }) => [
      `本地网关和平台一样拒绝了订单：errNo ${errNo}，${errMsg}（${reason}）。`,
      `\`ecpay explain client:${errNo}\` 说明其含义。`
    ]
  }),
  'null-member': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is null; the platform answers with 11004, as if the signature were wrong.`,
      'Leave it out, or give it a value. (From users: no page says so.)'
    ],
    zh: ({ key }) => [
      `\`${key}\` 是 null；平台会报签名错误（11004）。`,
      '请去掉它，或给出有效的值。（来自用户反馈，没有官方页面说明。）'
    ]
  }),
  'empty-member': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is empty; the platform answers with 11004, as if the signature were wrong.`,
      'Leave it out, or give it a value. (From users: no page says so.)'
    ],
    zh: ({ key }) => [
      `\`${key}\` 为空；平台会报签名错误（11004）。`,
      '请去掉它，或给出有效的值。（来自用户反馈，没有官方页面说明。）'
    ]
  }),
  'unknown-member': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is in no field table of the order; it is signed and handed on all the same.`,
      'What you keep for yourself belongs beside your own outOrderNo.'
    ],
    zh: ({ key }) => [
      `下单参数的各个字段表里都没有 \`${key}\`；它仍会被签名并传给客户端。`,
      '自己要留存的数据，请在后端按 outOrderNo 保存。'
    ]
  }),
  'milliseconds-not-seconds': entry<{ key: string; value: string; seconds: string }>({
    en: ({ key, value, seconds }) => [
      `\`${key}\` is ${value}, which looks like milliseconds; seconds are expected.`,
      `For that time write ${seconds}.`
    ],
    zh: ({ key, value, seconds }) => [`\`${key}\` 是 ${value}，看起来是毫秒，应为秒。`, `同样的时长请写成 ${seconds}。`]
  }),
  'moment-not-duration': entry<{ key: string; value: string }>({
    en: ({ key, value }) => [
      `\`${key}\` is ${value}, a point in time; a duration in seconds is expected.`,
      'Give the seconds from now until the order times out: 300 are five minutes.'
    ],
    zh: ({ key, value }) => [
      `\`${key}\` 是 ${value}，是一个时间点，应为以秒为单位的时长。`,
      '请给出从现在到订单超时的秒数：300 即五分钟。'
    ]
  }),
  /** `goods` is price × quantity. */
  'total-above-goods': entry<{ key: string; total: string; price: string; quantity: string; goods: string }>({
    en: ({ key, total, price, quantity, goods }) => [
      `\`${key}\` is ${total}, more than the goods cost: price ${price} × quantity ${quantity} is ${goods}.`,
      'A discount makes it less, nothing makes it more. (No page says that the platform compares them; a total made of floats differs by 1.)'
    ],
    zh: ({ key, total, price, quantity, goods }) => [
      `\`${key}\` 是 ${total}，超过了商品总价：price ${price} × quantity ${quantity} = ${goods}。`,
      '优惠只会让总金额变小。（没有官方页面说明平台会比较两者；用浮点数算出的金额常差 1。）'
    ]
  }),
  'total-below-goods': entry<{ key: string; total: string; price: string; quantity: string; goods: string }>({
    en: ({ key, total, price, quantity, goods }) => [
      `\`${key}\` is ${total}, less than the goods cost: price ${price} × quantity ${quantity} is ${goods}.`,
      'That is right where a discount of the merchant is taken off already; otherwise the order is too cheap.'
    ],
    zh: ({ key, total, price, quantity, goods }) => [
      `\`${key}\` 是 ${total}，低于商品总价：price ${price} × quantity ${quantity} = ${goods}。`,
      '如果已扣除商家优惠，这是对的；否则就少收了钱。'
    ]
  }),
  /** `known` are those of the type, with what may be refunded. */
  'missing-tag-group': entry<{ key: string; type: string; known: readonly { id: string; rule: Both }[] }>({
    general: { known: [] },
    en: ({ key, type, known }, { has }) => [
      `\`${key}\` is missing, and does not follow from type ${type}.`,
      known.length > 0
        ? `${has('--tag-group') ? 'Give one with --tag-group' : 'Give one'}: ${known.map(({ id, rule }) => `${id} (${rule.en})`).join(', ')}.`
        : 'No source names the tag groups of this type: ask tag_query.'
    ],
    zh: ({ key, type, known }, { has }) => [
      `缺少 \`${key}\`，无法由商品类型 ${type} 得出。`,
      known.length > 0
        ? `${has('--tag-group') ? '请用 --tag-group 给出' : '请给出'}其中之一：${known.map(({ id, rule }) => `${id}（${rule.zh}）`).join('、')}。`
        : '没有来源给出该类型的标签组，请用 tag_query 查询。'
    ]
  }),
  'tag-group-of-other-type': entry<{ key: string; group: string; type: string; of: string[]; known: string[] }>({
    en: ({ key, group, type, of, known }) => [
      `\`${key}\` ${group} is the tag group of type ${list.en(of)}, not of type ${type}.`,
      known.length > 0 ? `Type ${type} has ${list.en(known)}.` : 'Ask tag_query for those of your type.'
    ],
    zh: ({ key, group, type, of, known }) => [
      `\`${key}\` ${group} 是商品类型 ${list.zh(of)} 的标签组，不属于类型 ${type}。`,
      known.length > 0 ? `类型 ${type} 的标签组：${list.zh(known)}。` : '该类型的标签组请用 tag_query 查询。'
    ]
  }),
  'unknown-tag-group': entry<{ key: string; group: string; type: string; known: string[] }>({
    en: ({ key, group, type, known }) => [
      `\`${key}\` ${group} is none of the tag groups known for type ${type}: ${list.en(known)}.`,
      'The table is of 2023 to 2025; tag_query gives the current one.'
    ],
    zh: ({ key, group, type, known }) => [
      `\`${key}\` ${group} 不在类型 ${type} 的已知标签组中：${list.zh(known)}。`,
      '已知的表来自 2023–2025 年，以 tag_query 的结果为准。'
    ]
  }),
  'unknown-goods-type': entry<{ key: string; type: string; known: string[] }>({
    en: ({ key, type, known }) => [
      `\`${key}\` ${type} is no known type of goods: ${list.en(known)}.`,
      'The type has to fit the industry of the app, or the order is refused with 10000; tag_query gives the current list.'
    ],
    zh: ({ key, type, known }) => [
      `\`${key}\` ${type} 不是已知的商品类型：${list.zh(known)}。`,
      '商品类型须符合小程序所属行业，否则下单报 10000；以 tag_query 的结果为准。'
    ]
  }),
  'diamond-quantity': entry<{ key: string; quantity: string }>({
    en: ({ key, quantity }) => [
      `\`${key}\` is ${quantity}; in diamonds only 1 can be bought at once.`,
      'Put the whole number of diamonds into price and totalAmount, with quantity 1.'
    ],
    zh: ({ key, quantity }) => [
      `\`${key}\` 是 ${quantity}；用钻石支付时数量只能是 1。`,
      '请把钻石总数填入 price 和 totalAmount，quantity 填 1。'
    ]
  }),
  /** In data of tt.createSignOrder. */
  'date-beside-payment': entry<{ key: string; beside: string }>({
    en: ({ key, beside }) => [
      `\`${key}\` is for agreements that are signed only, but \`${beside}\` has this one paid at once.`,
      `Leave \`${key}\` out, or \`${beside}\`. (No page says what the platform does with both.)`
    ],
    zh: ({ key, beside }) => [
      `\`${key}\` 只用于纯签约，但这里有 \`${beside}\`，即签约并支付。`,
      `请去掉 \`${key}\` 或 \`${beside}\`。（没有官方页面说明两者同时出现会怎样。）`
    ]
  }),
  /** Beside what was found: who says what of this member. */
  'sources-differ': entry<{ key: string; said: Both }>({
    general: { said: { en: 'who says what', zh: '各来源的说法' } },
    en: ({ key, said }) => `Sources differ on \`${key}\`: ${said.en}.`,
    zh: ({ key, said }) => `关于 \`${key}\`，各来源说法不一：${said.zh}。`
  })
})
