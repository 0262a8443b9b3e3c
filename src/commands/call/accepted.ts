import { refuse } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { Context } from '../shared/command.js'
import { printParts, voiceOf } from '../shared/result.js'
import { answerNotes, type Exchange } from './exchange-result.js'

/** The state of success, which is the same for every kind of record. */
const SUCCESS = 'SUCCESS'

/** Notes that the call was accepted, with its answer. The result on stdout is the last answer. */
export function noteAccepted(context: Context, asking: Endpoint, { result }: Exchange): Promise<void> {
  return printParts(context.out, [
    ...answerNotes(voiceOf(context), result, 'raw'),
    { block: visibleLine(result.answer?.bytes.toString('utf8') ?? '') },
    { note: `${context.words.exchange.accepted(asking.name)}\n` }
  ])
}

/** @throws EcpayError `not-succeeded` if the accepted call ended in another state */
export function expectSuccess({ name }: Endpoint, status: string | undefined): void {
  if (status === undefined || status === SUCCESS) return
  throw refuse('not-succeeded', { call: name, status })
}
