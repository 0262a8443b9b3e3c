import type { Endpoint } from '../../ecpay/endpoints/endpoint.js'
import { traceSign } from '../../ecpay/sign/request-signature.js'
import { refuse } from '../../findings/findings.js'
import type { PreparedCall } from '../../gateway/call-gateway.js'
import { exchangeDocument } from '../../output/exchange.js'
import { visibleLine } from '../../output/terminal-text.js'
import { fillSign } from '../../protocol/json/fill.js'
import { rawMembers, setMembers } from '../../protocol/json/members.js'
import type { Context } from '../shared/command.js'
import type { Sent } from './file-answer.js'
import { noteAnswer } from './print-answer.js'

/** A call and what came of it. */
export interface Exchange {
  endpoint: Endpoint
  call: PreparedCall
  result: Sent
}

/** The state in which every kind of thing has come about. */
const SUCCESS = 'SUCCESS'

/** The signed body that asks for the result: the members of the request that the asking call has too. */
export function resultBody(asking: Endpoint, body: string, salt: string): string {
  const keys = asking.fields.map(({ key }) => key).filter((key) => key !== 'sign')
  const members = setMembers(
    undefined,
    rawMembers(body).filter(({ key }) => keys.includes(key))
  )
  return fillSign(members, traceSign(members, salt).sign)
}

/** Says that the call is accepted, with its answer: the result on stdout is the last one. */
export function noteAccepted(context: Context, asking: Endpoint, { result }: Exchange): void {
  const { out, words } = context
  noteAnswer(context, result, 'raw')
  out.noteAsIs(visibleLine(result.answer?.bytes.toString('utf8') ?? ''))
  out.note(`${words.exchange.accepted(asking.name)}\n`)
}

/** An exchange as a document, with the one that was accepted before it where there was one. */
export function acceptedDocument(
  env: string,
  call: PreparedCall,
  result: Sent | undefined,
  accepted: Exchange | undefined
): object {
  const document = exchangeDocument(env, call.shown, result)
  return accepted ? { ...document, accepted: exchangeDocument(env, accepted.call.shown, accepted.result) } : document
}

/** @throws EcpayError `not-succeeded` when what was accepted ended in another state */
export function expectSuccess({ name }: Endpoint, status: string | undefined): void {
  if (status === undefined || status === SUCCESS) return
  throw refuse('not-succeeded', { call: name, status })
}
