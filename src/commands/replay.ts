import { resolve } from 'node:path'
import type { Config } from '../config/resolve.js'
import { demandTrust } from '../config/untrusted.js'
import { takesForGenuine } from '../ecpay/callback/acknowledgement.js'
import { readEnvelope } from '../ecpay/callback/check-callback.js'
import { callbackBody, callbackStamp } from '../ecpay/callback/message.js'
import { isPipe } from '../files/read-file.js'
import { EXIT, type ExitCode, Failure, type Finding, finding } from '../findings/findings.js'
import { problem, sentence } from '../output/report.js'
import { visibleLine } from '../output/terminal-text.js'
import { decodeBody } from '../protocol/json/bytes.js'
import { ATTEMPT_TIMEOUT, type Attempt, deliver } from '../simulator/callbacks/delivery.js'
import {
  LARGEST_BODY,
  ofBytes,
  type Replayable,
  readReplayables,
  replayable
} from '../workbench/listen/delivery-files.js'
import { type CallbackTarget, callbackTarget } from './callback/callback-target.js'
import { shapedMessage } from './callback/facts.js'
import { deliveryOf, lastDelivery } from './deliveries.js'
import { MILLISECONDS } from './shared/bounds.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { readInput } from './shared/input.js'

export const replay: CommandSpec = {
  name: 'replay',
  arguments: '[source]',
  options: [
    { syntax: '--last' },
    { syntax: '--to <url>' },
    { syntax: '--resign' },
    { syntax: '--set <path=value>', repeatable: true },
    { syntax: '--unset <path>', repeatable: true },
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: ATTEMPT_TIMEOUT },
    { syntax: '--insecure' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay replay --last',
    'ecpay replay hmq2z1a7k3c0 --to http://127.0.0.1:9000/notify',
    'ecpay replay callback.json --resign --set total_amount:=1 --to http://127.0.0.1:9000/notify',
    'ecpay replay callbacks --to http://127.0.0.1:9000/notify --json'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [source], flags) {
    if ((flags.set || flags.unset) && !flags.resign)
      throw new Failure(EXIT.input, [finding('missing-option', { option: '--resign' })])
    const required = flags.resign ? (['token'] as const) : []
    const config = await configFor(context, flags, { needs: ['notify_url'], required })
    const { settings } = config
    const found = await chosen(context, source, flags)
    const targets = targetsOf(context, found, config, flags)
    const token = flags.resign ? settings.token?.value : undefined
    const list = token === undefined ? found : allResigned(context, found, flags, token)
    return replayAll(context, targets, list, flags)
  }
}

/** @throws Failure (exit 2) `missing-argument`, `conflicting-options`; (exit 1) `delivery-not-found`, `no-deliveries` */
async function chosen(context: Context, source: string | undefined, flags: Flags): Promise<Replayable[]> {
  if (flags.last === true) {
    if (source === undefined) return [replayable(await lastDelivery(context))]
    throw new Failure(EXIT.input, [finding('conflicting-options', { options: ['<source>', '--last'] })])
  }
  if (source === undefined) throw new Failure(EXIT.input, [finding('missing-argument', { name: 'source' })])
  const path = resolve(context.world.cwd, source)
  if (isPipe(path)) return [ofBytes(path, await readInput(context, source, LARGEST_BODY))]
  return readReplayables(path) ?? [replayable(await deliveryOf(context, source))]
}

/**
 * Where each goes: as `--to` says, where `listen` had passed it on to, or to the notify_url of the configuration. Nothing
 * is sent when there is one without a target.
 *
 * @throws Failure (exit 2) `missing-option`, what is wrong with an address
 */
function targetsOf(
  context: Context,
  list: readonly Replayable[],
  config: Pick<Config, 'found' | 'settings'>,
  flags: Flags
): (one: Replayable) => CallbackTarget {
  const notifyUrl = config.settings.notify_url?.value
  const said = flags.to as string | undefined
  const byUrl = new Map<string, CallbackTarget>()
  const urlOf = ({ forwardedTo }: Replayable) => said ?? forwardedTo ?? notifyUrl
  for (const one of list) {
    const url = urlOf(one)
    if (url === undefined) throw new Failure(EXIT.input, [finding('missing-option', { option: '--to' })])
    if (byUrl.has(url)) continue
    const source = said === undefined && url === notifyUrl ? 'notify_url' : '--to'
    if (source === 'notify_url') demandTrust(config, 'notify_url', 'callbacks')
    byUrl.set(url, callbackTarget(context, url, source, flags.insecure === true))
    context.out.note(context.words.replay.to(visibleLine(url)))
  }
  return (one) => byUrl.get(urlOf(one) ?? '') as CallbackTarget
}

