import { refuse, refuseAll } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { clockSetting } from '../../simulator/clock-setting.js'
import { allCalls, SYSTEMS } from '../../systems.js'
import type { Filter } from '../../workbench/journal/filter.js'
import { callsNamed, unknownCall } from './named-calls.js'
import { eitherWay, text, type Values } from './option.js'

/** What to look for among calls and callbacks. */
export const FILTERS = {
  number: text('--number <number>', {
    suggests: 'number',
    help: {
      en: 'what belongs to this order, refund, settlement or the like, by the number of either side',
      zh: '与该订单、退款、结算等有关的，写任意一方的单号'
    }
  }),
  call: text('--call <call>', {
    suggests: 'call',
    help: {
      en: 'this call alone, by its name, its command or its path',
      zh: '只看这个接口，写接口名、命令名或路径'
    }
  }),
  type: text('--type <type>', {
    suggests: 'log-type',
    help: {
      en: 'call, callback, or a type of callback: payment, refund, settle …',
      zh: 'call（接口调用）、callback（回调），或某种回调：payment、refund、settle……'
    }
  }),
  failed: eitherWay('--failed', {
    help: {
      en: 'what came to no success: no answer, an err_no that is not 0, a forged callback',
      zh: '没有成功的：没有响应、err_no 不为 0、验签不通过的回调'
    }
  }),
  since: text('--since <time>', {
    help: {
      en: 'no older than 15m, 2h30m or 7d, or since a time in Beijing: 2026-12-01 10:00',
      zh: '多久以内：15m、2h30m、7d；或从某个北京时间起：2026-12-01 10:00'
    }
  }),
  grep: text('--grep <text>', {
    help: {
      en: 'with this text in an address, a header or a body, in any letter case',
      zh: '地址、请求头或内容中含有这段文字，不区分大小写'
    }
  })
}

const { call: _, ...others } = FILTERS

/** The same for callbacks alone, which are of no call. */
export const CALLBACK_FILTERS = {
  ...others,
  type: text('--type <type>', {
    suggests: 'callback-type',
    help: {
      en: 'this type of callback alone: payment, refund, settle …',
      zh: '只看这种回调：payment、refund、settle……'
    }
  }),
  failed: eitherWay('--failed', {
    help: {
      en: 'what is not genuine, did not reach the handler, or was not answered with success',
      zh: '验签不通过、没有送到后端，或没有得到成功响应的'
    }
  })
}

type Given<All> = { [Key in keyof All]?: All[Key] | undefined }

export type FilterValues = Given<Values<typeof FILTERS>>

/** Whether anything is looked for. */
export function isFiltering(values: FilterValues): boolean {
  return Object.values(values).some((value) => value !== undefined)
}

/**
 * What is looked for, besides the number.
 *
 * @param now Unix time in milliseconds
 * @throws EcpayError `not-a-since`, `unknown-call`, `invalid-option-value`
 */
export async function filterOf({ call, type, failed, since, grep }: FilterValues, now: number): Promise<Filter> {
  if (type !== undefined) await expectType(type)
  return {
    ...(call !== undefined && { paths: await pathsOf(call) }),
    ...(since !== undefined && { since: timeOf(since, now) }),
    ...{ type, failed, grep }
  }
}

/** Refuses what is nearly a known type. Any other can have come in: who calls back chooses it. */
async function expectType(found: string): Promise<void> {
  const types = (await Promise.all(SYSTEMS.map((system) => system.callbacks()))).flat().map(({ code }) => code)
  const known = [...new Set(['call', 'callback', ...types])]
  const meant = known.includes(found) ? undefined : nearest(found, known)
  if (meant === undefined) return
  throw refuse('invalid-option-value', { option: '--type', found, expected: known.join(', '), meant })
}

async function pathsOf(call: string): Promise<readonly string[]> {
  // A path that is no known call can have been sent all the same.
  if (call.startsWith('/')) return [call]
  const calls = await allCalls()
  const named = callsNamed(call, calls)
  if (named.length === 0) throw refuseAll([unknownCall(call, calls)])
  return named.flatMap(({ endpoint: { path, former } }) => [path, ...(former === undefined ? [] : [former])])
}

function timeOf(found: string, now: number): number {
  if (/^\d{13}$/.test(found)) return Number(found)
  const setting = clockSetting(/^\d[\d.dhms]*[dhms]$/i.test(found) ? `-${found}` : found)
  if (setting === undefined || setting === 'real') throw refuse('not-a-since', { found })
  return 'to' in setting ? setting.to : now + Math.min(0, setting.by)
}
