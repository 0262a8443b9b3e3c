import type { Config } from '../config/resolve.js'
import { demandTrust } from '../config/untrusted.js'
import { refuse } from '../findings/findings.js'
import { visibleLine } from '../output/terminal-text.js'
import type { Replayable } from '../workbench/listen/delivery-files.js'
import { type CallbackTarget, callbackTarget } from './callback/callback-target.js'
import { INSECURE, TIMEOUT } from './callback/deliver.js'
import { PLATFORM_PRIVATE_KEY_FILE, requiredBy } from './callback/signing-key.js'
import { chosenCallbacks } from './replay/chosen-callbacks.js'
import { replayAll } from './replay/replay-all.js'
import { allResigned, withKeys } from './replay/resigned.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { CALLBACK_FILTERS } from './shared/filter-options.js'
import { argument, flag, list, text } from './shared/option.js'
import { TOKEN_FILE } from './shared/options.js'

export const replay = command({
  description: {
    en: 'Posts it as it came, or signed anew with --resign. A folder that was exported is posted in order, and each answer compared with that of the first time.',
    zh: '原样发送，或用 --resign 重新签名。导出的目录会按顺序发送，并把每个响应与第一次比较。'
  },
  arguments: {
    source: argument('[source]', {
      suggests: 'delivery-id',
      help: {
        en: 'an id of the list, a file with a body or a whole request, or a folder; or filters in its place',
        zh: '列表中的 id、存放请求体或完整请求的文件，或目录；也可以用筛选条件代替'
      }
    })
  },
  options: {
    last: flag('--last', {
      help: {
        en: 'the newest one that was received',
        zh: '最近收到的一个'
      }
    }),
    to: text('--to <url>', {
      help: {
        en: 'where to post it; default: where listen had passed it on to, or else notify_url of the configuration',
        zh: '发送到哪里；默认为 listen 当时转发到的地址，没有时取配置中的 notify_url'
      }
    }),
    resign: flag('--resign', {
      help: {
        en: 'under a new timestamp and nonce, signed with your token, or of 通用交易系统 with the platform key of the local gateway',
        zh: '换成新的 timestamp 和 nonce，用你的令牌(Token)签名；通用交易系统的回调用本地网关的平台私钥'
      }
    }),
    set: list('--set <path=value>', {
      needs: '--resign',
      help: {
        en: 'with --resign change msg: a.b=text sets a string, a.b:=json raw JSON; repeatable',
        zh: '与 --resign 一起修改 msg：a.b=text 设为字符串，a.b:=json 设为原始 JSON；可多次使用'
      }
    }),
    unset: list('--unset <path>', {
      needs: '--resign',
      help: {
        en: 'with --resign take a field out of msg; repeatable',
        zh: '与 --resign 一起删除 msg 中的一个字段；可多次使用'
      }
    }),
    ...CALLBACK_FILTERS,
    timeout: TIMEOUT,
    insecure: INSECURE,
    tokenFile: TOKEN_FILE,
    platformPrivateKeyFile: PLATFORM_PRIVATE_KEY_FILE
  },
  examples: [
    'ecpay replay --last',
    'ecpay replay --failed --since 1h',
    'ecpay replay hmq2z1a7k3c0 --to http://127.0.0.1:9000/notify',
    'ecpay replay callback.json --resign --set total_amount:=1 --to http://127.0.0.1:9000/notify',
    'ecpay replay callbacks --to http://127.0.0.1:9000/notify --json'
  ],
  output: {
    en: 'a line a callback: ✓ when it was answered as the first time, with success where it is genuine, and refused where it is forged. --json: {"to","passed","replayed":[{"name","to","delivered","status","answer","recorded":{"status","body"},"changed","problem"}]}',
    zh: '每个回调一行：响应与第一次相同，或真实的回调得到成功响应时为 ✓。--json：{"to","passed","replayed":[{"name","to","delivered","status","answer","recorded":{"status","body"},"changed","problem"}]}'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values) {
    const { resign, tokenFile, timeout } = values
    const found = await chosenCallbacks(context, values)
    const required = resign ? found.flatMap(({ tools }) => requiredBy(tools)) : []
    const config = await configFor(context, { tokenFile }, { needs: ['env', 'notify_url'], required })
    const targets = targetsOf(context, found, config, values)
    const posted = resign ? allResigned(context, await withKeys(context, found, config, values), values) : found
    return replayAll(context, targets, posted, timeout)
  }
})

/**
 * The target of each callback: `--to`, the address to which `listen` forwarded it, or notify_url of the configuration.
 * If one has no target, nothing is sent.
 *
 * @throws EcpayError `missing-option`, and the findings about an address
 */
function targetsOf(
  context: Context,
  found: readonly Replayable[],
  config: Pick<Config, 'found' | 'settings'>,
  { to: said, insecure }: { to: string | undefined; insecure: boolean }
): (one: Replayable) => CallbackTarget {
  const notifyUrl = config.settings.notify_url?.value
  const byUrl = new Map<string, CallbackTarget>()
  const urlOf = ({ forwardedTo }: Replayable) => said ?? forwardedTo ?? notifyUrl
  for (const one of found) {
    const url = urlOf(one)
    if (url === undefined) throw refuse('missing-option', { option: '--to' })
    if (byUrl.has(url)) continue
    const source = said === undefined && url === notifyUrl ? 'notify_url' : '--to'
    if (source === 'notify_url') demandTrust(config, 'notify_url', 'callbacks')
    byUrl.set(url, callbackTarget(context, url, source, insecure))
    context.out.note(context.words.replay.to(visibleLine(url)))
  }
  return (one) => byUrl.get(urlOf(one) ?? '') as CallbackTarget
}
