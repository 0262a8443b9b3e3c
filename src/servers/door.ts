import type { IncomingMessage } from 'node:http'

/** Why a request is not allowed. */
export type DoorRefusal = { code: 'foreign-host'; host: string } | { code: 'browser-request' }

/**
 * Refuses requests that may come from a web page. These servers are for programs on this machine. But a page of any
 * site can reach them too, with embedded resources and cross-origin requests, and even as its own origin if its name
 * is made to resolve to 127.0.0.1 (DNS rebinding). So a request must name this machine or an allowed name as its host,
 * and must not be one that a browser sends for a page.
 *
 * @param allowed patterns for {@link isHostPattern}
 */
export function refusedAtDoor(request: IncomingMessage, allowed: readonly string[]): DoorRefusal | undefined {
  if (isOfPage(request)) return { code: 'browser-request' }
  const { localAddress = '' } = request.socket
  // A client that uses an address instead of a name was not led here by DNS.
  const own = localAddress.replace(/^::ffff:/, '')
  const isWelcome = (name: string) =>
    LOOPBACK.test(name) || name === own || name === `[${own}]` || allowed.some((pattern) => matches(name, pattern))
  const foreign = hostsOf(request).find((host) => !isWelcome(nameOf(host)))
  if (foreign !== undefined) return { code: 'foreign-host', host: nameOf(foreign) }
  return undefined
}

/** Whether a text is a pattern for hosts: a name, an address, `.example.com` for all its subdomains, `*` for all. */
export function isHostPattern(text: string): boolean {
  return text === '*' || HOST.test(text.replace(/^\./, ''))
}

/** The option that allows a host. A text that is neither name nor address is not repeated in a command to paste. */
export function allowing(host: string): string {
  return `--allow-host ${HOST.test(host) ? host : '<name>'}`
}

const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z_](?:[0-9a-z_.-]{0,252}[0-9a-z_])?)$/i
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/

/** Whether a browser sent it for a page. Browsers send one of these headers, except to read from the page's origin. */
function isOfPage(request: IncomingMessage): boolean {
  if (valuesOf(request, 'origin').length > 0) return true
  return valuesOf(request, 'sec-fetch-site').some((site) => !/^(?:none|same-origin)$/i.test(site.trim()))
}

/** Every value of a header, also of one that may come only once. `headersDistinct` would sort all headers. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  const values: string[] = []
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const header = rawHeaders[i] ?? ''
    if (header.length === name.length && header.toLowerCase() === name) values.push(rawHeaders[i + 1] ?? '')
  }
  return values
}

/** Every host that a request names, because a proxy may have used any of them. HTTP/1.0 requires none. */
function hostsOf(request: IncomingMessage): string[] {
  const [, absolute] = /^[a-z][a-z0-9+.-]*:[/\\]*(?:[^/\\?#]*@)?([^/\\?#]+)/i.exec(request.url ?? '/') ?? []
  const named = valuesOf(request, 'host').filter((host) => host !== '')
  return absolute === undefined ? named : [...named, absolute]
}

/** A host without its port, in the form in which DNS compares names. */
function nameOf(host: string): string {
  return host
    .trim()
    .replace(/:\d*$/, '')
    .replace(/(?<=.)\.$/, '')
    .toLowerCase()
}

function matches(name: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase()
  // The name becomes part of links in answers.
  if (wanted === '*') return HOST.test(name)
  if (wanted.startsWith('.')) return name.endsWith(wanted) && name.length > wanted.length && HOST.test(name)
  return name === wanted || name === `[${wanted}]`
}
