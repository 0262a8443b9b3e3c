import { patiently } from '../../database/lock.js'
import { refuse } from '../../findings/findings.js'
import { beijingTime } from '../../protocol/time.js'
import { type ClockSetting, clockSetting, lengthText } from '../../simulator/clock-setting.js'
import { command } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { argument } from '../shared/option.js'
import type { Result } from '../shared/result.js'

/** In milliseconds: the farthest that the clock can be ahead, ten years. */
const FARTHEST = 3653 * 86_400_000

export const simulateClock = command({
  description: {
    en: 'Sets the clock of the local platform, for both systems, so that an expiry, a retry or a settlement date need not be waited for: for a running simulate serve and --env local alike, until simulate reset. It goes on at its usual speed, and never falls behind the real time. Without a time, shows it. What is signed with a time, callbacks as well as requests, keeps the real time.',
    zh: '设置本地平台的时钟，对两套系统都有效，订单过期、回调重试、结算日期都不必干等；对运行中的 simulate serve 和 --env local 都有效，直到 simulate reset。设置后时钟照常走动，且不会早于真实时间。不给时间时只显示。参与签名的时间（请求和回调都一样）仍是真实时间。'
  },
  arguments: {
    typed: argument('[time...]', {
      signed: true,
      help: {
        en: 'how much later or earlier than now: +15m, +2h30m, +7d, -10m; a time in Beijing: 2026-12-01 10:00; or real',
        zh: '比当前提前或推后多久：+15m、+2h30m、+7d、-10m；北京时间：2026-12-01 10:00；或 real（恢复真实时间）'
      }
    })
  },
  options: {},
  examples: [
    'ecpay simulate clock +15m',
    'ecpay simulate clock 2030-01-01 10:00',
    'ecpay simulate clock',
    'ecpay simulate clock real'
  ],
  output: {
    en: 'the time in Beijing. --json: {"now","time","ahead_seconds"}, now in milliseconds',
    zh: '北京时间。--json：{"now","time","ahead_seconds"}，now 的单位是毫秒'
  },
  exits: [0, 2],
  async run(context, { typed }) {
    const text = typed.join(' ')
    const setting = text === '' ? undefined : clockSetting(text)
    if (text !== '' && setting === undefined) throw refuse('not-a-clock-time', { found: text })
    return withStore(context, async (store) => {
      const { now } = context.world
      const ahead =
        setting === undefined
          ? store.clockAhead()
          : await patiently(() => store.changeClock((current) => aheadBy(setting, current, now(), text)))
      return shown(now() + ahead, ahead)
    })
  }
})

/**
 * How far the clock is ahead after it was set.
 *
 * @throws EcpayError `clock-out-of-range`
 */
function aheadBy(setting: ClockSetting, current: number, real: number, found: string): number {
  if (setting === 'real') return 0
  const ahead = 'to' in setting ? setting.to - real : current + setting.by
  if (ahead >= 0 && ahead <= FARTHEST) return ahead
  throw refuse('clock-out-of-range', {
    found,
    meant: beijingTime(real + ahead),
    least: beijingTime(real),
    most: beijingTime(real + FARTHEST)
  })
}

function shown(now: number, ahead: number): Result {
  return {
    document: () => ({ now, time: beijingTime(now), ahead_seconds: ahead / 1000 }),
    text: ({ words: { simulate } }) => [
      { result: `${beijingTime(now)}\n` },
      { note: ahead === 0 ? simulate.realClock : simulate.setClock(lengthText(ahead)) }
    ]
  }
}
