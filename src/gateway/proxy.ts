import { isLoopback } from '../protocol/loopback.js'

/** A proxy in use: the variable that names it, and its value. */
export interface UsedProxy {
  variable: string
  value: string
}

/**
 * The proxy through which `send` goes to an address. This machine never goes through one.
 *
 * @param env for `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; names in small letters come first
 */
export function proxyOf(url: URL, env: Readonly<Record<string, string | undefined>>): UsedProxy | undefined {
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY']
  const variable = names.find((name) => env[name] !== undefined)
  const value = variable && env[variable]
  if (!variable || !value || isDirect(url, env)) return undefined
  return { variable, value }
}

function isDirect({ hostname, port, protocol }: URL, env: Readonly<Record<string, string | undefined>>): boolean {
  if (isLoopback(hostname)) return true
  const usedPort = port || (protocol === 'https:' ? '443' : '80')
  const list = (env.no_proxy ?? env.NO_PROXY ?? '').split(/[,\s]+/).filter((one) => one !== '')
  return list.some((one) => {
    if (one === '*') return true
    const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(one.toLowerCase()) ?? []
    const domain = name.replace(/^\*?\./, '')
    return (hostname === domain || hostname.endsWith(`.${domain}`)) && (only === undefined || only === usedPort)
  })
}
