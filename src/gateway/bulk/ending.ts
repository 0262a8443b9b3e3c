import type { Code, Finding } from '../../findings/findings.js'
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
  if (judgement?.err_no !== undefined) return isRepeatable(judgement, verdict) ? 'later' : 'answered'
  const [found] = failure?.findings ?? judgement?.findings ?? []
  return found && mayPass(found) ? 'later' : 'failed'
}

function mayPass(found: Finding): boolean {
  if (found.code === 'http-client-error') return found.status === TOO_MANY_REQUESTS
  return PASSING.includes(found.code)
}
