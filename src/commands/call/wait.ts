import { setTimeout as sleep } from 'node:timers/promises'
import { type Finding, finding } from '../../findings/findings.js'
import type { CallResult } from '../../gateway/call-gateway.js'
import { isDone } from '../../gateway/judge-answer.js'
import type { Output } from '../../output/output.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { JsonValue } from '../../protocol/json/json.js'
import { valueAt } from '../../protocol/json/set-path.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { Context } from '../shared/command.js'
import { type Progress, startSpinner } from '../shared/progress.js'
import type { AskedCall } from './asked-call.js'
import type { Sent } from './file-answer.js'

/** The pause between two requests, in milliseconds. The platform allows an app 150 requests per second. */
const PAUSE = { first: 500, longest: 5_000 }

/** The last answer, with its state if it has one, and why that is not final. */
export interface Waited {
  result: Sent
  status?: string | undefined
  timeout?: Finding
}

/**
 * Asks until the state is final. A refusal or an unreadable answer also ends the waiting.
 *
 * @returns the last answer, and `wait-timeout` if it is still not final
 */
export async function waitForFinal(
  context: Context,
  { endpoint, options: { waitTimeout: limit } }: AskedCall,
  ask: () => Promise<Sent>
): Promise<Waited> {
  const { world, words } = context
  // Not the time of day, because it can be set back.
  const end = performance.now() + limit * 1000
  const progress = (await startSpinner(context)) ?? startLines(context.out)
  try {
    for (let pause = PAUSE.first; ; pause = Math.min(pause * 1.5, PAUSE.longest)) {
      const result = await ask()
      const status = statusOf(endpoint, result)
      if (status === undefined || endpoint.wait?.final.includes(status)) return { result, status }
      const left = end - performance.now()
      if (left <= 0) return { result, status, timeout: finding('wait-timeout', { limit, status }) }
      progress.say(words.exchange.waiting(status))
      await sleep(Math.min(pause, left), undefined, { signal: world.signal })
    }
  } finally {
    progress.stop()
  }
}

/** The state in an answer. */
export function statusOf({ wait }: Endpoint, { judgement }: Pick<CallResult, 'judgement'>): string | undefined {
  let value: JsonValue | undefined = isDone(judgement) ? judgement?.body : undefined
  for (const key of wait?.path ?? []) value = value && valueAt(value, key)
  return value && 'text' in value ? value.text : undefined
}

function startLines(out: Output): Progress {
  let last = ''
  return {
    say(text) {
      if (text !== last) out.note(visibleLine(text))
      last = text
    },
    stop: () => {}
  }
}
