import type { Endpoint } from '../../ecpay/endpoints/endpoint.js'
import { refuse } from '../../findings/findings.js'
import { exchangeDocument } from '../../output/exchange.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { Context } from '../shared/command.js'
import type { Exchange } from './exchange.js'
import { noteAnswer } from './print-answer.js'

/** The state in which every kind of thing has come about. */
const SUCCESS = 'SUCCESS'

/** Says that the call is accepted, with its answer: the result on stdout is the last one. */
export function noteAccepted(context: Context, asking: Endpoint, { result }: Exchange): void {
  const { out, words } = context
  noteAnswer(context, result, 'raw')
  out.noteAsIs(visibleLine(result.answer?.bytes.toString('utf8') ?? ''))
  out.note(`${words.exchange.accepted(asking.name)}\n`)
}

/** An exchange as a document, with the one that was accepted before it where there was one. */
export function acceptedDocument(
  { plan, result }: Pick<Exchange, 'plan'> & Partial<Exchange>,
  accepted: Exchange | undefined
): object {
  const document = exchangeDocument(plan.settings.env, plan.request.shown, result)
  return accepted ? { ...document, accepted: acceptedDocument(accepted, undefined) } : document
}

/** @throws EcpayError `not-succeeded` when what was accepted ended in another state */
export function expectSuccess({ name }: Endpoint, status: string | undefined): void {
  if (status === undefined || status === SUCCESS) return
  throw refuse('not-succeeded', { call: name, status })
}
