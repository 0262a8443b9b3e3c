import { setTimeout as sleep } from 'node:timers/promises'
import { demandTrust } from '../config/untrusted.js'
import { acknowledgementAdvice, crashIn, takesForGenuine } from '../ecpay/callback/acknowledgement.js'
import { CALLBACK_TYPES } from '../ecpay/callback/check-callback.js'
import { callbackStamp, type UnsignedCallback } from '../ecpay/callback/message.js'
import { type Sending, sendings } from '../ecpay/callback/sendings.js'
import { EXIT, type ExitCode, Failure, type Finding, finding } from '../findings/findings.js'
import { visibleLine } from '../output/terminal-text.js'
import { damagedMembers } from '../protocol/damaged-text.js'
import { strictDecode } from '../protocol/json/bytes.js'
import { readObject } from '../protocol/json/json.js'
import { ATTEMPT_TIMEOUT, type Attempt, deliver } from '../simulator/callbacks/delivery.js'
import { type CallbackTarget, callbackTarget } from './callback/callback-target.js'
import { attemptLine, TIME_SCALE, timeScaleOf } from './callback/deliver.js'
import { callbackType, FACT_OPTIONS, messageFrom, SAMPLE_APP_ID, shapedMessage } from './callback/facts.js'
import { printAnswer, printPost } from './callback/trigger-print.js'
import { MILLISECONDS } from './shared/bounds.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { ENCODING, readUtf8 } from './shared/input.js'

export const trigger: CommandSpec = {
  name: 'trigger',
  arguments: '<type>',
  argumentChoices: CALLBACK_TYPES,
  options: [
    { syntax: '--to <url>' },
    ...FACT_OPTIONS,
    { syntax: '--msg <text>' },
    ENCODING,
    { syntax: '--set <path=value>', repeatable: true },
    { syntax: '--unset <path>', repeatable: true },
    { syntax: '--timestamp <text>' },
    { syntax: '--nonce <text>' },
    { syntax: '--retry' },
    TIME_SCALE,
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: ATTEMPT_TIMEOUT },
    { syntax: '--bad-signature' },
    { syntax: '--stale <seconds>', number: { min: 0, integer: true } },
    { syntax: '--duplicate <n>', number: { min: 1, integer: true } },
    { syntax: '--out-of-order' },
    { syntax: '--mixed-content-type' },
    { syntax: '--insecure' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay trigger payment --to http://127.0.0.1:9000/notify',
    'ecpay trigger payment --env local | ecpay verify-callback --env local',
    'ecpay trigger refund --number refund_1 --amount 100 --set status=FAIL --set message=余额不足',
    'ecpay trigger payment --msg @msg.json --timestamp 1602507471 --nonce 797',
    'ecpay trigger payment --to http://127.0.0.1:9000/notify --bad-signature'
  ],
  exits: [0, 1, 2, 3, 130],
  async run(context, [type = ''], flags) {
    callbackType(type)
    if (flags.badSignature && flags.retry)
      // Who forges keeps no schedule, and a right handler refuses it every time.
      throw new Failure(EXIT.input, [finding('conflicting-options', { options: ['--bad-signature', '--retry'] })])
    const config = await configFor(context, flags, { needs: ['app_id', 'notify_url'], required: ['token'] })
    const { token, app_id, notify_url } = config.settings
    const said = flags.to as string | undefined
    const url = said ?? notify_url?.value
    if (said === undefined) demandTrust(config, 'notify_url')
    const insecure = flags.insecure === true
    const target = url === undefined ? undefined : callbackTarget(context, url, said ? '--to' : 'notify_url', insecure)
    const msg = shapedMessage(await messageText(context, type, flags, app_id?.value ?? SAMPLE_APP_ID), flags)
    context.out.warn(damagedIn(msg))
    const list = sendings({ ...stamp(context, flags), msg, type }, token.value, {
      badSignature: flags.badSignature === true,
      copies: flags.duplicate as number | undefined,
      outOfOrder: flags.outOfOrder === true,
      mixedContentType: flags.mixedContentType === true
    })
    return target ? sendAll(context, target, list, flags) : printAll(context, list)
  }
}

/** Texts of the msg that lost their characters on the way here. */
function damagedIn(msg: string): Finding[] {
  try {
    return damagedMembers(readObject(msg))
  } catch {
    // A msg that is no JSON is sent as it is.
    return []
  }
}

