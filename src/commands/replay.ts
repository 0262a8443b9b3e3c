import { resolve } from 'node:path'
import type { Config } from '../config/resolve.js'
import { demandTrust } from '../config/untrusted.js'
import { isPipe } from '../files/read-file.js'
import { EcpayError, type Finding, finding, refuse, refuseAll } from '../findings/findings.js'
import { visibleLine } from '../output/terminal-text.js'
import { takesForGenuine } from '../protocol/callback/acknowledgement.js'
import type { CallbackTools } from '../protocol/callback/callback-tools.js'
import { type Answered, attemptDelivery } from '../protocol/callback/delivery.js'
import { SYSTEMS } from '../systems.js'
import {
  LARGEST_BODY,
  ofBytes,
  type Replayable,
  readReplayables,
  replayable
} from '../workbench/listen/delivery-files.js'
import { toolsFor } from '../workbench/listen/known-systems.js'
import { type CallbackTarget, callbackTarget } from './callback/callback-target.js'
import { INSECURE, TIMEOUT } from './callback/deliver.js'
import { shapedMessage } from './callback/facts.js'
import { foundDeliveries } from './callback/find-deliveries.js'
import { PLATFORM_PRIVATE_KEY_FILE, requiredBy, signingKeys } from './callback/signing-key.js'
import { deliveryOf, lastDelivery, withDeliveries } from './deliveries.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT } from './shared/exit.js'
import { CALLBACK_FILTERS, type FilterValues, isFiltering } from './shared/filter-options.js'
import { readInput } from './shared/input.js'
import { journalOf, keepingPost } from './shared/journal.js'
import { argument, flag, list, text } from './shared/option.js'
import { TOKEN_FILE } from './shared/options.js'
import { printParts, type Result, type Voice, voiceOf } from './shared/result.js'

