import { APP_ID, SIGN, THIRDPARTY_ID } from '../protocol/endpoints/common-fields.js'
import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import { ENDPOINTS } from '../protocol/endpoints/index.js'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { runCall } from './call.js'
import { callOptions } from './call-options.js'
import type { CommandSpec, Flags } from './command.js'

/** Any call by its path, also one that no file of data describes: signed, sent and shown as it is. */
export const anyCall: CommandSpec = {
  name: 'call',
  arguments: '<path>',
  options: [{ syntax: '--get' }, ...callOptions(callOf('/', { save: true }))],
  examples: [
    'ecpay call /api/apps/ecpay/v1/query_order -d out_order_no=order_1001',
    'ecpay call /api/apps/ecpay/v1/settle --from settle.json --dry-run',
    'ecpay call /api/apps/bills --get -d merchant_id=7 -d bill_date=20261122 --dry-run'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [path = ''], flags) {
    if (!/^\/[!-~]*$/.test(path) || /[?#]/.test(path)) {
      const expected = '/api/apps/…'
      throw new Failure(EXIT.input, [finding('invalid-option-value', { option: 'path', found: path, expected })])
    }
    return runCall(callOf(path, flags), context, [], flags)
  }
}

/** What is known of a call by its path alone. One that this tool does not know may move money. */
function callOf(path: string, { get, save }: Flags): Endpoint {
  const known = ENDPOINTS.find((one) => one.path === path)
  const method = get ? 'GET' : (known?.method ?? 'POST')
  const isFile = known?.answers === 'file' || save !== undefined
  return {
    name: path,
    command: 'call',
    theme: known?.theme ?? 'orders',
    method,
    path,
    ...(isFile && { answers: 'file' }),
    summary: { en: '', zh: '' },
    examples: [],
    fields: [APP_ID, SIGN, THIRDPARTY_ID],
    answer: known?.answer ?? [],
    errNos: [],
    sandbox: known?.sandbox ?? true,
    movesMoney: known?.movesMoney ?? method === 'POST',
    source: ''
  }
}
