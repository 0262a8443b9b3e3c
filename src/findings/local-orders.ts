import type { Both } from '../language.js'
import { phrases } from './phrases.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** The nouns of the records whose result comes later, by command. A kind of record without a noun does not compile. */
const NOUNS = {
  refund: { en: 'refund', zh: '退款单' },
  settle: { en: 'settlement', zh: '结算单' },
  return: { en: 'return', zh: '退分账单' },
  withdraw: { en: 'withdrawal', zh: '提现单' },
  trade_refund: { en: 'refund', zh: '退款单' },
  sign: { en: 'agreement', zh: '签约单' },
  deduct: { en: 'deduction', zh: '扣款单' },
  'deduct-refund': { en: 'refund of a deduction', zh: '扣款退款单' }
}
type Noun = keyof typeof NOUNS
const nouns = phrases(NOUNS)

/** The commands that request them. */
const COMMANDS = {
  refund: { en: 'refund', zh: 'refund' },
  settle: { en: 'settle', zh: 'settle' },
  return: { en: 'return', zh: 'return' },
  withdraw: { en: 'withdraw', zh: 'withdraw' },
  trade_refund: { en: 'trade refund', zh: 'trade refund' },
  sign: { en: 'trade auth create-auth-order', zh: 'trade auth create-auth-order' },
  deduct: { en: 'trade auth create-sign-pay', zh: 'trade auth create-sign-pay' },
  'deduct-refund': { en: 'trade auth create-sign-refund', zh: 'trade auth create-sign-refund' }
}
const commands = phrases(COMMANDS)

/** Why a request was saved without its body. */
const withoutBody = phrases({
  'too-large': { en: 'it is too large', zh: '请求体过大' },
  'a-form': { en: 'it is a form with a file', zh: '它是带文件的表单' },
  empty: { en: 'it has none', zh: '它没有请求体' }
})

/** Why the state of the local gateway is not usable: errors of the system and of lmdb. */
const stateReasons = phrases(
  {
    EFBIG: { en: 'the file would be larger than allowed (`ulimit -f`)', zh: '文件超出了允许的大小（ulimit -f）' },
    EDQUOT: { en: 'the quota of the disk is used up', zh: '磁盘配额已用完' },
    'a record is damaged': { en: 'a record is damaged', zh: '有一条记录已损坏' },
    'not an lmdb data file': { en: 'not an lmdb data file', zh: 'data.mdb 不是 lmdb 数据文件' },
    'the lmdb data file is damaged': { en: 'the lmdb data file is damaged', zh: 'data.mdb 已损坏' },
    'the lmdb data file is empty': { en: 'the lmdb data file is empty', zh: 'data.mdb 是空的' },
    'the lmdb data file is missing': { en: 'the lmdb data file is missing', zh: 'data.mdb 不见了' },
    'the newest changes are missing from the lmdb data file': {
      en: 'the newest changes are missing from the lmdb data file',
      zh: 'data.mdb 中缺少最近的改动'
    },
    'a file was cut short while it was in use': {
      en: 'a file was cut short while it was in use',
      zh: '文件在使用中被截短'
    },
    'data.mdb is not a regular file': { en: 'data.mdb is not a regular file', zh: 'data.mdb 不是普通文件' },
    'lock.mdb is not a regular file': { en: 'lock.mdb is not a regular file', zh: 'lock.mdb 不是普通文件' }
  },
  unreadable
)

