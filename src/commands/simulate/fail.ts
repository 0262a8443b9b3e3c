import { patiently } from '../../database/lock.js'
import { finding, refuse, refuseAll } from '../../findings/findings.js'
import { table } from '../../output/columns.js'
import { nearestFew } from '../../protocol/nearest.js'
import { isOfSystem } from '../../protocol/system/catalogue-entry.js'
import type { System } from '../../protocol/system/system.js'
import type { Fault } from '../../simulator/store/stored.js'
import { allCalls, SYSTEMS, type SystemCall } from '../../systems.js'
import { command } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import { callsNamed, unknownCall } from '../shared/named-calls.js'
import { argument, flag, number, text } from '../shared/option.js'
import type { Result } from '../shared/result.js'

export const simulateFail = command({
  description: {
    en: 'Lets the next calls of the local gateway fail with a documented err_no, those of a running simulate serve and those of --env local alike. It may be a code of either system; without --on, the calls fail whose system has it. Such a call is not carried out: no order, no refund and no number changes, and x-ecpay-reason says injected. Without an err_no, lists what is still to fail.',
    zh: '让本地网关接下来的调用以文档中的某个 err_no 失败，对运行中的 simulate serve 和 --env local 都有效。两个系统的错误码都可以用；不加 --on 时，只影响有这个错误码的系统的接口。这样的调用不会执行：订单、退款和单号都不受影响，x-ecpay-reason 会注明 injected。不给 err_no 时列出尚未用完的错误。'
  },
  arguments: {
    err_no: argument('[err_no]', {
      help: {
        en: 'what to answer, one of `ecpay explain --list`',
        zh: '要返回的错误码，取自 `ecpay explain --list`'
      }
    })
  },
  options: {
    times: number('--times <n>', {
      min: 0,
      integer: true,
      default: 1,
      help: {
        en: 'how many calls; 0: every one until --clear',
        zh: '影响几次调用；0 表示一直有效，直到 --clear'
      }
    }),
    on: text('--on <call>', {
      suggests: 'call',
      help: {
        en: 'this call alone, by its name or its command',
        zh: '只影响这个接口，写接口名或命令名'
      }
    }),
    clear: flag('--clear', {
      help: {
        en: 'answer as usual again',
        zh: '恢复正常响应'
      }
    })
  },
  examples: [
    'ecpay simulate fail 1000 --on create_refund',
    'ecpay simulate fail 1001 --times 3',
    'ecpay simulate fail 23117 --on settle_create',
    'ecpay simulate fail',
    'ecpay simulate fail --clear'
  ],
  output: {
    en: 'what is still to fail, as a table. --json: {"failures":[{"err_no","on","times"}]}',
    zh: '尚未用完的错误列表。--json：{"failures":[{"err_no","on","times"}]}'
  },
  exits: [0, 2],
  async run(context, { err_no, times, on, clear }) {
    if (clear && err_no !== undefined) {
      throw refuse('conflicting-options', { options: ['err_no', '--clear'] })
    }
    const added = err_no === undefined ? undefined : await faultOf(err_no, times, on, await allCalls())
    return withStore(context, async (store) => {
      if (clear) await patiently(() => store.changeFaults(() => []))
      if (added) await patiently(() => store.changeFaults((faults) => [...faults, added]))
      return stillToFail(store.faults())
    })
  }
})

/** @throws EcpayError `unknown-code`, `unknown-call` */
async function faultOf(
  err_no: string,
  times: number,
  on: string | undefined,
  calls: readonly SystemCall[]
): Promise<Fault> {
  const named = callsNamed(on, calls)
  const isUnknown = on !== undefined && named.length === 0
  const systems = named.length > 0 ? named.map(({ system }) => system) : SYSTEMS
  const having = await havingCode(err_no, systems)
  const codes = having.length === 0 ? [await unknownCode(err_no, systems)] : []
  const problems = [...codes, ...(isUnknown ? [unknownCall(on, calls)] : [])]
  if (problems.length > 0) throw refuseAll(problems)
  const meant = named.filter(({ system }) => having.includes(system))
  return { err_no: Number(err_no), ...onCalls(meant), times: times === 0 ? null : times }
}

/** What a failure says of the calls that are meant: where two systems have the name and the code, it is for both. */
function onCalls([call, ...others]: readonly SystemCall[]): Pick<Fault, 'on' | 'system'> {
  if (!call) return {}
  return { on: call.endpoint.name, ...(others.length === 0 && { system: call.system.name }) }
}

async function havingCode(found: string, systems: readonly System[]): Promise<System[]> {
  const codes = await Promise.all(systems.map(errNosOf))
  return systems.filter((_, i) => codes[i]?.includes(found))
}

async function errNosOf(system: System): Promise<string[]> {
  const entries = (await system.catalogue()).filter((one) => one.namespace === 'err_no' && isOfSystem(one))
  return entries.map(({ code }) => code).filter((code) => code !== '0')
}

/** @param systems those whose codes it may be */
async function unknownCode(found: string, systems: readonly System[]) {
  const known = new Set((await Promise.all(systems.map(errNosOf))).flat())
  return finding('unknown-code', { found, near: nearestFew(found, [...known], 3) })
}

function stillToFail(faults: readonly Fault[]): Result {
  return {
    document: () => ({ failures: faults.map(({ err_no, on = null, times }) => ({ err_no, on, times })) }),
    text({ words: { simulate } }) {
      if (faults.length === 0) return [{ note: simulate.noFaults }]
      const { faultColumns: columns, untilCleared, everyCall } = simulate
      const heads = ['err_no', columns.on, columns.times]
      const rows = faults.map(({ err_no, on = everyCall, times }) => [
        String(err_no),
        on,
        String(times ?? untilCleared)
      ])
      return [{ result: `${table([heads, ...rows]).join('\n')}\n` }]
    }
  }
}
