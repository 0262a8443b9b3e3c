import type { Dispatcher } from 'undici'
import { EcpayError, finding, refuseAll } from '../findings/findings.js'
import {
  expectSendable,
  headerLines,
  headOf,
  MAX_ANSWER,
  networkFinding,
  proxiesOf,
  type Send,
  type SendRequest
} from './client.js'
import { readAnswer } from './read-answer.js'

/** Connections that stay open for many requests. */
export interface Connections {
  /** As `send`, but for JSON alone. */
  send: Send
  /** Ends everything that is under way. */
  close(): Promise<void>
}

/**
 * @param url the address of them all
 * @param timeout for a connection, in milliseconds
 */
export async function openConnections({
  url: base,
  env,
  timeout
}: Pick<SendRequest, 'url' | 'env' | 'timeout'>): Promise<Connections> {
  // Optimised, unlike in client.ts: for thousands of answers the parser is worth it.
  const { EnvHttpProxyAgent, request: call } = await import('undici')
  const agent = new EnvHttpProxyAgent({
    ...proxiesOf(env, base),
    connect: { timeout },
    headersTimeout: 0,
    bodyTimeout: 0
  })
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    const onSent = 'opaque' in options && typeof options.opaque === 'function' ? options.opaque : undefined
    return dispatch(options, onSent ? announced(handler, () => onSent()) : handler)
  })
  return {
    async send({ url, method, headers, body, timeout: limit, signal, maxAnswer = MAX_ANSWER, onSent }) {
      expectSendable(headers)
      const { host } = new URL(url)
      // Not AbortSignal.timeout, which is kept until it fires, long after the answer came.
      const deadline = new AbortController()
      const timer = setTimeout(() => deadline.abort(), limit)
      const either = AbortSignal.any([signal, deadline.signal])
      try {
        const request = {
          method,
          headers: headerLines(headers),
          body: body || null,
          signal: either,
          ...(onSent && { opaque: onSent })
        }
        const sent = call(url, { ...request, dispatcher })
        const answer = await Promise.race([sent, ended(either, sent)])
        return await readAnswer(headOf(answer), answer.body, { limit: maxAnswer, signal: either })
      } catch (error) {
        if (error instanceof EcpayError || signal.aborted) throw error
        throw refuseAll([
          deadline.signal.aborted ? finding('answer-timeout', { host, limit }) : networkFinding(error, host)
        ])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => agent.destroy()
  }
}

/** A handler that tells when its request has got a connection and is written. */
function announced(handler: Dispatcher.DispatchHandler, onSent: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      onSent()
      handler.onRequestStart?.(controller, context)
    },
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args)
  }
}

/** Rejects at the signal: a request that still waits for its connection would not react to it. */
function ended(signal: AbortSignal, sent: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    const done = () => signal.removeEventListener('abort', stop)
    sent.then(done, done)
  })
}
