import type { IncomingMessage } from 'node:http'

/** Why a request is not let in. */
export type DoorRefusal = { code: 'foreign-host'; host: string } | { code: 'browser-request' }

/**
 * Looks whether a request may come from a web page. These servers serve programs on this machine; a page of any site
 * can reach them as well, by what it embeds and sends across origins, and, when its own name is made to lead to
 * 127.0.0.1 (DNS rebinding), even as its own origin. So a request must name this machine as its host, or a name
 * that the user allows, and must not be one that a browser sends for a page.
 *
 * @param allowed names as {@link isHostPattern} takes them
 */
export function refusedAtDoor(request: IncomingMessage, allowed: readonly string[]): DoorRefusal | undefined {
  if (isOfPage(request)) return { code: 'browser-request' }
  const { localAddress = '' } = request.socket
  // Whoever reaches the server by an address instead of a name has not been led here by DNS.
  const own = localAddress.replace(/^::ffff:/, '')
  const isWelcome = (name: string) =>
    LOOPBACK.test(name) || name === own || name === `[${own}]` || allowed.some((pattern) => matches(name, pattern))
  const foreign = hostsOf(request).find((host) => !isWelcome(nameOf(host)))
  if (foreign !== undefined) return { code: 'foreign-host', host: nameOf(foreign) }
  return undefined
}

/** Whether a text can be allowed as a host: a name, an address, `.example.com` for every name below, `*` for all. */
export function isHostPattern(text: string): boolean {
  return text === '*' || HOST.test(text.replace(/^\./, ''))
}

/** The option that lets a host in. What is no name and no address is not repeated in what may be pasted. */
export function allowing(host: string): string {
  return `--allow-host ${HOST.test(host) ? host : '<name>'}`
}

const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z_](?:[0-9a-z_.-]{0,252}[0-9a-z_])?)$/i
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/

/** Browsers send at least one of the two with all that a page does, but for its own reading from its own origin. */
function isOfPage({ headersDistinct }: IncomingMessage): boolean {
  if (headersDistinct.origin) return true
  return (headersDistinct['sec-fetch-site'] ?? []).some((site) => !/^(?:none|same-origin)$/i.test(site.trim()))
}

/** Every host that a request names: each is one that somebody on the way may have gone by. HTTP/1.0 needs none. */
function hostsOf({ headersDistinct, url = '/' }: IncomingMessage): string[] {
  const [, absolute] = /^[a-z][a-z0-9+.-]*:[/\\]*(?:[^/\\?#]*@)?([^/\\?#]+)/i.exec(url) ?? []
  const named = (headersDistinct.host ?? []).filter((host) => host !== '')
  return absolute === undefined ? named : [...named, absolute]
}

/** A host without its port, as DNS compares names. */
function nameOf(host: string): string {
  return host
    .trim()
    .replace(/:\d*$/, '')
    .replace(/(?<=.)\.$/, '')
    .toLowerCase()
}

function matches(name: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase()
  if (wanted === '*') return true
  if (wanted.startsWith('.')) return name.endsWith(wanted) && name.length > wanted.length
  return name === wanted || name === `[${wanted}]`
}
