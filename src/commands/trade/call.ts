import { type Finding, finding } from '../../findings/findings.js'
import { nearestFew } from '../../protocol/nearest.js'
import { type Endpoint, isSlashless } from '../../protocol/system/endpoint.js'
import { formerWay } from '../../protocol/system/former-way.js'
import { trade } from '../../trade/system.js'
import { callByPath, checkPath, FILE, slashMissing } from '../call/call-by-path.js'
import { CALL_OPTIONS } from '../call/options.js'
import { runCall } from '../endpoint-command.js'
import { command } from '../shared/command.js'
import { argument } from '../shared/option.js'

export const tradeCall = command({
  description: {
    en: 'For calls that have no command here. The body comes from --from and -d, and the access token stands in a header. app_id is put in where the call is known to have one. Nothing else is checked.',
    zh: '用于本工具还没有对应命令的接口。请求体来自 --from 和 -d，access token 放在请求头中；已知含 app_id 的接口会自动填入 app_id。除此之外不做检查。'
  },
  arguments: {
    path: argument('<path>', {
      suggests: 'call-path',
      help: {
        en: 'the part after the host, with its slash at the end: /api/trade_basic/v1/developer/order_query/',
        zh: '域名后面的部分，含末尾的斜杠，例如 /api/trade_basic/v1/developer/order_query/'
      }
    })
  },
  options: { file: FILE, ...CALL_OPTIONS },
  // Final states are not known for unknown calls.
  without: ['wait', 'waitTimeout', 'nested', 'saltFile'],
  examples: [
    'ecpay trade call /api/trade_basic/v1/developer/order_query/ -d out_order_no=order_1001',
    'ecpay trade call /api/trade_basic/v1/developer/settle_create/ --from settle.json --dry-run',
    'ecpay trade call /api/apps/trade/v2/query_order -d order_id=ot7072366682238 --dry-run'
  ],
  output: {
    en: 'the raw answer; --json as for create-order. --dry-run in a pipe: the body',
    zh: '原始响应；--json 与 create-order 相同。管道中的 --dry-run 输出请求体'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, { path: word, ...values }, typed) {
    const endpoints = await trade.endpoints()
    const path = endpoints.find(({ name }) => name === word)?.path ?? word
    const exact = endpoints.find((one) => [one.path, one.former].includes(path))
    const known = exact ?? endpoints.find((one) => isSlashless(one, path))
    const doubts = known ? slashMissing(known, path) : doubtsAbout(path, endpoints)
    checkPath(path, doubts)
    context.out.warn(doubts)
    const fields = known?.fields.filter(({ key }) => key === 'app_id') ?? []
    const call = { system: trade, endpoint: callByPath({ ...values, path }, { signed: 'header', ...known, fields }) }
    const isFormer = values.generation === 'old' || known?.former === path
    const former = isFormer ? formerWay({ ...call, endpoint: { ...call.endpoint, former: path } }) : undefined
    const data = [...values.data, ...values.file]
    return runCall(context, former ?? call, { values: { ...values, data }, fields: typed })
  }
})

/** The finding for a path that nearly is that of a known call. */
function doubtsAbout(found: string, endpoints: readonly Endpoint[]): Finding[] {
  const last = (path: string) => path.toLowerCase().split('/').filter(Boolean).at(-1) ?? ''
  const paths = endpoints.flatMap(({ path, former = path }) => (former === path ? [path] : [path, former]))
  const names = nearestFew(last(found), [...new Set(paths.map(last))], 1)
  const near = paths.filter((path) => names.includes(last(path)))
  return near.length > 0 ? [finding('unknown-path', { found, near })] : []
}
