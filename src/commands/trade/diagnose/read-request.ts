import { isUtf8 } from 'node:buffer'
import { type Finding, finding, refuse, refuseAll } from '../../../findings/findings.js'
import { invalidUtf8 } from '../../../protocol/json/bytes.js'
import type { Encoding } from '../../../protocol/json/encodings.js'
import { printedText } from '../../../protocol/printed-bytes.js'
import type { Context } from '../../shared/command.js'
import { readText, readUtf8 } from '../../shared/input.js'
import { bothIn, RECORDING, type TradeInHand } from './in-hand.js'

/** The options that say where a request and its authorization are. */
export interface RequestValues {
  authorization?: string | undefined
  fromCurl?: string | undefined
  har?: string | undefined
  method?: string | undefined
  encoding?: Encoding | undefined
}

/**
 * Reads a text and its authorization: from two places, from JSON that has both, or from a recorded request.
 *
 * @throws EcpayError of the input; `conflicting-options`, `missing-authorization`, `no-request-found`
 */
export async function readRequest(
  context: Context,
  file: string | undefined,
  values: RequestValues
): Promise<TradeInHand> {
  const { authorization, fromCurl, har, method, encoding } = values
  const source = har ?? fromCurl
  const given = [
    ...(file === undefined ? [] : ['[file]']),
    ...(fromCurl === undefined ? [] : ['--from-curl']),
    ...(har === undefined ? [] : ['--har'])
  ]
  if (given.length > 1) throw refuse('conflicting-options', { options: given })
  if (source !== undefined) {
    const { recordedRequest } = await import('./recorded-request.js')
    return recordedRequest(context, source, har === undefined ? 'curl' : 'har', encoding)
  }
  const text = authorization === undefined ? undefined : await authorizationText(context, file, authorization, values)
  // A GET has no body: nobody need pipe nothing in.
  if (text !== undefined && method?.toUpperCase() === 'GET' && file === undefined)
    return { body: '', authorization: text, warnings: [] }
  const { body, warnings } = await readBody(context, file, encoding)
  if (text !== undefined) return { ...unprinted(body, warnings), authorization: text }
  const both = bothIn(body)
  if (both) return { ...both, warnings: [...warnings, ...both.warnings] }
  const pasted = await pastedIn(body)
  if (pasted) return { ...pasted, warnings: [...warnings, ...pasted.warnings] }
  const { recordedText } = await import('./recorded-request.js')
  const recorded = await recordedText(context, body, encoding)
  if (!recorded) throw refuse('missing-authorization')
  return recorded
}

/** A body of which a program printed the numbers of its bytes. */
function unprinted(body: string, warnings: Finding[]): { body: string; warnings: Finding[] } {
  const text = printedText(body)
  // Only an object is signed, and it may have a list of numbers in it.
  if (text === undefined || !text.trimStart().startsWith('{')) return { body, warnings }
  return { body: text, warnings: [...warnings, finding('body-unwrapped', { form: 'printed-bytes' })] }
}

/** data and byteAuthorization in another text: the answer of a server, a log, the code of the client. */
async function pastedIn(text: string): Promise<TradeInHand | undefined> {
  const { pastedOrder } = await import('../../../recorded/pasted-order.js')
  const found = pastedOrder(text)
  if (!found) return undefined
  const { data, byteAuthorization, form, kind } = found
  const warnings: Finding[] = [finding('body-unwrapped', { form })]
  if (kind !== undefined) warnings.push(finding('data-not-a-text', { found: kind }))
  return { body: data, authorization: byteAuthorization, warnings }
}

/** `--authorization text` or `--authorization @file`; stdin has one of the two. */
async function authorizationText(
  context: Context,
  file: string | undefined,
  authorization: string,
  { encoding }: RequestValues
): Promise<string> {
  if (!authorization.startsWith('@')) return authorization
  const path = authorization.slice(1)
  if (path === '-' && (file === undefined || file === '-')) throw refuse('missing-authorization')
  return (await readText(context, path, encoding)).text
}

/** The text of a file as it is: white space and line breaks are signed, a byte order mark is not. */
async function readBody(
  context: Context,
  file: string | undefined,
  encoding: Encoding | undefined
): Promise<{ body: string; warnings: Finding[] }> {
  const { bytes, warnings } = await readUtf8(context, file, encoding, RECORDING)
  if (!isUtf8(bytes)) throw refuseAll([invalidUtf8(bytes)])
  const body = Buffer.from(bytes).toString()
  return body.startsWith('\ufeff')
    ? { body: body.slice(1), warnings: [...warnings, finding('byte-order-mark')] }
    : { body, warnings }
}
