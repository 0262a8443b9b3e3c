import { finding, refuse } from '../../../findings/findings.js'
import { DEFAULT_LIMIT } from '../../../protocol/json/bytes.js'
import type { Given } from '../../../recorded/given.js'
import { kindOf, type RequestKind, requestIn } from '../../../recorded/recorded.js'
import type { TradeCallback } from '../../../trade/callback/check-callback.js'
import type { Context } from '../../shared/command.js'
import { readText } from '../../shared/input.js'
import { RECORDING, type Read } from './read.js'
import type { VerifyValues } from './verify-options.js'

/** Reads the callback out of what an option names: a command, or a HAR file. */
export async function recorded(
  context: Context,
  source: string,
  kind: 'curl' | 'har',
  values: VerifyValues
): Promise<Read> {
  const { text, warnings } = await readText(context, source, values.encoding, RECORDING)
  const found = kindOf(text)
  // Who says curl may have copied it for another shell.
  const isRequest = found !== undefined && found !== 'body' && found !== 'callback'
  return {
    callbacks: await requests(context, text, isRequest ? found : kind, values),
    warnings: warnings.filter(({ code }) => code !== 'crlf-line-breaks')
  }
}

/** The callback in a whole request, and that it was read as one; nothing where the text is none. */
export async function requestsIn(
  context: Context,
  text: string,
  values: Pick<VerifyValues, 'encoding'>
): Promise<Read['callbacks'] | undefined> {
  const kind = kindOf(text)
  if (kind === undefined || kind === 'body' || kind === 'callback') return undefined
  context.out.notice(finding('read-as', { kind }))
  return requests(context, text, kind, values)
}

/** @throws EcpayError `no-request-found` */
async function requests(
  context: Context,
  text: string,
  kind: RequestKind | 'har',
  { encoding }: Pick<VerifyValues, 'encoding'>
): Promise<Read['callbacks']> {
  const request = requestIn(text, kind, 'callback')
  const body = request && (await bodyOf(context, request, encoding))
  if (!request || body === undefined) throw refuse('no-request-found', { source: kind })
  const of = (content: string): TradeCallback => ({
    headers: request.headers,
    body: Buffer.from(content),
    path: pathOf(request.address)
  })
  // What reads HTTP takes a line break at the end for the editor's.
  const end = kind === 'http' ? /\r?\n$/.exec(text)?.[0] : undefined
  return end === undefined ? [of(body)] : [of(body), of(body + end)]
}

async function bodyOf(
  context: Context,
  { body, bodyFile }: Given,
  encoding: VerifyValues['encoding']
): Promise<string | undefined> {
  if (!bodyFile) return body
  const { text } = await readText(context, bodyFile.path, encoding, DEFAULT_LIMIT)
  return bodyFile.dropsLineBreaks ? text.replace(/[\r\n]/g, '') : text
}

function pathOf(address: string | undefined): string | undefined {
  return address?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
}
