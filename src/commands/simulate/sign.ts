import { patiently } from '../../database/lock.js'
import { visibleLine } from '../../output/terminal-text.js'
import { resultCallback } from '../../simulator/callbacks/order-callback.js'
import { changeStored, type UserChange } from '../../simulator/life-cycle/agreements.js'
import { agreementStatus } from '../../simulator/life-cycle/kinds/agreement-kind.js'
import { LOCAL_KEYS } from '../../simulator/local-keys.js'
import { deliverCallback, TIME_SCALE } from '../callback/deliver.js'
import { command } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { argument, flag } from '../shared/option.js'

const CHANGES = ['refuse', 'timeout', 'cancel', 'done'] as const satisfies readonly UserChange[]
const others = (own: string) => CHANGES.filter((one) => one !== own).map((one) => `--${one}`)

export const simulateSign = command({
  description: {
    en: 'Does with an agreement on periodic deduction, or with an authorization in place of a deposit, what its user does in the app, and delivers the callback sign_callback. An agreement that is to be signed and paid is deducted then. Of an agreement that already is so, it delivers the callback once more.',
    zh: '以用户身份在 App 中处理周期代扣的签约单或免押单，并发送 sign_callback 回调。“签约并支付”的签约单会随即扣款。签约单已是所要的状态时，再发送一次回调。'
  },
  arguments: {
    typed: argument('<out_auth_order_no>', {
      help: {
        en: 'the agreement; without --refuse and so on it is signed',
        zh: '签约单号；不加 --refuse 等选项时表示签约'
      }
    })
  },
  options: {
    refuse: flag('--refuse', { conflicts: others('refuse'), help: { en: 'do not sign it', zh: '拒绝签约' } }),
    timeout: flag('--timeout', {
      conflicts: others('timeout'),
      help: { en: 'let the time for signing run out', zh: '让它超时未签' }
    }),
    cancel: flag('--cancel', {
      conflicts: others('cancel'),
      help: { en: 'cancel it after it was signed', zh: '签约之后由用户解约' }
    }),
    done: flag('--done', { conflicts: others('done'), help: { en: 'let it end as agreed', zh: '让它到期结束' } }),
    timeScale: TIME_SCALE
  },
  examples: [
    'ecpay simulate sign sign_1',
    'ecpay simulate sign sign_1 --refuse',
    'ecpay simulate sign sign_1 --cancel'
  ],
  output: {
    en: 'the callback when the agreement has no address for it, else nothing. --json: {"out_auth_order_no","status","callback","headers","deliveries":[…]}',
    zh: '签约单没有回调地址时输出回调内容，否则无输出。--json：{"out_auth_order_no","status","callback","headers","deliveries":[…]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { typed, timeScale, ...asked }) {
    const change = CHANGES.find((one) => asked[one]) ?? 'sign'
    const { out, words } = context
    const { status, callback } = await withStore(context, async (store, platform) => {
      const agreement = await patiently(() => changeStored(store, typed, change, platform))
      const isReported = agreement.service === 'periodic'
      return {
        status: agreementStatus(agreement, platform.now()),
        callback: isReported ? resultCallback('sign', agreement, store, LOCAL_KEYS, platform) : undefined
      }
    })
    const about = { out_auth_order_no: typed, status }
    out.note(words.simulate.ended(visibleLine(typed), status))
    if (callback) return deliverCallback(context, callback, about, timeScale)
    return {
      document: () => ({ ...about, callback: null, deliveries: [] }),
      text: () => [{ note: words.simulate.noCallback }]
    }
  }
})