/**
 * Nothing is sent when one of them cannot be signed again.
 *
 * @throws Failure (exit 2) `cannot-resign` for each that cannot, followed by what is wrong with it
 */
function allResigned(context: Context, list: Replayable[], flags: Flags, token: string): Replayable[] {
  const problems: Finding[] = []
  const signed = list.flatMap((one) => {
    try {
      return resigned(context, one, flags, token)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push(finding('cannot-resign', { name: one.name }), ...error.findings)
      return []
    }
  })
  if (problems.length > 0) throw new Failure(EXIT.input, problems)
  return signed
}

/** The same callback under a new timestamp and nonce, its msg changed as the flags say. */
function resigned({ world }: Context, one: Replayable, flags: Flags, token: string): Replayable {
  const { msg, type = '' } = readEnvelope(decodeBody(one.body).text)
  const stamp = callbackStamp(world.now(), world.random(4))
  return { ...one, body: Buffer.from(callbackBody({ ...stamp, msg: shapedMessage(msg, flags), type }, token)) }
}

interface Replayed {
  one: Replayable
  to: string
  attempt: Attempt
  /** Null where the first answer is not known. */
  changed: boolean | null
  ok: boolean
  /** Why the answer is not what the platform, or the owner of the handler, would want. */
  problem: Finding | undefined
}

async function replayAll(
  context: Context,
  targetFor: (one: Replayable) => CallbackTarget,
  list: Replayable[],
  flags: Flags
): Promise<ExitCode> {
  const { out } = context
  const findings = await out.catalogue.findings()
  const results: Replayed[] = []
  for (const one of list) {
    const target = targetFor(one)
    const result = judged(one, target.url, await sendOne(context, target, one, flags))
    results.push(result)
    if (!out.json) await out.result(`${await line(context, result)}\n`)
  }
  const failed = results.filter(({ ok }) => !ok)
  if (out.json) {
    const replayed = results.map(({ one, to, attempt, changed, problem: found }) => ({
      name: one.name,
      to,
      delivered: attempt.delivered,
      status: attempt.status ?? null,
      answer: attempt.answer ?? null,
      recorded: one.recorded?.answer ?? null,
      changed,
      problem: found ? problem(found, findings) : null
    }))
    const places = [...new Set(results.map(({ to }) => to))]
    await out.document({ to: places.length === 1 ? places[0] : null, passed: failed.length === 0, replayed })
  }
  if (failed.length === 0) return EXIT.done
  const answered = failed.some(({ attempt }) => attempt.status !== undefined)
  if (out.json) return answered ? EXIT.no : EXIT.unknown
  throw new Failure(answered ? EXIT.no : EXIT.unknown, [
    finding('replay-failed', { failed: failed.length, of: results.length })
  ])
}

async function sendOne({ world }: Context, target: CallbackTarget, one: Replayable, flags: Flags): Promise<Attempt> {
  let last: Attempt | undefined
  await deliver({
    url: target.url,
    body: one.body,
    schedule: [],
    timeout: (flags.timeout as number | undefined) ?? ATTEMPT_TIMEOUT,
    sleep: async () => {},
    signal: world.signal,
    post: target.post({ contentType: one.contentType }),
    onAttempt: (attempt) => {
      last = attempt
    }
  })
  return last as Attempt
}

/**
 * A callback that was forged must be refused, whatever came of it the first time. For another one good is the answer of
 * the first time, or success.
 */
function judged(one: Replayable, to: string, attempt: Attempt): Replayed {
  const { recorded } = one
  const { status, answer, delivered } = attempt
  const changed = recorded ? status !== recorded.answer.status || answer !== recorded.answer.body : null
  if (recorded?.valid !== false || status === undefined) {
    return { one, to, attempt, changed, ok: changed === false || delivered, problem: attempt.problem }
  }
  const isTaken = takesForGenuine({ status, body: answer ?? '' })
  const problem = isTaken ? finding('forgery-accepted', {}) : undefined
  return { one, to, attempt, changed, ok: !problem, problem }
}

/** One line: the callback, the answer, and what it was the first time. */
async function line({ out, words }: Context, { one, attempt, changed, ok, problem }: Replayed): Promise<string> {
  const { green, red } = out.paint.stdout
  const mark = ok ? green('✓') : red('✗')
  const say = words.replay
  const why = !ok && problem && sentence(problem, await out.catalogue.findings()).message
  const isRefused = ok && !attempt.delivered
  const before = one.recorded && changed ? say.before(`HTTP ${one.recorded.answer.status}`) : ''
  const same = isRefused ? say.refusedAsBefore : say.same
  const then = [changed === false ? same : isRefused ? say.refused : '', before]
  return [mark, visibleLine(one.name), why || `HTTP ${attempt.status}`, ...then].filter(Boolean).join('  ')
}
