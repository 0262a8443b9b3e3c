import { finding, refuse } from '../../findings/findings.js'
import { withoutScheme, withScheme } from '../../findings/scheme.js'
import { type PostOptions, poster } from '../../gateway/post.js'
import type { Post } from '../../protocol/callback/delivery.js'
import { isLoopback } from '../../protocol/loopback.js'
import type { Context } from '../shared/command.js'

/** A handler to which callbacks are posted. */
export interface CallbackTarget {
  url: string
  /** Whether to accept any certificate. */
  insecure: boolean
  /** Makes the function that posts callbacks. */
  post(options?: Pick<PostOptions, 'contentType' | 'headers'>): Post
}

/**
 * Checks the address for callbacks. On this machine, plain http and any certificate are allowed; elsewhere only with
 * an option, and with a warning.
 *
 * @param option the option of the address, for the finding
 * @throws EcpayError `invalid-option-value`, `insecure-target`
 */
export function callbackTarget({ world, out }: Context, url: string, option: string, allow: boolean): CallbackTarget {
  const { host, hostname, protocol } = addressOf(url, option)
  const near = isLoopback(hostname)
  if (!near && protocol === 'http:' && !allow) throw refuse('insecure-target', { host })
  if (!near && allow) out.notice(finding('insecure-delivery', { host }))
  const insecure = near || allow
  return {
    url,
    insecure,
    post: ({ contentType, headers } = {}) => poster(world.env, { contentType, headers, insecure })
  }
}

/**
 * The parts of an address for callbacks.
 *
 * @param option the option of the address, for the finding
 * @throws EcpayError `invalid-option-value`
 */
export function addressOf(url: string, option: string): URL {
  if (URL.canParse(url) && /^https?:\/\/\S+$/i.test(url)) return new URL(url)
  const expected = 'https://… | http://…'
  const meant = withoutScheme(url) ? { meant: withScheme(url) } : {}
  throw refuse('invalid-option-value', { option, found: url, expected, ...meant })
}
