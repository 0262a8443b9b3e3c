import { refuse } from '../findings/findings.js'
import type { Post, PostAnswer } from '../protocol/callback/delivery.js'
import { withoutUser } from '../protocol/without-user.js'
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

/** Posts JSON once, as the platform does for a callback. */
export function poster(env: SendRequest['env'], options: PostOptions = {}): Post {
  const { contentType = 'application/json', headers: others = [], insecure = false } = options
  const headers = [['content-type', contentType] as const, ...others]
  return (url, body, timeout, signal) =>
    answerOf({ url, method: 'POST', headers, body, timeout, signal, env, insecure })
}

/** Sends one GET, as the platform's console does to check an address; otherwise like {@link poster}. */
export function getText(
  url: string,
  timeout: number,
  signal: AbortSignal,
  env: SendRequest['env'],
  insecure: boolean
): Promise<PostAnswer> {
  return answerOf({ url, method: 'GET', headers: {}, body: '', timeout, signal, env, insecure })
}

/** An address that is none, as an answer can name for the next callback, gets no answer like any other. */
async function answerOf(request: SendRequest): Promise<PostAnswer> {
  if (!URL.canParse(request.url))
    throw refuse('network-error', { host: withoutUser(request.url), reason: 'ERR_INVALID_URL' })
  const { status, bytes } = await send({ ...request, maxAnswer: MAX_ACKNOWLEDGEMENT })
  return { status, body: bytes.toString('utf8') }
}
