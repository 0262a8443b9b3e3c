import { ENVIRONMENTS, type EnvironmentName } from '../../config/environments.js'
import { checkExchange, type Exchange, readCurl, readHar } from '../../protocol/diagnose/exchange.js'
import { decodeBody } from '../../protocol/json/bytes.js'
import type { Context, Flags } from '../shared/command.js'
import { readInput } from '../shared/input.js'

/** A recording with everything that a page loaded: 64 MiB. */
const LIMIT = 64 * 1024 * 1024

/** Where this configuration's calls go. */
export interface SentTo {
  env: EnvironmentName
  base_url: string | undefined
}

/** The body of a recorded request; says what is wrong with the rest of it. */
export async function recordedBody(context: Context, file: string, flags: Flags, sentTo: SentTo): Promise<string> {
  const { text } = decodeBody(await readInput(context, 'diagnose', file, LIMIT), LIMIT)
  const recorded = await withBodyFile(context, flags.fromCurl === undefined ? readHar(text) : readCurl(text))
  const { env, base_url } = sentTo
  const base = base_url ?? ENVIRONMENTS[env].origin
  // The local gateway listens wherever it is told to.
  const host = base === undefined ? recorded.url.host : new URL(base).host
  context.out.warn(checkExchange(recorded, { env, host }))
  return recorded.body
}

async function withBodyFile(context: Context, exchange: Exchange): Promise<Exchange> {
  const { bodyFile } = exchange
  if (!bodyFile) return exchange
  const { text } = decodeBody(await readInput(context, 'diagnose', bodyFile.path, LIMIT), LIMIT)
  return { ...exchange, body: bodyFile.dropsLineBreaks ? text.replace(/[\r\n]/g, '') : text }
}
