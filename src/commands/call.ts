import { pathFindings } from '../ecpay/diagnose/exchange-findings.js'
import { APP_ID, SIGN, THIRDPARTY_ID } from '../ecpay/endpoints/common-fields.js'
import { ecpay } from '../ecpay/system.js'
import { finding } from '../findings/findings.js'
import { type Field, isSlashless } from '../protocol/system/endpoint.js'
import { allCalls } from '../systems.js'
import { callByPath, checkPath, FILE, GET, slashMissing } from './call/call-by-path.js'
import { CALL_OPTIONS } from './call/options.js'
import { runCall } from './endpoint-command.js'
import { command } from './shared/command.js'
import { argument } from './shared/option.js'

/** The options of a call by its path, also for a call that this tool does not know. */
const OPTIONS = {
  get: GET,
  file: FILE,
  ...CALL_OPTIONS
}

export const anyCall = command({
  description: {
    en: 'For calls that have no command here. The body comes from --from and -d; app_id and, where it is configured, thirdparty_id are put in, and an access token where the call is known to have one. Nothing but these is checked.',
    zh: '用于本工具还没有对应命令的接口。请求体来自 --from 和 -d，自动填入 app_id；配置了 thirdparty_id 时也会填入，已知需要 access token 的接口还会填入它。除此之外不做检查。'
  },
  arguments: {
    path: argument('<path>', {
      suggests: 'call-path',
      help: {
        en: 'the part after the host: /api/apps/ecpay/v1/query_order',
        zh: '域名后面的部分，例如 /api/apps/ecpay/v1/query_order'
      }
    })
  },
  options: OPTIONS,
  // Final states are not known for unknown calls.
  without: ['wait', 'waitTimeout', 'generation', 'privateKeyFile', 'keyVersion'],
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
  async run(context, { path: word, ...values }, typed) {
    const calls = await allCalls()
    const path = calls.find(({ endpoint }) => [endpoint.name, endpoint.command].includes(word))?.endpoint.path ?? word
    const exact = calls.find(({ endpoint }) => endpoint.path === path)
    const slashless = exact ?? calls.find(({ endpoint }) => isSlashless(endpoint, path))
    // Below /api/apps/ecpay/ are paths of both systems.
    const isOfBoth = path.startsWith('/api/apps/ecpay/')
    const slashed = slashless || isOfBoth ? undefined : calls.find(({ endpoint }) => endpoint.path === `${path}/`)
    const known = slashless ?? slashed
    const unknown = slashed
      ? [finding('unknown-path', { found: path, near: [slashed.endpoint.path] })]
      : pathFindings(path).filter(({ near }) => near.length > 0)
    const doubts = slashless ? slashMissing(slashless.endpoint, path) : unknown
    checkPath(path, doubts)
    context.out.warn(doubts)
    const data = [...values.data, ...values.file]
    const system = known?.system ?? ecpay
    const fields = known?.endpoint.fields.filter(isIdentity) ?? [APP_ID, SIGN, THIRDPARTY_ID]
    const endpoint = callByPath({ ...values, path }, { ...known?.endpoint, fields })
    return runCall(context, { system, endpoint }, { values: { ...values, data }, fields: typed })
  }
})

/** Whether a member identifies the caller or is not signed. */
function isIdentity({ key, secret, unsigned }: Field): boolean {
  return secret !== undefined || unsigned || [APP_ID, SIGN, THIRDPARTY_ID].some((one) => one.key === key)
}
