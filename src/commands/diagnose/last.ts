import { type Finding, refuse } from '../../findings/findings.js'
import { decodeBody } from '../../protocol/json/bytes.js'
import { beijingTime } from '../../protocol/time.js'
import type { RefusedRequest } from '../../simulator/refused-request.js'
import type { Context } from '../shared/command.js'
import { withStore } from '../shared/local-gateway.js'
import type { InHand } from './read-exchange.js'

/**
 * Reads the last request that the local gateway refused, and notes which one it is.
 *
 * @throws EcpayError `nothing-refused`, `refused-without-body`, and the errors of reading the body
 */
export async function lastRefused({ world, out, words }: Context): Promise<InHand> {
  const refused = await withStore({ world, out }, async (store) => store.lastRefused())
  if (!refused) throw refuse('nothing-refused')
  const { time, method, path, reason, headers } = refused
  out.note(words.simulate.lastRefused(beijingTime(time), `${method} ${path}`, reason))
  const url = new URL(path, originOf(headers))
  const { text, warnings } = bodyOf(refused, url)
  out.warn(warnings)
  // The gateway has already checked Content-Length.
  const others = headers.filter(([name]) => name !== 'content-length')
  return { body: text, isCallback: false, recorded: { method, url, headers: others, body: text } }
}

function originOf(headers: RefusedRequest['headers']): string {
  const host = headers.find(([name]) => name === 'host')?.[1]
  const origin = `http://${host}`
  return host !== undefined && URL.canParse(origin) ? origin : 'http://127.0.0.1'
}

/** The text to check. For a GET, it is the query, which is what is signed. */
function bodyOf(
  { method, path, body, without }: RefusedRequest,
  { searchParams }: URL
): { text: string; warnings: Finding[] } {
  if (method === 'GET') return { text: JSON.stringify(Object.fromEntries(searchParams)), warnings: [] }
  const reason = without ?? (body === '' ? 'empty' : undefined)
  if (reason) throw refuse('refused-without-body', { path, reason })
  return decodeBody(Buffer.from(body, 'base64'))
}
