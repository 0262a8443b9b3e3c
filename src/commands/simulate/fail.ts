import { ENDPOINTS } from '../../ecpay/endpoints/endpoints.js'
import { ERR_NOS, errNo, NOT_SIMULATED } from '../../ecpay/err-no.js'
import { EXIT, Failure, finding } from '../../findings/findings.js'
import { table } from '../../output/columns.js'
import { nearestFew } from '../../protocol/nearest.js'
import { patiently } from '../../simulator/store/lock.js'
import type { Store } from '../../simulator/store/store.js'
import type { Fault } from '../../simulator/store/stored.js'
import type { CommandSpec, Context, Flags } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'

export const simulateFail: CommandSpec = {
  name: 'simulate fail',
  arguments: '[err_no]',
  options: [
    { syntax: '--times <n>', number: { min: 0, integer: true }, fallback: 1 },
    { syntax: '--on <call>' },
    { syntax: '--clear' }
  ],
  examples: [
    'ecpay simulate fail 1000 --on create_refund',
    'ecpay simulate fail 1001 --times 3',
    'ecpay simulate fail',
    'ecpay simulate fail --clear'
  ],
  exits: [0, 2],
  async run(context, [err_no], flags) {
    const { words, out } = context
    if (flags.clear && err_no !== undefined) {
      throw new Failure(EXIT.input, [finding('conflicting-options', { options: ['err_no', '--clear'] })])
    }
    const added = err_no === undefined ? undefined : faultOf(err_no, flags)
    return withStore(context, async (store) => {
      if (flags.clear) await patiently(() => store.changeFaults(() => []))
      if (added) await patiently(() => store.changeFaults((faults) => [...faults, added]))
      if (!out.json && (flags.clear || store.faults().length === 0)) out.note(words.simulate.noFaults)
      else await printFaults(context, store)
      return EXIT.done
    })
  }
}

/** @throws Failure (exit 2) `unknown-code`, `unknown-call` */
function faultOf(err_no: string, { times = 1, on }: Flags): Fault {
  const problems = [...errNoProblems(err_no), ...callProblems(on as string | undefined)]
  if (problems.length > 0) throw new Failure(EXIT.input, problems)
  const call = callNamed(on as string | undefined)
  return { err_no: Number(err_no), ...(call && { on: call.name }), times: times === 0 ? null : Number(times) }
}

function errNoProblems(found: string) {
  const known = ERR_NOS.map((one) => one.err_no)
    .filter((one) => one !== 0 && one !== NOT_SIMULATED)
    .map(String)
  if (errNo(found) && known.includes(found)) return []
  return [finding('unknown-code', { found, near: nearestFew(found, known, 3) })]
}

function callProblems(found: string | undefined) {
  if (found === undefined || callNamed(found)) return []
  return [
    finding('unknown-call', {
      found,
      near: nearestFew(
        found,
        ENDPOINTS.map(({ name }) => name),
        3
      )
    })
  ]
}

/** A call by its name, by the command that sends it, or by its path. */
function callNamed(on: string | undefined) {
  return ENDPOINTS.find(({ name, command, path }) => on === name || on === command || on === path)
}

async function printFaults({ out, words }: Context, store: Store): Promise<void> {
  const faults = store.faults()
  if (out.json) return out.document({ failures: faults.map(({ err_no, on = null, times }) => ({ err_no, on, times })) })
  const { faultColumns: columns, untilCleared, everyCall } = words.simulate
  const rows = faults.map(({ err_no, on, times }) => [String(err_no), on ?? everyCall, String(times ?? untilCleared)])
  await out.result(`${table([['err_no', columns.on, columns.times], ...rows]).join('\n')}\n`)
}
