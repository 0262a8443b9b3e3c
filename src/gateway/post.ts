import { type SendRequest, send } from './client.js'

/** The most bytes to read of an answer to a callback. An acknowledgement has about 40 bytes. */
const MAX_ACKNOWLEDGEMENT = 64 * 1024

export interface PostOptions {
  /** `application/json` if absent, like the platform. */
  contentType?: string | undefined
  /** Other headers. */
  headers?: readonly (readonly [name: string, value: string])[] | undefined
  /** Whether to accept any certificate. */
  insecure?: boolean
}

/**
 * Posts JSON once, as the platform does for a callback.
 *
 * @param timeout in milliseconds
 * @throws EcpayError if there is no answer
 */
export function postJson(
  url: string,
  body: string | Uint8Array,
  timeout: number,
  signal: AbortSignal,
  env: SendRequest['env'],
  { contentType = 'application/json', headers = [], insecure = false }: PostOptions = {}
): Promise<{ status: number; body: string }> {
  return answerOf({
    url,
    method: 'POST',
    headers: [['content-type', contentType], ...headers],
    body,
    timeout,
    signal,
    env,
    insecure
  })
}

/** Sends one GET, as the platform's console does to check an address; otherwise like {@link postJson}. */
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
