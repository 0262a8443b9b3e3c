import { pathFindings } from '../ecpay/diagnose/exchange-findings.js'
import { APP_ID, SIGN, THIRDPARTY_ID } from '../ecpay/endpoints/common-fields.js'
import type { Endpoint, Field } from '../ecpay/endpoints/endpoint.js'
import { ENDPOINTS } from '../ecpay/endpoints/endpoints.js'
import { EXIT, Failure, finding } from '../findings/findings.js'
import { parseAssignments } from '../protocol/json/members.js'
import { callOptions, NESTED } from './call/options.js'
import { runCall } from './endpoint-command.js'
import type { CommandSpec, Flags } from './shared/command.js'

/** Any call by its path, also one that no file of data describes: signed, sent and shown as it is. */
export const anyCall: CommandSpec = {
  name: 'call',
  arguments: '<path>',
  options: [
    { syntax: '--get' },
    { syntax: '--file <assignment>', repeatable: true },
    { syntax: '--access-token-file <file>' },
    NESTED,
    ...callOptions(callOf('/', { save: true }))
  ],
  examples: [
    'ecpay call /api/apps/ecpay/v1/query_order -d out_order_no=order_1001',
    'ecpay call /api/apps/ecpay/v1/settle --from settle.json --dry-run',
    'ecpay call /api/apps/bills --get -d merchant_id=7 -d bill_date=20261122 --dry-run',
    'ecpay call /api/apps/ecpay/v3/saas/image_upload --file image_content=license.jpg -d image_type=jpg'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [word = ''], flags) {
    const path = ENDPOINTS.find(({ name, command }) => word === name || word === command)?.path ?? word
    const doubts = pathFindings(path).filter(({ near }) => near.length > 0)
    if (!path.startsWith('/') && doubts.length > 0) throw new Failure(EXIT.input, doubts)
    if (!/^\/[!-~]*$/.test(path) || /[?#]/.test(path)) {
      const expected = '/api/apps/…'
      throw new Failure(EXIT.input, [finding('invalid-option-value', { option: 'path', found: path, expected })])
    }
    context.out.warn(doubts)
    const data = [flags.data, flags.file].flatMap((given) => (given as string[] | undefined) ?? [])
    return runCall(callOf(path, flags), context, [], { ...flags, data })
  }
}

/** What is known of a call by its path alone. One that this tool does not know may move money. */
function callOf(path: string, { get, save, file }: Flags): Endpoint {
  const known = ENDPOINTS.find((one) => one.path === path)
  const method = get ? 'GET' : (known?.method ?? 'POST')
  const isFile = known?.answers === 'file' || save !== undefined
  const uploads = parseAssignments((file as string[] | undefined) ?? [], '--file').map(({ key }) => key)
  return {
    name: path,
    command: 'call',
    theme: known?.theme ?? 'orders',
    method,
    path,
    ...((known?.encoding || uploads.length > 0) && { encoding: 'multipart' }),
    ...(known?.verdict && { verdict: known.verdict }),
    ...(isFile && { answers: 'file' }),
    summary: { en: '', zh: '' },
    examples: [],
    fields: [...(known?.fields.filter(isIdentity) ?? [APP_ID, SIGN, THIRDPARTY_ID]), ...uploads.map(fileField)],
    answer: known?.answer ?? [],
    errNos: [],
    ...(known?.sandbox !== undefined && { sandbox: known.sandbox }),
    movesMoney: known?.movesMoney ?? method === 'POST',
    source: ''
  }
}

/** The members by which the platform knows who calls, and those that are not signed. */
function isIdentity({ key, secret, unsigned }: Field): boolean {
  return secret !== undefined || unsigned || [APP_ID, SIGN, THIRDPARTY_ID].some((one) => one.key === key)
}

function fileField(key: string): Field {
  return { key, type: 'file', required: true, meaning: { en: '', zh: '' }, source: '' }
}