/** The msg as it was given, byte for byte, or as the platform would write it. */
async function messageText(context: Context, type: string, flags: Flags, app_id: string): Promise<string> {
  const msg = flags.msg as string | undefined
  if (msg === undefined) return messageFrom(context, type, flags, app_id)
  if (msg !== '-' && !msg.startsWith('@')) return msg
  const { bytes, warnings } = await readUtf8(context, msg === '-' ? msg : msg.slice(1), flags)
  context.out.warn(warnings)
  return strictDecode(bytes)
}

function stamp({ world }: Context, flags: Flags): Pick<UnsignedCallback, 'timestamp' | 'nonce'> {
  const stale = (flags.stale as number | undefined) ?? 0
  const fresh = callbackStamp(world.now() - stale * 1000, world.random(4))
  return {
    timestamp: (flags.timestamp as string | undefined) ?? fresh.timestamp,
    nonce: (flags.nonce as string | undefined) ?? fresh.nonce
  }
}

async function printAll({ out, words }: Context, list: readonly Sending[]): Promise<ExitCode> {
  out.note(words.trigger.noTarget)
  if (out.json) await out.document({ to: null, delivered: null, sent: list.map((one) => report(one, [])) })
  else for (const { body } of list) await out.result(`${body}\n`)
  return EXIT.done
}

async function sendAll(
  context: Context,
  target: CallbackTarget,
  list: readonly Sending[],
  flags: Flags
): Promise<ExitCode> {
  const { out, words } = context
  // On a terminal the whole request is shown.
  if (!out.isTerminal && !out.verbose) out.note(words.replay.to(visibleLine(target.url)))
  const sent: object[] = []
  const last: Attempt[] = []
  for (const sending of list) {
    const attempts = await sendOne(context, target, sending, flags)
    sent.push(report(sending, attempts))
    last.push(...attempts.slice(-1))
  }
  const wanted = flags.badSignature ? 'refused' : 'accepted'
  const problems = last.flatMap((attempt) => problemOf(attempt, wanted) ?? [])
  if (out.json) {
    const delivered = last.every((attempt) => attempt.delivered)
    await out.document({ to: target.url, wanted, passed: problems.length === 0, delivered, sent })
  }
  out.warn(different(last.flatMap((attempt) => oddityOf(attempt, wanted) ?? [])))
  if (problems.length === 0) {
    out.note(wanted === 'refused' ? words.trigger.refused : words.trigger.delivered)
    return EXIT.done
  }
  const answered = last.some((attempt) => attempt.status !== undefined && problemOf(attempt, wanted))
  throw new Failure(answered ? EXIT.no : EXIT.unknown, different(problems))
}

type Wanted = 'accepted' | 'refused'

/** Why an answer, or none, is not what is wanted. Without an answer nobody has refused anything. */
function problemOf({ status, answer = '', problem }: Attempt, wanted: Wanted): Finding | undefined {
  if (wanted === 'accepted' || status === undefined) return problem
  return takesForGenuine({ status, body: answer }) ? finding('forgery-accepted', {}) : undefined
}

/** What is odd in an answer that will do. */
function oddityOf({ delivered, status = 0, answer = '' }: Attempt, wanted: Wanted): Finding | undefined {
  if (wanted === 'accepted') return delivered ? acknowledgementAdvice(answer) : undefined
  if (takesForGenuine({ status, body: answer })) return undefined
  return status >= 500 ? finding('handler-crashed', { status }) : crashIn(answer)
}

function different(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()]
}

async function sendOne(
  context: Context,
  target: CallbackTarget,
  sending: Sending,
  flags: Flags
): Promise<readonly Attempt[]> {
  const { world, out } = context
  const { contentType, body } = sending
  const findings = await out.catalogue.findings()
  const attempts: Attempt[] = []
  const timeScale = timeScaleOf(flags)
  printPost(context, target.url, sending)
  const started = performance.now()
  await deliver({
    url: target.url,
    body,
    ...(!flags.retry && { schedule: [] }),
    timeScale,
    timeout: (flags.timeout as number | undefined) ?? ATTEMPT_TIMEOUT,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    signal: world.signal,
    post: target.post({ contentType }),
    onAttempt: (attempt) => {
      attempts.push(attempt)
      if (flags.retry) out.note(visibleLine(attemptLine(context, findings, attempt, timeScale)))
    }
  })
  if (!out.json) await printAnswer(context, attempts.at(-1), Math.round(performance.now() - started))
  return attempts
}

function report({ body, contentType }: Sending, deliveries: readonly Attempt[]): object {
  return { callback: body, content_type: contentType, deliveries }
}