const damaged = {
  en: 'Nothing was changed. Back up the directory and move it aside; a new one is created.',
  zh: '数据没有改动。请先备份这个目录；把它移到别处后，程序会新建一个。'
}
const stateHints: Record<string, Both> = {
  ENOSPC: {
    en: 'Make room, 16 MiB at least, or set ECPAY_STATE_DIR to a directory on another disk.',
    zh: '请至少腾出 16 MiB，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。'
  },
  EFBIG: {
    en: 'Raise the limit, or set ECPAY_STATE_DIR to a directory on another disk.',
    zh: '请放宽限制，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。'
  },
  EDQUOT: {
    en: 'Make room, or set ECPAY_STATE_DIR to a directory on another disk.',
    zh: '请腾出空间，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。'
  },
  'a record is damaged': damaged,
  'not an lmdb data file': damaged,
  'the lmdb data file is damaged': damaged,
  'the lmdb data file is empty': damaged,
  'the lmdb data file is missing': damaged,
  'the newest changes are missing from the lmdb data file': damaged
}

export const localGateway = topic('The local gateway', '本地网关', {
  'order-not-found': entry<{ out_order_no: string }>({
    exit: 'no',
    en: ({ out_order_no }) => [`The local gateway has no order "${out_order_no}".`, 'See `ecpay simulate list`.'],
    zh: ({ out_order_no }) => [`本地网关中没有订单“${out_order_no}”。`, '请用 `ecpay simulate list` 查看。']
  }),
  /** `maker` is the command that makes such an order. */
  'order-not-payable': entry<{ out_order_no: string; status: string; maker: string }>({
    exit: 'no',
    general: { maker: 'ecpay create-order' },
    en: ({ out_order_no, status, maker }) => [
      `Order ${out_order_no} is ${status} and cannot be paid${status === 'SUCCESS' ? ' in another way' : ''}.`,
      status === 'SUCCESS'
        ? `To send its callback again: \`ecpay simulate pay ${out_order_no}\`.`
        : `Create a new one with \`${maker} --env local\`.`
    ],
    zh: ({ out_order_no, status, maker }) => [
      `订单 ${out_order_no} 的状态是 ${status}，不能${status === 'SUCCESS' ? '再以别的方式' : ''}支付。`,
      status === 'SUCCESS'
        ? `要再发送一次回调，请运行 \`ecpay simulate pay ${out_order_no}\`。`
        : `请用 \`${maker} --env local\` 重新下单。`
    ]
  }),
  'refund-not-answered': entry<{ number: string }>({
    exit: 'no',
    en: ({ number }) => [
      `Refund ${number} waits for your answer to pre_create_refund, so it has no result yet.`,
      'Answer with data.out_refund_no and data.order_entry_schema; while `ecpay simulate serve` runs, it asks again.'
    ],
    zh: ({ number }) => [
      `退款 ${number} 还在等待后端对 pre_create_refund 的响应，尚无结果。`,
      '请在响应中给出 data.out_refund_no 和 data.order_entry_schema；`ecpay simulate serve` 运行时会再次询问。'
    ]
  }),
  /** `reason` is a code as in x-ecpay-reason. */
  'not-refundable': entry<{ out_order_no: string; reason: string }>({
    exit: 'no',
    en: ({ out_order_no, reason }) => [
      `Order ${out_order_no} cannot be refunded like this: ${reason}.`,
      'It must be paid, and have so much left: `ecpay trade query-refund --order-id <id> --env local`.'
    ],
    zh: ({ out_order_no, reason }) => [
      `订单 ${out_order_no} 不能这样退款：${reason}。`,
      '订单须已支付且剩余金额足够：`ecpay trade query-refund --order-id <id> --env local`。'
    ]
  }),
  /** Without a `refund_id`, the answer was given with the application, and nothing was applied for. */
  'application-answer-unusable': entry<{ refund_id?: string }>({
    exit: 'no',
    en: ({ refund_id }) =>
      refund_id === undefined
        ? [
            'The answer gives the refund no new number: a refund has its data.out_refund_no already. Nothing was applied for.',
            'Give an answer with a number that no refund of either system has: `ecpay simulate list`.'
          ]
        : [
            `The answer gives refund ${refund_id} no new number: data.out_refund_no is missing, a refund has it already, or this refund was given another one before.`,
            'Answer with a number that is new within the app. The platform asks again until then.'
          ],
    zh: ({ refund_id }) =>
      refund_id === undefined
        ? [
            '响应没有给出新的退款单号：已有退款用了 data.out_refund_no 中的单号。没有发起退款申请。',
            '请在响应中使用两个系统的退款都没有用过的单号，可用 `ecpay simulate list` 查看。'
          ]
        : [
            `响应没有给退款 ${refund_id} 新的单号：缺少 data.out_refund_no，这个单号已被使用，或这笔退款已有另一个单号。`,
            '请返回应用内不重复的单号；在此之前平台会一直询问。'
          ]
  }),
  'order-not-closable': entry<{ out_order_no: string; status: string }>({
    exit: 'no',
    en: ({ out_order_no, status }) => [
      `Order ${out_order_no} is already ${status}.`,
      'Only an order that waits for its payment can be cancelled or time out: `ecpay trade order --env local` makes one.'
    ],
    zh: ({ out_order_no, status }) => [
      `订单 ${out_order_no} 的状态已是 ${status}。`,
      '只有待支付的订单才能取消或超时；用 `ecpay trade order --env local` 可以新建一笔。'
    ]
  }),
  'not-a-trade-order': entry<{ out_order_no: string }>({
    exit: 'no',
    en: ({ out_order_no }) => [
      `Order ${out_order_no} is one of 担保支付, which has no callback about this.`,
      'Only orders of 通用交易系统 are called back then: `ecpay trade order --env local` makes one.'
    ],
    zh: ({ out_order_no }) => [
      `订单 ${out_order_no} 属于担保支付，没有这种回调。`,
      '只有通用交易系统的订单才会回调；用 `ecpay trade order --env local` 可以新建一笔。'
    ]
  }),
  'payment-cannot-fail': entry<{ out_order_no: string }>({
    exit: 'no',
    en: ({ out_order_no }) => [
      `Order ${out_order_no} is one of 通用交易系统, where payments do not fail at present.`,
      `Let its user cancel it: \`ecpay simulate cancel ${out_order_no}\`.`
    ],
    zh: ({ out_order_no }) => [
      `订单 ${out_order_no} 属于通用交易系统，目前不会出现支付失败。`,
      `可以模拟用户取消：\`ecpay simulate cancel ${out_order_no}\`。`
    ]
  }),
  /** `by` is the member of the order that hides the way, with its value. */
  'way-not-offered': entry<{ out_order_no: string; way: string; by: string }>({
    exit: 'no',
    en: ({ out_order_no, way, by }) => [
      `Order ${out_order_no} does not offer ${way}: it has ${by}.`,
      'Pay another way with --way.'
    ],
    zh: ({ out_order_no, way, by }) => [
      `订单 ${out_order_no} 屏蔽了支付方式 ${way}（${by}）。`,
      '请用 --way 换一种支付方式。'
    ]
  }),
  /** `kind` is `refund`, `settle` and so on, like the names of the commands. */
  'record-not-found': entry<{ kind: Noun; number: string }>({
    exit: 'no',
    en: ({ kind, number }) => [
      `The local gateway has no ${nouns.en(kind)} "${number}".`,
      `Request one with \`ecpay ${commands.en(kind)}\` and --env local; \`ecpay simulate list\` shows what there is.`
    ],
    zh: ({ kind, number }) => [
      `本地网关中没有${nouns.zh(kind)}“${number}”。`,
      `请先用 \`ecpay ${commands.zh(kind)}\` 发起，并加上 --env local；\`ecpay simulate list\` 列出已有的单据。`
    ]
  }),
  /** `isTrade` for what belongs to 通用交易系统, of a kind that both systems have. */
  'result-is-final': entry<{ kind: Noun; number: string; status: string; isTrade?: boolean }>({
    general: { isTrade: false },
    exit: 'no',
    en: ({ kind, number, status, isTrade }) => [
      `The ${nouns.en(kind)} ${number} is already ${status}, which is final.`,
      `Request another one with \`ecpay ${isTrade ? 'trade ' : ''}${commands.en(kind)}\` and a new number.`
    ],
    zh: ({ kind, number, status, isTrade }) => [
      `${nouns.zh(kind)} ${number} 已是 ${status}，不会再变。`,
      `请换新单号，用 \`ecpay ${isTrade ? 'trade ' : ''}${commands.zh(kind)}\` 重新发起。`
    ]
  }),
  'must-fail': entry<{ kind: Noun; number: string; reason: string }>({
    exit: 'no',
    en: ({ kind, number, reason }) => [
      `The ${nouns.en(kind)} ${number} cannot succeed: ${reason}.`,
      'Let it fail, and request another one when the balance is enough.'
    ],
    zh: ({ kind, number, reason }) => [
      `${nouns.zh(kind)} ${number} 不可能成功：${reason}。`,
      '请让它失败，余额足够后再重新发起。'
    ]
  }),
  'agreement-not-changeable': entry<{ number: string; status: string; needed: string }>({
    exit: 'no',
    en: ({ number, status, needed }) => [
      `The agreement ${number} is ${status}; this needs ${needed}.`,
      needed === 'SERVING' ? `To sign it: \`ecpay simulate sign ${number}\`.` : 'Make another one with a new number.'
    ],
    zh: ({ number, status, needed }) => [
      `签约单 ${number} 的状态是 ${status}，此操作要求 ${needed}。`,
      needed === 'SERVING' ? `签约：\`ecpay simulate sign ${number}\`。` : '请换新单号重新发起。'
    ]
  }),
  'not-a-clock-time': entry<{ found: string }>({
    en: ({ found }) => [
      `"${found}" is not a time for the clock.`,
      'Write how much later (+15m, +2h30m, +7d), a time in Beijing (2026-12-01 10:00), or real.'
    ],
    zh: ({ found }) => [
      `无法把“${found}”理解为时间。`,
      '请写推后多久（+15m、+2h30m、+7d）、北京时间（2026-12-01 10:00），或 real。'
    ]
  }),
  /** The times are in Beijing. `meant` is empty if it is too far away to be written. */
  'clock-out-of-range': entry<{ found: string; meant: string; least: string; most: string }>({
    en: ({ found, meant, least, most }) => [
      `"${found}"${meant && ` means ${meant}, which`} is outside what the clock can be set to: ${least} (now) to ${most}.`,
      'To go back to the real time: `ecpay simulate clock real`.'
    ],
    zh: ({ found, meant, least, most }) => [
      `“${found}”${meant && `即 ${meant}，`}超出了时钟的可设范围：${least}（现在）至 ${most}。`,
      '要恢复真实时间：`ecpay simulate clock real`。'
    ]
  }),
  'port-in-use': entry<{ port: number }>({
    en: ({ port }, { has }) => [
      `Port ${port} is in use.`,
      has('--port') ? 'Choose another with --port.' : 'Stop the program that uses it.'
    ],
    zh: ({ port }, { has }) => [
      `端口 ${port} 已被占用。`,
      has('--port') ? '请用 --port 换一个端口。' : '请先结束占用该端口的程序。'
    ]
  }),
  'port-unusable': entry<{ port: number; reason: string }>({
    en: ({ port, reason }, { has }) => [
      `Port ${port} cannot be used: ${reason}.`,
      has('--port') ? 'Choose another with --port.' : 'Free the port first.'
    ],
    zh: ({ port, reason }, { has }) => [
      `无法监听端口 ${port}：${reason}。`,
      has('--port') ? '请用 --port 换一个端口。' : '请先释放该端口。'
    ]
  }),
  'nothing-refused': entry({
    en: [
      'The local gateway has refused no request yet.',
      'Start it with `ecpay simulate serve`, and send your request to it.'
    ],
    zh: ['本地网关还没有拒绝过请求。', '请用 `ecpay simulate serve` 启动它，再把请求发过来。']
  }),
  /** `reason` is why the body of the last refused request was not saved. */
  'refused-without-body': entry<{ path: string; reason: 'too-large' | 'a-form' | 'empty' }>({
    en: ({ path, reason }) => [
      `The last refused request, ${path}, was saved without its body: ${withoutBody.en(reason)}.`,
      'Save the body to a file: ecpay diagnose body.json --env local'
    ],
    zh: ({ path, reason }) => [
      `最近一次被拒绝的请求是 ${path}，但没有保存请求体：${withoutBody.zh(reason)}。`,
      '请把请求体存成文件后运行：ecpay diagnose body.json --env local'
    ]
  }),
  'state-unusable': entry<{ path: string; reason: string }>({
    en: ({ path, reason }) => [
      `The state of the local gateway in ${path} cannot be used: ${stateReasons.en(reason)}.`,
      stateHints[reason]?.en ??
        'Set ECPAY_STATE_DIR to another directory, or move this one aside: a new one is created.'
    ],
    zh: ({ path, reason }) => [
      `${path} 中的本地网关数据无法使用：${stateReasons.zh(reason)}。`,
      stateHints[reason]?.zh ?? '请把 ECPAY_STATE_DIR 设为其他目录，或把这个目录移到别处，程序会新建一个。'
    ]
  }),
  /** `reason` is the message of the loader of the binary; `inOneFile` where the program has it in itself. */
  'lmdb-missing': entry<{ platform: string; arch: string; reason: string; inOneFile?: boolean }>({
    general: { inOneFile: false },
    en: ({ platform, arch, reason, inOneFile }) => [
      `The local gateway keeps its orders in lmdb, but the lmdb binary for ${platform} ${arch} cannot be loaded: ${reason}`,
      inOneFile
        ? 'It is written to the folder for temporary files. Set TMPDIR (on Windows TEMP) to a folder of yours from which programs may be run.'
        : 'Install it again with all optional packages (look for `omit=optional` in .npmrc or npm_config_omit): npm install ecpay-cli'
    ],
    zh: ({ platform, arch, reason, inOneFile }) => [
      `本地网关用 lmdb 保存订单，但加载不了它在 ${platform} ${arch} 上的二进制文件：${reason}`,
      inOneFile
        ? '这个文件会写入临时目录。请把 TMPDIR（Windows 上为 TEMP）设为自己的、允许运行程序的目录。'
        : '请重新完整安装，检查 .npmrc 或 npm_config_omit 中有没有 omit=optional：npm install ecpay-cli'
    ]
  }),
  /** `seconds` is how long the process has held the lock, as seen from here; `host` is its machine, if not this one. */
  'waiting-for-lock': entry<{ path: string; pid: number; host?: string; seconds: number }>({
    exit: 'unknown',
    en: ({ path, pid, host, seconds }) => [
      `Process ${pid}${host === undefined ? '' : ` on ${host}`} has been writing to the state of the local gateway for ${seconds} s: waiting for it (${path}).`,
      'If it is gone, this goes on by itself within a minute. Ctrl-C stops waiting.'
    ],
    zh: ({ path, pid, host, seconds }) => [
      `${host === undefined ? '' : `主机 ${host} 上的`}进程 ${pid} 正在写本地网关的数据，已有 ${seconds} 秒，正在等待（${path}）。`,
      '如果它已经不在，一分钟内会自动继续。按 Ctrl-C 可停止等待。'
    ]
  }),
  /** Amounts are in fen. */
  'demo-check-failed': entry<{ check: string; expected: string; found: string }>({
    exit: 'no',
    en: ({ check, expected, found }) => [
      `The check "${check}" of the demo failed: expected ${expected}, found ${found}.`,
      'This is a bug in the local gateway: please report it with the output.'
    ],
    zh: ({ check, expected, found }) => [
      `演示的检查“${check}”未通过：应为 ${expected}，实为 ${found}。`,
      '这是本地网关的缺陷，请附上输出反馈。'
    ]
  })
})