export const replay = command({
  description: {
    en: 'Posts it as it came, or signed anew with --resign. A folder that was exported is posted in order, and each answer compared with that of the first time.',
    zh: '原样发送，或用 --resign 重新签名。导出的目录会按顺序发送，并把每个响应与第一次比较。'
  },
  arguments: {
    source: argument('[source]', {
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
    const found = await Promise.all((await chosen(context, values)).map(withTools))
    const required = resign ? found.flatMap(({ tools }) => requiredBy(tools)) : []
    const config = await configFor(context, { tokenFile }, { needs: ['env', 'notify_url'], required })
    const targets = targetsOf(context, found, config, values)
    const posted = resign ? allResigned(context, await withKeys(context, found, config, values), values) : found
    return replayAll(context, targets, posted, timeout)
  }
})

/** A callback to be sent again, with the tools of its system. */
type Known = Replayable & { tools: CallbackTools }

async function withTools(one: Replayable): Promise<Known> {
  return { ...one, tools: await toolsFor(SYSTEMS, one) }
}

/** @throws EcpayError `missing-argument`, `conflicting-options`; `delivery-not-found`, `no-deliveries` */
async function chosen(
  context: Context,
  { source, last, ...values }: FilterValues & { source: string | undefined; last: boolean }
): Promise<Replayable[]> {
  const { number, type, failed, since, grep } = values
  const filters = { number, type, failed, since, grep }
  if (last && source !== undefined) throw refuse('conflicting-options', { options: ['<source>', '--last'] })
  if (isFiltering(filters)) {
    if (source !== undefined) throw refuse('conflicting-options', { options: ['<source>', nameOfFilter(filters)] })
    const all = await withDeliveries(context, (deliveries) => deliveries.all())
    const found = await foundDeliveries(all, filters, context.world.now())
    if (found.length === 0) throw refuse('no-deliveries', { isFiltered: all.length > 0 })
    return (last ? found.slice(-1) : found).map(replayable)
  }
  if (last) return [replayable(await lastDelivery(context))]
  if (source === undefined) throw refuse('missing-argument', { name: 'source' })
  const path = resolve(context.world.cwd, source)
  if (isPipe(path)) return [ofBytes(path, await readInput(context, source, LARGEST_BODY))]
  return readReplayables(path) ?? [replayable(await deliveryOf(context, source))]
}

function nameOfFilter(filters: FilterValues): string {
  const [key = ''] = Object.entries(filters).find(([, value]) => value !== undefined && value !== false) ?? []
  return `--${key}`
}

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

/**
 * Signs all callbacks again. If one cannot be signed, nothing is sent.
 *
 * @throws EcpayError `cannot-resign` for each that cannot be signed, followed by what is wrong with it
 */
function allResigned(context: Context, found: readonly (Known & { key: string })[], changes: Changes): Known[] {
  const problems: Finding[] = []
  const signed = found.flatMap((one) => {
    try {
      return resigned(context, one, changes)
    } catch (error) {
      if (!(error instanceof EcpayError)) throw error
      problems.push(finding('cannot-resign', { name: one.name }), ...error.findings)
      return []
    }
  })
  if (problems.length > 0) throw refuseAll(problems)
  return signed
}

/** Each with the key of its system. */
async function withKeys(
  context: Context,
  found: readonly Known[],
  config: Pick<Config, 'settings'>,
  { platformPrivateKeyFile }: { platformPrivateKeyFile: string | undefined }
): Promise<(Known & { key: string })[]> {
  const byTools = new Map<CallbackTools, string>()
  for (const { tools } of found) {
    if (byTools.has(tools)) continue
    byTools.set(tools, (await signingKeys(context, tools, config, platformPrivateKeyFile)).key)
  }
  return found.map((one) => ({ ...one, key: byTools.get(one.tools) ?? '' }))
}

/** The changes of `--set` and `--unset`. */
interface Changes {
  set: readonly string[]
  unset: readonly string[]
}

/** The same callback with a new timestamp and nonce, and a changed msg. */
function resigned({ world }: Context, one: Known & { key: string }, changes: Changes): Known {
  const { tools, headers, key } = one
  const read = tools.read(one)
  const stamp = tools.stamp(world.now(), world.random)
  const signed = tools.sign({ ...read, ...stamp, headers, msg: shapedMessage(read.msg, changes) }, key)
  return { ...one, headers: signed.headers ?? [], body: Buffer.from(signed.body) }
}

interface Replayed {
  one: Replayable
  to: string
  attempt: Answered
  /** Null if the first answer is not known. */
  changed: boolean | null
  ok: boolean
  /** Why the answer is not what the platform or the developer would want. */
  problem: Finding | undefined
}

async function replayAll(
  context: Context,
  targetFor: (one: Replayable) => CallbackTarget,
  posted: readonly Known[],
  timeout: number
): Promise<Result> {
  const voice = voiceOf(context)
  const results: Replayed[] = []
  for (const one of posted) {
    const target = targetFor(one)
    const result = judged(one, target.url, await sendOne(context, target, one, timeout))
    results.push(result)
    await printParts(context.out, [{ result: `${await line(voice, result)}\n` }])
  }
  const failed = results.filter(({ ok }) => !ok)
  const said = { document: ({ problems }: Voice) => documentOf(results, problems), text: () => [] }
  if (failed.length === 0) return said
  const answered = failed.some(({ attempt }) => attempt.status !== undefined)
  return {
    ...said,
    exit: answered ? EXIT.no : EXIT.unknown,
    problems: [finding('replay-failed', { failed: failed.length, of: results.length })]
  }
}

async function documentOf(results: readonly Replayed[], problems: Voice['problems']): Promise<object> {
  const places = [...new Set(results.map(({ to }) => to))]
  const replayed = results.map(async ({ one, to, attempt, changed, problem }) => ({
    name: one.name,
    to,
    delivered: attempt.problem === undefined,
    status: attempt.status ?? null,
    answer: attempt.answer ?? null,
    recorded: one.recorded?.answer ?? null,
    changed,
    problem: problem ? (await problems([problem]))[0] : null
  }))
  return {
    to: places.length === 1 ? places[0] : null,
    passed: results.every(({ ok }) => ok),
    replayed: await Promise.all(replayed)
  }
}

/** @param timeout in milliseconds */
async function sendOne(
  context: Context,
  { url, post }: CallbackTarget,
  one: Known,
  timeout: number
): Promise<Answered> {
  const { signal, now } = context.world
  const needs = neededBy(one)
  const keeping = keepingPost(await journalOf(context), post(one), { ...one, needs }, now)
  return attemptDelivery({ url, body: one.body, timeout, signal, needs, post: keeping })
}

function neededBy(one: Known): readonly string[] {
  try {
    return one.tools.needs(one.tools.read(one).type)
  } catch {
    // What cannot be read is of no type.
    return []
  }
}

/**
 * Judges an answer. A forged callback must be refused, whatever the first answer was. For a genuine one, the first
 * answer or success is good.
 */
function judged(one: Replayable, to: string, attempt: Answered): Replayed {
  const { recorded } = one
  const { status, answer } = attempt
  const changed = recorded ? status !== recorded.answer.status || answer !== recorded.answer.body : null
  if (recorded?.valid !== false || status === undefined) {
    return { one, to, attempt, changed, ok: changed === false || !attempt.problem, problem: attempt.problem }
  }
  const isTaken = takesForGenuine({ status, body: answer ?? '' })
  const problem = isTaken ? finding('forgery-accepted') : undefined
  return { one, to, attempt, changed, ok: !problem, problem }
}

/** The line of a callback: its name, the answer, and the first answer. */
async function line(voice: Voice, { one, attempt, changed, ok, problem }: Replayed): Promise<string> {
  const { green, red } = voice.paint.stdout
  const mark = ok ? green('✓') : red('✗')
  const say = voice.words.replay
  const [why] = await voice.sentences(!ok && problem ? [problem] : [])
  const isRefused = ok && attempt.problem !== undefined
  const before = one.recorded && changed ? say.before(`HTTP ${one.recorded.answer.status}`) : ''
  const same = isRefused ? say.refusedAsBefore : say.same
  const then = [changed === false ? same : isRefused ? say.refused : '', before]
  return [mark, visibleLine(one.name), why?.message ?? `HTTP ${attempt.status}`, ...then].filter(Boolean).join('  ')
}
