import { send } from './client.js'

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
 * @throws Failure (exit 3) when there is no answer
 */
export async function postJson(
  url: string,
  body: string,
  timeout: number,
  signal: AbortSignal,
  env: Readonly<Record<string, string | undefined>>,
  { contentType = 'application/json', insecure = false }: PostOptions = {}
): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': contentType }
  const request = { url, method: 'POST' as const, headers, body, timeout, signal, env, insecure }
  const { status, bytes } = await send({ ...request, maxAnswer: MAX_ACKNOWLEDGEMENT })
  return { status, body: bytes.toString('utf8') }
}
