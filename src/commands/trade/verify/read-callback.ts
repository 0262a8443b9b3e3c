import { isUtf8 } from 'node:buffer'
import { finding, refuse, refuseAll } from '../../../findings/findings.js'
import { printedBytes } from '../../../protocol/printed-bytes.js'
import { headerOf } from '../../../recorded/given.js'
import { headerLines } from '../../../recorded/header-lines.js'
import type { TradeCallback } from '../../../trade/callback/check-callback.js'
import type { Context } from '../../shared/command.js'
import { readText, readUtf8 } from '../../shared/input.js'
import { callbackInLine } from './callback-line.js'
import { RECORDING, type Read } from './read.js'
import type { VerifyValues } from './verify-options.js'

/**
 * Reads a callback: a body with its headers beside it, or a request that has both.
 *
 * @throws EcpayError of the input; `malformed-header`, `no-request-found`
 */
export async function readCallback(context: Context, file: string | undefined, values: VerifyValues): Promise<Read> {
  const source = values.har ?? values.fromCurl
  if (source !== undefined && file !== undefined)
    throw refuse('conflicting-options', { options: ['[file]', values.har === undefined ? '--from-curl' : '--har'] })
  if (source !== undefined) {
    const { recorded } = await import('./recorded-callback.js')
    return recorded(context, source, values.har === undefined ? 'curl' : 'har', values)
  }
  const given = await givenHeaders(context, values)
  const { bytes, warnings } = await readUtf8(context, file, values.encoding, given ? values.maxSize : RECORDING)
  if (given) return { callbacks: [{ headers: given, body: bodyIn(context, bytes) }], warnings }
  return { callbacks: await callbacksIn(context, bytes, values), warnings }
}

/** Reads a callback out of what one file holds: a whole request, a line of JSON, or a body without its headers. */
export async function callbacksIn(
  context: Context,
  bytes: Uint8Array,
  values: Pick<VerifyValues, 'encoding'>
): Promise<Read['callbacks']> {
  const text = isUtf8(bytes) ? Buffer.from(bytes).toString() : ''
  const bare: TradeCallback = { headers: [], body: bodyIn(context, bytes) }
  // The first characters are enough to recognise a body. Then the code for all other kinds need not be loaded.
  if (/^\s*\{/.test(text) && !text.includes('"entries"'))
    return [callbackInLine(text) ?? (await inLog(context, text)) ?? bare]
  const { requestsIn } = await import('./recorded-callback.js')
  return (await requestsIn(context, text, values)) ?? [(await inLog(context, text)) ?? bare]
}

/** The body, also where a program printed the numbers of its bytes; that is said. */
function bodyIn({ out }: Context, bytes: Uint8Array): Uint8Array {
  const printed = PRINTED.test(Buffer.from(bytes.subarray(0, FRONT)).toString('latin1'))
    ? printedBytes(Buffer.from(bytes).toString())
    : undefined
  if (printed) out.warn([finding('callback-unwrapped', { form: 'printed-bytes' })])
  return printed ?? bytes
}

/** How lists of numbers begin, and no body does. */
const PRINTED = /^\s*(?:\{\s*"(?:type"\s*:\s*"Buffer"|0"\s*:)|[A-Za-z][\w .()[\]]*[[({]|\[\s*-?\d)/
/** In bytes. */
const FRONT = 80

/** A callback that stands in another text, such as a line of a log, and that it was read from there. */
async function inLog({ out }: Context, text: string): Promise<TradeCallback | undefined> {
  // The body of a callback has no headers in it.
  if (!/byte[-_]signature/i.test(text)) return undefined
  const found = (await import('./logged-callback.js')).loggedCallback(text)
  if (found) out.warn([finding('callback-unwrapped', { form: 'log-line' })])
  return found
}

/** What options say; nothing where none does. */
async function givenHeaders(
  context: Context,
  { header, headers, encoding }: VerifyValues
): Promise<[string, string][] | undefined> {
  const malformed = header.filter((one) => !/^[^\s:]+\s*:/.test(one))
  if (malformed.length > 0) throw refuseAll(malformed.map((found) => finding('malformed-header', { found })))
  if (header.length === 0 && headers === undefined) return undefined
  const inFile = headers === undefined ? [] : headerLines((await readText(context, headers, encoding)).text)
  return [...inFile, ...header.map(headerOf)]
}
