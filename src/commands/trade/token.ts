import { demandTrust } from '../../config/untrusted.js'
import { finding, refuse } from '../../findings/findings.js'
import { table } from '../../output/columns.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import { beijingTime } from '../../protocol/time.js'
import { trade } from '../../trade/system.js'
import { baseOf, withSend } from '../call/call-target.js'
import { TIMEOUT } from '../call/options.js'
import { type Context, command } from '../shared/command.js'
import { addressOf, configFor } from '../shared/config-for.js'
import { argument, flag } from '../shared/option.js'
import { APP_SECRET_FILE } from '../shared/options.js'
import type { Result } from '../shared/result.js'
import {
  forgetToken,
  keptToken,
  type Obtained,
  type ObtainOptions,
  obtainToken,
  tokenFile,
  type WhichToken
} from './token/client-token.js'
import { confirmNewToken } from './token/confirm-new-token.js'
import type { KeptToken } from './token/token-file.js'

const ACTIONS = ['show', 'refresh', 'clear'] as const

export const tradeToken = command({
  description: {
    en: 'The client_token of open.douyin.com, which the calls of the general trade system carry. Without an action: the kept one, or a new one if none is valid. It is kept in a file that only you can read, by app_id and environment, and all processes share it. show: only look at the kept one. refresh: fetch a new one. clear: remove the kept one. In production a new token makes the former one invalid in 5 minutes, also on your servers, so fetching one asks for a confirmation.',
    zh: '通用交易系统的接口所用的 client_token（来自 open.douyin.com）。不写动作时：使用已保存的，没有有效的则重新获取。token 按 app_id 和环境保存在只有你能读取的文件里，所有进程共用。show：只查看已保存的；refresh：重新获取；clear：删除已保存的。在生产环境获取新 token 会使旧的在 5 分钟后失效，你的服务器正在使用的也不例外，因此需要确认。'
  },
  arguments: {
    action: argument('[action]', {
      choices: ACTIONS,
      help: { en: 'show, refresh or clear', zh: 'show、refresh 或 clear' }
    })
  },
  options: {
    reveal: flag('--reveal', {
      byHand: true,
      help: { en: 'show the token itself, on a terminal only', zh: '显示 token 本身，只能在终端上使用' }
    }),
    yes: flag('--yes', {
      byHand: true,
      help: { en: 'fetch a token in production without asking', zh: '在生产环境获取 token 时不询问' }
    }),
    appSecretFile: APP_SECRET_FILE,
    timeout: TIMEOUT
  },
  examples: [
    'ecpay trade token --env local',
    'ecpay trade token show --json | jq .expires_in',
    'ecpay trade token refresh --env production --yes',
    'ecpay trade token clear --env sandbox'
  ],
  output: {
    en: 'a line each for app_id, where it is valid, the masked token, and its times. show: exit 1 if none is kept. --json: {"app_id","env","at","token","fetched_at","expires_at","expires_in","is_new","path"}, times in Unix milliseconds, expires_in in seconds; show without a token: null for what there is not; clear: {"app_id","env","at","was_kept","path"}',
    zh: '各一行：app_id、有效范围、打码的 token、时间。show：没有保存时退出码为 1。--json：{"app_id","env","at","token","fetched_at","expires_at","expires_in","is_new","path"}，时间是 Unix 毫秒，expires_in 单位为秒；show 没有 token 时各项为 null；clear：{"app_id","env","at","was_kept","path"}'
  },
  withoutResult: true,
  exits: [0, 1, 2, 3, 130],
  async run(context, { action, reveal, yes, ...values }) {
    if (action !== undefined && !ACTIONS.some((one) => one === action))
      throw refuse('invalid-option-value', { option: 'action', found: action, expected: ACTIONS.join(', ') })
    if (reveal && !context.out.isTerminal) throw refuse('reveal-needs-terminal')
    const isAsked = action === undefined || action === 'refresh'
    const config = await configFor(context, values, {
      needs: ['env', 'base_url', 'timeout_ms'],
      required: isAsked ? ['app_id', 'app_secret'] : ['app_id'],
      demoByDefault: true
    })
    if (isAsked) demandTrust(config, 'base_url')
    const { settings } = config
    const address = addressOf(context, trade, settings)
    const which: WhichToken = { app_id: settings.app_id.value, at: address.base ?? address.env }
    const found = { ...which, env: address.env, path: tokenFile(context) }
    if (action === 'clear') return cleared(found, await forgetToken(context, which))
    if (action === 'show') {
      return withSend(context, address, async (_, now) =>
        shown(context, found, keptToken(context, which, now()), { now: now(), reveal })
      )
    }
    const { app_secret: { value: app_secret } = { value: '' } } = settings
    const options: Omit<ObtainOptions, 'now'> = {
      isRefresh: action === 'refresh',
      before: () => confirmNewToken(context, which, address, yes)
    }
    return withSend(context, address, async (send, now) => {
      const timeout = settings.timeout_ms?.value ?? 0
      const asked = { app_secret, base: baseOf(address), timeout, send }
      const obtained = await obtainToken(context, which, asked, { ...options, now })
      if (obtained.isNew && address.realMoney)
        context.out.warn([finding('former-token-ends', { app_id: which.app_id })])
      return shown(context, found, obtained, { now: now(), reveal })
    })
  }
})

/** What is known besides the token. */
interface About extends WhichToken {
  env: string
  path: string
}

/** The token with its times, masked unless it is to be revealed. */
function shown(
  context: Context,
  about: About,
  token: KeptToken | Obtained | undefined,
  { now, reveal }: { now: number; reveal: boolean }
): Result {
  const { app_id, env, at, path } = about
  if (!token) {
    const nothing = { token: null, fetched_at: null, expires_at: null, expires_in: null, is_new: null }
    return {
      document: () => ({ app_id, env, at, ...nothing, path }),
      text: () => [],
      problems: [finding('no-client-token', { app_id, at })]
    }
  }
  // Every kept token is hidden, unless it is to be revealed.
  if (reveal) context.out.leave([token.token])
  else context.out.hide([{ name: 'ACCESS_TOKEN', value: token.token }])
  const text = reveal ? token.token : ACCESS_TOKEN_MARK
  const { fetched_at, expires_at } = token
  const seconds = Math.floor((expires_at - now) / 1000)
  const isNew = 'isNew' in token && token.isNew
  return {
    document: () => ({
      app_id,
      env,
      at,
      token: text,
      fetched_at,
      expires_at,
      expires_in: seconds,
      is_new: isNew,
      path
    }),
    text({ words }) {
      const { labels, left, kept, fetched } = words.clientToken
      const rows = [
        ['app_id', app_id],
        [labels.at, at],
        ['client_token', text],
        [labels.fetched, timeText(fetched_at)],
        [labels.ends, `${timeText(expires_at)}, ${left(Math.floor(seconds / 60))}`]
      ]
      return [{ result: `${table(rows).join('\n')}\n` }, { note: isNew ? fetched(path) : kept(path) }]
    }
  }
}

function cleared({ app_id, env, at, path }: About, wasKept: boolean): Result {
  return {
    document: () => ({ app_id, env, at, was_kept: wasKept, path }),
    text: ({ words }) => [{ note: wasKept ? words.clientToken.cleared : words.clientToken.nothingToClear }]
  }
}

function timeText(milliseconds: number): string {
  return `${beijingTime(milliseconds)} +08:00`
}
