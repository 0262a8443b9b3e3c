import { setTimeout as sleep } from 'node:timers/promises'
import { RETRY_SECONDS } from '../../ecpay/callback/retries.js'
import { finding } from '../../findings/findings.js'
import { postJson } from '../../gateway/post.js'
import { sentence } from '../../output/report.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { FindingWords, Words } from '../../output/words/words.js'
import { ATTEMPT_TIMEOUT, type Attempt, deliver } from '../../protocol/callback/delivery.js'
import { MILLISECONDS } from '../shared/bounds.js'
import type { Context } from '../shared/command.js'
import { flag, number } from '../shared/option.js'
import type { Result } from '../shared/result.js'

/**
 * The option of every command that delivers by the platform's schedule. A hundred times its longest wait, 6 hours, is
 * more than a timer can wait.
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

/** Of one attempt to deliver a callback. */
export const TIMEOUT = number('--timeout <ms>', {
  ...MILLISECONDS,
  default: ATTEMPT_TIMEOUT,
  help: { en: 'for one attempt', zh: '单次请求的超时时间（毫秒）' }
})

/** Of every command that posts callbacks to where it is told. */
export const INSECURE = flag('--insecure', {
  help: {
    en: 'also plain http, and any certificate, to another machine',
    zh: '向其他机器发送时也允许 http 和任意证书'
  }
})

/** A signed callback, where it goes, and what the machine form says beside it. */
interface SignedCallback {
  /** Empty: to nobody, so it is printed. */
  notify_url: string
  body: string
  about: object
}

/**
 * Delivers a callback by the schedule of the platform, and reports each attempt; where there is nobody to deliver it
 * to, it is the result.
 *
 * @returns with the failure `callback-not-delivered` where no attempt was good
 */
export async function deliverCallback(
  { world, out, words }: Context,
  { notify_url: url, body, about }: SignedCallback,
  timeScale: number
): Promise<Result> {
  const document = (deliveries: readonly Attempt[]) => ({ ...about, callback: body, deliveries })
  if (url === '') {
    return {
      document: () => document([]),
      text: () => [{ note: words.simulate.noNotifyUrl }, { result: `${body}\n` }]
    }
  }
  const deliveries: Attempt[] = []
  const findings = await out.catalogue.findings()
  out.note(words.simulate.delivering(visibleLine(url)))
  const { delivered, attempts } = await deliver({
    url,
    body,
    schedule: RETRY_SECONDS,
    timeScale,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    signal: world.signal,
    post: (to, text, timeout, signal) => postJson(to, text, timeout, signal, world.env),
    onAttempt: (attempt) => {
      deliveries.push(attempt)
      out.note(attemptLine(words, findings, attempt, timeScale))
    }
  })
  return {
    document: () => document(deliveries),
    text: () => [],
    failure: delivered ? [] : [finding('callback-not-delivered', { url, attempts })]
  }
}

/** @param timeScale what the waits of the schedule are multiplied by */
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

/** To tenths of a second; below one second to two digits, for a shortened schedule has waits of microseconds. */
function rounded(seconds: number): number {
  return seconds < 1 ? Number(seconds.toPrecision(2)) : Math.round(seconds * 10) / 10
}
