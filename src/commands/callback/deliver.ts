import { setTimeout as sleep } from 'node:timers/promises'
import { finding, refuse } from '../../findings/findings.js'
import { poster } from '../../gateway/post.js'
import { sentence } from '../../output/report.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { FindingWords, Words } from '../../output/words/words.js'
import { requiredData } from '../../protocol/callback/acknowledgement.js'
import { ATTEMPT_TIMEOUT, type Attempt, deliver } from '../../protocol/callback/delivery.js'
import { isLoopback } from '../../protocol/loopback.js'
import { withoutUser } from '../../protocol/without-user.js'
import type { ReadyCallback } from '../../simulator/callbacks/order-callback.js'
import { MILLISECONDS } from '../shared/bounds.js'
import type { Context } from '../shared/command.js'
import { journalOf, keepingPost } from '../shared/journal.js'
import { flag, number } from '../shared/option.js'
import type { Result } from '../shared/result.js'
import { callbackText } from './callback-text.js'

/**
 * The option of every command that delivers by the platform's schedule. A factor of 100 would make its longest wait
 * (6 hours) longer than a timer can wait.
 */
export const TIME_SCALE = number('--time-scale <factor>', {
  min: 0,
  max: 99,
  integer: false,
  default: 1,
  help: {
    en: 'shorten the waits of the retry schedule, e.g. 0.001',
    zh: '按比例缩短重试间隔，例如 0.001'
  }
})

/** The limit for one attempt to deliver a callback. */
export const TIMEOUT = number('--timeout <ms>', {
  ...MILLISECONDS,
  default: ATTEMPT_TIMEOUT,
  help: { en: 'for one attempt', zh: '单次请求的超时时间（毫秒）' }
})

/** For every command that posts callbacks to a given address. */
export const INSECURE = flag('--insecure', {
  byHand: true,
  help: {
    en: 'also plain http, and any certificate, to another machine',
    zh: '向其他机器发送时也允许 http 和任意证书'
  }
})

/**
 * Delivers a callback by the schedule of the platform, and reports each attempt. Without an address, the callback
 * itself is the result.
 *
 * @param about more members for the JSON form
 * @param onAnswer takes the body of the answer that accepted it
 * @returns a result with the failure `callback-not-delivered` if no attempt succeeded
 * @throws EcpayError `suite-sends-elsewhere`
 */
export async function deliverCallback(
  context: Context,
  { url, post, schedule }: ReadyCallback,
  about: object,
  timeScale: number,
  onAnswer?: (answer: string) => Promise<void>
): Promise<Result> {
  const { world, out, words, inSuite } = context
  const { body, headers, needs } = post
  const document = (deliveries: readonly Attempt[]) => ({
    ...about,
    callback: body,
    ...(headers && { headers }),
    deliveries
  })
  if (url === '') {
    return {
      document: () => document([]),
      text: () => [{ note: words.simulate.noNotifyUrl }, { result: callbackText(post) }]
    }
  }
  const { host, hostname } = URL.canParse(url) ? new URL(url) : { host: url, hostname: '' }
  if (inSuite && !isLoopback(hostname)) throw refuse('suite-sends-elsewhere', { host })
  const deliveries: Attempt[] = []
  const findings = await out.catalogue.findings()
  out.note(words.simulate.delivering(visibleLine(url)))
  const { delivered, attempts } = await deliver({
    url,
    body,
    needs,
    schedule,
    timeScale,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    signal: world.signal,
    post: keepingPost(await journalOf(context), poster(world.env, post), post, world.now),
    onAttempt: (attempt) => {
      deliveries.push(attempt)
      out.note(attemptLine(words, findings, attempt, timeScale))
    }
  })
  if (delivered) await onAnswer?.(deliveries.at(-1)?.answer ?? '')
  return {
    document: () => document(deliveries),
    text: () => [],
    failure: delivered
      ? []
      : [finding('callback-not-delivered', { url: withoutUser(url), attempts, needs: requiredData(needs ?? []) })]
  }
}

/** @param timeScale a factor for the waits of the schedule */
export function attemptLine(
  words: Words,
  findings: FindingWords,
  { attempt, of, problem, waitSeconds }: Attempt,
  timeScale: number
): string {
  if (!problem) return words.simulate.delivered(attempt, of)
  const wait = waitSeconds === undefined ? undefined : rounded(waitSeconds * timeScale)
  return words.simulate.notDelivered(attempt, of, sentence(problem, findings).message, wait)
}

/** Rounds to tenths of a second, or to two digits below one second: a shortened schedule has very short waits. */
function rounded(seconds: number): number {
  return seconds < 1 ? Number(seconds.toPrecision(2)) : Math.round(seconds * 10) / 10
}
