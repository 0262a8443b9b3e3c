import { type Finding, finding } from '../findings/findings.js'
import { isLoopback } from '../protocol/loopback.js'

/**
 * Checks an address to which calls are sent instead of the platform.
 *
 * @param source where it was set, for the finding
 * @returns the address without a slash at its end, or `invalid-base-url` / `insecure-base-url`
 */
export function baseUrl(text: string, source: string): string | Finding {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The parser silently repairs white space and missing slashes, but an address should be exact.
  if (!url || !/^https?:\/\/\S+$/i.test(text)) return finding('invalid-base-url', { found: withoutUser(text), source })
  const found = `${url.origin}${url.pathname}`
  if (url.username || url.password || /[?#]/.test(text)) return finding('invalid-base-url', { found, source })
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return finding('insecure-base-url', { found, source })
  return found.replace(/(?<!\/)\/+$/, '')
}

/** The address without user, password and query, which may be secret. */
function withoutUser(text: string): string {
  return text.replace(/[?#].*$/s, '').replace(/(?<![^/])[^/]*@/g, '')
}
