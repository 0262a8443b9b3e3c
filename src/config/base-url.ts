import { type Finding, finding } from '../findings/findings.js'
import { isLoopback } from '../protocol/loopback.js'

/**
 * Checks an address that calls are sent to in place of the platform's.
 *
 * @param source where it was set, for the finding
 * @returns the address without a slash at its end, or `invalid-base-url` / `insecure-base-url`
 */
export function baseUrl(text: string, source: string): string | Finding {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The parser repairs white space and missing slashes in silence; an address should say what it means.
  if (!url || !/^https?:\/\/\S+$/i.test(text)) return finding('invalid-base-url', { found: withoutUser(text), source })
  const found = `${url.origin}${url.pathname}`
  if (url.username || url.password || /[?#]/.test(text)) return finding('invalid-base-url', { found, source })
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return finding('insecure-base-url', { found, source })
  return found.replace(/(?<!\/)\/+$/, '')
}

/** User, password and query can hold secrets: they are not repeated. */
function withoutUser(text: string): string {
  return text.replace(/[?#].*$/s, '').replace(/(?<![^/])[^/]*@/g, '')
}
