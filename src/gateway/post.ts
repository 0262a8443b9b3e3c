import { type SendRequest, send } from './client.js'

/** More of an answer to a callback is not read: an acknowledgement has some 40 bytes. */
const MAX_ACKNOWLEDGEMENT = 64 * 1024

export interface PostOptions {
  /** `application/json`, as the platform says, when absent. */
  contentType?: string
  /** Whether any certificate will do. */
  insecure?: boolean
}

/**
 * Posts JSON once, as the platform posts a callback.
 *
 * @param timeout in milliseconds
 * @throws EcpayError when there is no answer
 */
export function postJson(
  url: string,
  body: string | Uint8Array,
  timeout: number,
  signal: AbortSignal,
  env: SendRequest['env'],
  { contentType = 'application/json', insecure = false }: PostOptions = {}
): Promise<{ status: number; body: string }> {
  return answerOf({
    url,
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    timeout,
    signal,
    env,
    insecure
  })
}

/** Asks once, as the platform's console checks an address; otherwise as {@link postJson}. */
export function getText(
  url: string,
  timeout: number,
  signal: AbortSignal,
  env: SendRequest['env'],
  insecure: boolean
): Promise<{ status: number; body: string }> {
  return answerOf({ url, method: 'GET', headers: {}, body: '', timeout, signal, env, insecure })
}

async function answerOf(request: SendRequest): Promise<{ status: number; body: string }> {
  const { status, bytes } = await send({ ...request, maxAnswer: MAX_ACKNOWLEDGEMENT })
  return { status, body: bytes.toString('utf8') }
}
