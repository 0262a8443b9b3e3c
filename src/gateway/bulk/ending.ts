import type { Code } from '../../findings/findings.js'
import type { Verdict } from '../../protocol/system/verdict.js'
import { type CallResult, isRepeatable } from '../call-gateway.js'
import type { Ending } from './schedule.js'

/** Failures that may have passed when the same question is asked again: asking changes nothing. */
const PASSING: readonly Code[] = [
  'connection-refused',
  'connection-reset',
  'connect-timeout',
  'host-not-found',
  'host-unreachable',
  'network-error',
  'answer-timeout',
  'answer-cut-off',
  'answer-empty',
  'http-server-error'
]

const TOO_MANY_REQUESTS = 429

/** How asking for something ended. A refusal is an answer, unless its code says that it is to be repeated. */
export function endingOf({ failure, judgement }: CallResult, verdict: Verdict): Ending {
  const [found] = failure?.findings ?? judgement?.findings ?? []
  const isBusy = found?.code === 'http-client-error' && found.status === TOO_MANY_REQUESTS
  if (judgement?.err_no !== undefined && !isBusy) return isRepeatable(judgement, verdict) ? 'later' : 'answered'
  return isBusy || (found && PASSING.includes(found.code)) ? 'later' : 'failed'
}
