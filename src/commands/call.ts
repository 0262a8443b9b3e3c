import { pathFindings } from '../ecpay/diagnose/exchange-findings.js'
import { APP_ID, SIGN, THIRDPARTY_ID } from '../ecpay/endpoints/common-fields.js'
import { ecpay } from '../ecpay/system.js'
import { refuse, refuseAll } from '../findings/findings.js'
import { parseAssignments } from '../protocol/json/assignment.js'
import type { Endpoint, Field } from '../protocol/system/endpoint.js'
import { allCalls } from '../systems.js'
import { CALL_OPTIONS } from './call/options.js'
import { runCall } from './endpoint-command.js'
import { command } from './shared/command.js'
import { argument, flag, list, type Values } from './shared/option.js'

/** The options of a call by its path, also for a call that this tool does not know. */
const OPTIONS = {
  get: flag('--get', {
    help: {
      en: 'send a GET: the signed fields are its query parameters',
      zh: '用 GET 发送：已签名的字段作为查询参数'
    }
  }),
  file: list('--file <assignment>', {
    help: {
      en: 'key=path: upload this file, in a form with the fields; repeatable',
      zh: 'key=path：以表单上传这个文件，其他字段一同提交；可多次使用'
    }
  }),
  ...CALL_OPTIONS
}

type AnyCallValues = Values<typeof OPTIONS>

export const anyCall = command({
  description: {
    en: 'For calls that have no command here. The body comes from --from and -d; app_id and, where it is configured, thirdparty_id are put in, and an access token where the call is known to have one. Nothing but these is checked.',
    zh: '用于本工具还没有对应命令的接口。请求体来自 --from 和 -d，自动填入 app_id；配置了 thirdparty_id 时也会填入，已知需要 access token 的接口还会填入它。除此之外不做检查。'
  },
  arguments: {
    path: argument('<path>', {
      help: {
        en: 'the part after the host: /api/apps/ecpay/v1/query_order',
        zh: '域名后面的部分，例如 /api/apps/ecpay/v1/query_order'
      }
    })
  },
  options: OPTIONS,
  // Final states are not known for unknown calls.
  without: ['wait', 'waitTimeout'],
  fields: [THIRDPARTY_ID],
  examples: [
    'ecpay call /api/apps/ecpay/v1/query_order -d out_order_no=order_1001',
    'ecpay call /api/apps/ecpay/v1/settle --from settle.json --dry-run',
    'ecpay call /api/apps/bills --get -d merchant_id=7 -d bill_date=20261122 --dry-run',
    'ecpay call /api/apps/ecpay/v3/saas/image_upload --file image_content=license.jpg -d image_type=jpg'
  ],
  output: {
    en: 'the raw answer; --json as for create-order. --dry-run in a pipe: the signed body, or the address of a GET',
    zh: '原始响应；--json 与 create-order 相同。管道中的 --dry-run 输出签名后的请求体，GET 则输出完整地址'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, { path: word, ...values }, fields) {
    const calls = await allCalls()
    const path = calls.find(({ endpoint }) => [endpoint.name, endpoint.command].includes(word))?.endpoint.path ?? word
    const doubts = pathFindings(path).filter(({ near }) => near.length > 0)
    if (!path.startsWith('/') && doubts.length > 0) throw refuseAll(doubts)
    if (!/^\/[!-~]*$/.test(path) || /[?#]/.test(path)) {
      const expected = '/api/apps/…'
      throw refuse('invalid-option-value', { option: 'path', found: path, expected })
    }
    context.out.warn(doubts)
    const data = [...values.data, ...values.file]
    const known = calls.find(({ endpoint }) => endpoint.path === path)
    const system = known?.system ?? ecpay
    return runCall(
      context,
      { system, endpoint: callOf(path, values, known?.endpoint) },
      { values: { ...values, data }, fields }
    )
  }
})

/** A call, given only its path. A call that this tool does not know may move money. */
function callOf(path: string, { get, save, file }: AnyCallValues, known: Endpoint | undefined): Endpoint {
  const method = get ? 'GET' : (known?.method ?? 'POST')
  const isFile = known?.answers === 'file' || save !== undefined
  const uploads = parseAssignments(file, '--file').map(({ key }) => key)
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

/** Whether a member identifies the caller or is not signed. */
function isIdentity({ key, secret, unsigned }: Field): boolean {
  return secret !== undefined || unsigned || [APP_ID, SIGN, THIRDPARTY_ID].some((one) => one.key === key)
}

function fileField(key: string): Field {
  return { key, type: 'file', required: true, meaning: { en: '', zh: '' }, source: '' }
}
