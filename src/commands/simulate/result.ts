import { patiently } from '../../database/lock.js'
import type { Both } from '../../language.js'
import { visibleLine } from '../../output/terminal-text.js'
import { resultCallback } from '../../simulator/callbacks/order-callback.js'
import { endStored } from '../../simulator/life-cycle/end-stored.js'
import { KINDS, type ResultKind } from '../../simulator/life-cycle/kinds/kinds.js'
import { type Records, tradeRefund } from '../../simulator/life-cycle/records.js'
import type { Outcome } from '../../simulator/life-cycle/results.js'
import { LOCAL_KEYS } from '../../simulator/local-keys.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import { type Context, command, type Definition } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { argument, flag } from '../shared/option.js'
import { withConfiguredAddress } from './configured-address.js'

/** The flags for other ends than success. */
const FLAGS = ['fail', 'timeout', 'reexchange'] as const

export const simulateRefund = endsWith('refund', { en: 'refund', zh: '退款' }, 'notify_url')
export const simulateSettle = endsWith('settle', { en: 'settlement', zh: '结算' }, 'notify_url')
export const simulateReturn = endsWith('return', { en: 'return', zh: '退分账' })
export const simulateDeduct = endsWith('deduct', { en: 'deduction', zh: '扣款' }, 'notify_url')
export const simulateDeductRefund = endsWith('deduct-refund', { en: 'refund of a deduction', zh: '扣款退款' })
export const simulateWithdraw = endsWith('withdraw', { en: 'withdrawal', zh: '提现' }, 'callback')

/**
 * The command that gives a record its result, at once if it has none yet, and delivers the callback.
 *
 * @param called the platform's word for the record
 * @param calledBack the member of its request with the address of the callback; absent if there is no callback
 */
function endsWith(kind: ResultKind, { en, zh }: Both, calledBack?: string): Definition {
  const { number, ends } = KINDS[kind]
  const line = `ecpay simulate ${kind} ${kind.replace('-', '_')}_1`
  const form = `{"${number}","status","callback","deliveries":[…]}`
  return command({
    arguments: {
      typed: argument(`<${number}>`, {
        help: {
          en: `the ${en}; by itself it has its result after 3 seconds`,
          zh: `${zh}单号；不操作时 3 秒后自动出结果`
        }
      })
    },
    options: {
      fail: flag('--fail', {
        conflicts: ['--reexchange'],
        help: {
          en: 'let it fail, which it can as long as it is PROCESSING',
          zh: `让${zh}失败，仅限处理中的${zh}`
        }
      }),
      timeout: flag('--timeout', {
        conflicts: ['--fail'],
        help: {
          en: 'let its time run out',
          zh: '让它超时'
        }
      }),
      reexchange: flag('--reexchange', {
        help: {
          en: 'let the bank return the money, also after SUCCESS',
          zh: '让银行退票，成功之后也可以'
        }
      }),
      timeScale: TIME_SCALE
    },
    without: (['timeout', 'reexchange'] as const).filter((one) => !ends[one]),
    examples: [line, ...FLAGS.filter((one) => ends[one]).map((one) => `${line} --${one}`)],
    output: {
      en: `${calledBack ? `the callback body when the ${en} has no ${calledBack}, else nothing` : 'nothing'}. --json: ${form}`,
      zh: `${calledBack ? `${zh}没有 ${calledBack} 时输出回调内容，否则无输出` : '无输出'}。--json：${form}`
    },
    exits: [0, 1, 2, 130],
    async run(context, { typed, timeScale, ...asked }) {
      const flag = FLAGS.find((one) => asked[one])
      const { status, message } = (flag && ends[flag]) ?? { status: 'SUCCESS', message: undefined }
      const about = { [number]: typed, status }
      const callback = await end(context, kind, typed, status, message)
      const { out, words } = context
      out.note(words.simulate.ended(visibleLine(typed), status))
      if (callback) return deliverCallback(context, await withConfiguredAddress(context, callback), about, timeScale)
      return {
        document: () => ({ ...about, callback: null, deliveries: [] }),
        text: () => [{ note: words.simulate.noCallback }]
      }
    }
  })
}

/** Of which system a refund is, and the number that it has in the store. In 通用交易系统 either number names it. */
function refundOf(store: Records, typed: string): [kind: ResultKind, number: string] {
  const found = store.find('refund', typed)
    ? undefined
    : (tradeRefund(store, typed, '') ?? tradeRefund(store, '', typed))
  return found ? ['trade_refund', found.refund_id] : ['refund', typed]
}

/** @returns the callback; nothing for what the platform does not report */
function end(
  context: Context,
  kind: ResultKind,
  number: string,
  status: Outcome['status'],
  message: string | undefined
) {
  return withStore(context, async (store, platform) => {
    const [of, key] = kind === 'refund' ? refundOf(store, number) : [kind, number]
    const record = await patiently(() => endStored(store, of, key, status, platform.now(), message))
    // Under an authorization in place of a deposit the platform reports no deduction.
    if (record.kind === 'deduct' && record.fee_detail_list !== undefined) return undefined
    return resultCallback(of, record, store, LOCAL_KEYS, platform)
  })
}
