import { checkExchange, type Exchange, readExchange } from '../../ecpay/diagnose/exchange-findings.js'
import { ENVIRONMENTS } from '../../ecpay/environments.js'
import { type Finding, finding } from '../../findings/findings.js'
import type { Encoding } from '../../protocol/json/encodings.js'
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../protocol/system/environments.js'
import { kindOf } from '../../recorded/recorded.js'
import type { Context } from '../shared/command.js'
import { readText } from '../shared/input.js'
import { refuseOtherForms } from '../shared/kinds.js'
import { bodyIn, hasCallback } from './body-in.js'
import type { DiagnoseValues } from './diagnose-options.js'

/** In bytes: the limit for a recording of everything that a page loaded, 64 MiB. */
const LIMIT = 64 * 1024 * 1024

/** Where the calls of this configuration go. */
export interface SentTo {
  env: EnvironmentName
  base_url: string | undefined
}

/** The input of `diagnose`: a body or a callback, with the request from which it was taken. */
export interface InHand {
  body: string
  isCallback: boolean
  recorded?: Exchange
  /** The findings about the text from which it was read. */
  said?: readonly Finding[]
}

/**
 * Reads a body, a callback, or a request with one. `--from-curl` and `--har` decide the kind; otherwise the text does,
 * with a note.
 *
 * @throws EcpayError of the input; `no-request-found`, `form-body`
 */
export async function readInHand(
  context: Context,
  file: string | undefined,
  { har, fromCurl, callback, encoding, sign }: DiagnoseValues
): Promise<InHand> {
  const { out } = context
  const source = har ?? fromCurl
  const said = source === undefined ? undefined : har === undefined ? 'curl' : 'har'
  const wanted = callback ? 'callback' : 'request'
  const { text, warnings } = await readText(context, source ?? file, encoding, LIMIT)
  const recognised = said ?? kindOf(text)
  if (recognised === undefined || recognised === 'body' || recognised === 'callback') {
    const isCallback = callback || recognised === 'callback' || hasCallback(text)
    const { body, said: unwrapped } = isCallback ? { body: text, said: [] } : bodyIn(text, sign !== undefined)
    if (recognised === undefined && !isCallback && unwrapped.length === 0) await refuseOtherForms(text)
    // Line breaks between the fields of a request are not signed.
    const kept = isCallback ? warnings : warnings.filter(({ code }) => code !== 'crlf-line-breaks')
    const about = [...kept, ...unwrapped]
    out.warn(about)
    if (isCallback && !callback) out.notice(finding('read-as', { kind: 'callback' }))
    return { body, isCallback, said: about }
  }
  const about = warnings.filter(({ code }) => code === 'read-as-utf16')
  out.warn(about)
  if (!said) out.notice(finding('read-as', { kind: recognised }))
  const recorded = await withBodyFile(context, readExchange(text, recognised, wanted), encoding)
  const isCallback = callback || kindOf(recorded.body) === 'callback'
  if (isCallback && !callback) out.notice(finding('read-as', { kind: 'callback' }))
  return { body: recorded.body, isCallback, recorded, said: about }
}

/** The findings about the rest of a recorded request; none for a callback. */
export function checkRecorded({ recorded }: InHand, { env, base_url }: SentTo): Finding[] {
  if (!recorded) return []
  const base = base_url ?? ENVIRONMENTS[env].origin
  if (base !== undefined) return checkExchange(recorded, { env, host: new URL(base).host })
  // The local gateway can be at any address except the platform's.
  const isPlatform = ENVIRONMENT_NAMES.some((name) => ENVIRONMENTS[name].origin === recorded.url?.origin)
  return checkExchange(recorded, { env, host: isPlatform ? '127.0.0.1' : undefined })
}

async function withBodyFile(context: Context, exchange: Exchange, encoding: Encoding | undefined): Promise<Exchange> {
  const { bodyFile } = exchange
  if (!bodyFile) return exchange
  const { text } = await readText(context, bodyFile.path, encoding, LIMIT)
  return { ...exchange, body: bodyFile.dropsLineBreaks ? text.replace(/[\r\n]/g, '') : text }
}
