import { list } from './phrases.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** What was sent and received. */
export const journal = topic('The log', '请求日志', {
  'journal-not-written': entry<{ path: string; reason: string }>({
    en: ({ path, reason }) => [
      `Nothing more is written to the log in ${path}: ${unreadable.en(reason)}.`,
      'The command itself goes on. --no-log or ECPAY_NO_LOG=1 keeps no log, ECPAY_STATE_DIR moves it.'
    ],
    zh: ({ path, reason }) => [
      `无法继续写入 ${path} 中的请求日志：${unreadable.zh(reason)}。`,
      '命令本身不受影响。用 --no-log 或 ECPAY_NO_LOG=1 可以不写日志，用 ECPAY_STATE_DIR 可以换位置。'
    ]
  }),
  'strangers-not-logged': entry<{ most: number }>({
    en: ({ most }) => [
      `${most} requests of today are not genuine, and no more of them are written to the log until tomorrow (UTC).`,
      'Anybody can send such requests, and they must not push out the others. What is genuine is logged as before.'
    ],
    zh: ({ most }) => [
      `今天已有 ${most} 个未签名或验签不通过的请求，明天（UTC）之前不再把这类请求写入日志。`,
      '这类请求谁都能发，不能让它们挤掉其他记录；正常的请求照常写入。'
    ]
  }),
  'journal-damaged': entry<{ path: string; count: number }>({
    en: ({ path, count }) => [
      `${count === 1 ? 'One line' : `${count} lines`} of the log in ${path} cannot be read, and ${count === 1 ? 'is' : 'are'} left out.`,
      'A full disk or another program has done that. `ecpay log clear` begins anew.'
    ],
    zh: ({ path, count }) => [
      `${path} 中的请求日志有 ${count} 行无法读取，已跳过。`,
      '可能是磁盘写满过，或被其他程序改动过。用 `ecpay log clear` 可以清空重来。'
    ]
  }),
  'journal-cut': entry<{ id: string; kept: number; size: number }>({
    en: ({ id, kept, size }) => [
      `Of the request ${id}, ${kept} of ${size} bytes of the body are kept.`,
      'A signature cannot be checked with them. The log keeps 64 KiB of a body, and no form with files.'
    ],
    zh: ({ id, kept, size }) => [
      `请求 ${id} 的请求体共 ${size} 字节，只保存了 ${kept} 字节。`,
      '不能用它验签。日志中每个请求体最多保存 64 KiB，带文件的表单不保存。'
    ]
  }),
  'log-entry-not-found': entry<{ found: string }>({
    exit: 'no',
    names: ['found'],
    en: ({ found }) => [`The log has no entry "${found}".`, 'See `ecpay log list`.'],
    zh: ({ found }) => [`请求日志中没有“${found}”这一条。`, '请查看 `ecpay log list`。']
  }),
  'log-empty': entry({
    exit: 'no',
    en: ['The log is empty.', 'Every call, every callback and every request to the local gateway comes into it.'],
    zh: ['请求日志是空的。', '每次接口调用、每个回调，以及本地网关收到的每个请求，都会写入日志。']
  }),
  'unknown-control': entry<{ found: string; known: readonly string[]; meant?: string }>({
    names: ['found', 'meant'],
    en: ({ found, known, meant }) => [
      `The local gateway has nothing at ${found}.`,
      `${meant === undefined ? '' : `Did you mean ${meant}? `}Under /_ecpay/ there are: ${list.en(known)}.`
    ],
    zh: ({ found, known, meant }) => [
      `本地网关没有 ${found} 这个地址。`,
      `${meant === undefined ? '' : `是不是想写 ${meant}？`}/_ecpay/ 下有：${list.zh(known)}。`
    ]
  }),
  'control-method': entry<{ found: string; allowed: readonly string[] }>({
    en: ({ found, allowed }) => [`This address does not take ${found}.`, `It takes ${list.en(allowed)}.`],
    zh: ({ found, allowed }) => [`这个地址不支持 ${found}。`, `请用 ${list.zh(allowed)}。`]
  }),
  'unknown-control-field': entry<{ found: string; known: readonly string[]; meant?: string }>({
    names: ['found', 'meant'],
    en: ({ found, known, meant }) => [
      `There is no field \`${found}\` here.`,
      `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}The fields: ${list.en(known) || 'none'}.`
    ],
    zh: ({ found, known, meant }) => [
      `这里没有 \`${found}\` 字段。`,
      `${meant === undefined ? '' : `是不是想写 \`${meant}\`？`}可用的字段：${list.zh(known) || '无'}。`
    ]
  }),
  'control-not-json': entry({
    en: ['The body is not a JSON object.', 'Send {"way":"ali"} and the like, or no body at all.'],
    zh: ['请求体不是 JSON 对象。', '请发送 {"way":"ali"} 这样的对象，或者不带请求体。']
  }),
  'not-a-since': entry<{ found: string }>({
    en: ({ found }) => [
      `"${found}" is not a time to look back to.`,
      'Write how long ago, e.g. 15m, 2h30m or 7d, or a time in Beijing: 2026-12-01 10:00.'
    ],
    zh: ({ found }) => [
      `“${found}”不是可识别的起始时间。`,
      '请写多久以前，如 15m、2h30m、7d，或北京时间，如 2026-12-01 10:00。'
    ]
  })
})
