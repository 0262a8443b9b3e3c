import { refuse } from '../findings/findings.js'
import { isLoopback } from '../protocol/loopback.js'
import { PLATFORM_HOSTS } from '../protocol/system/environments.js'
import type { AppKey } from './config-request.js'
import type { Setting } from './reader.js'
import type { Config } from './resolve.js'

/** The settings that hold keys of an app. */
const KEYS: readonly AppKey[] = ['app_id', 'salt', 'token', 'access_token', 'private_key', 'app_secret']

/**
 * Refuses to send data of the user to a host from a configuration found by search. Sending to this machine and to the
 * platform is allowed. If every key comes from that same file, only the file's own data is sent, which is allowed too.
 *
 * @param given what is sent besides the keys of the configuration: an `access_token`, or for replay the recorded
 *   callbacks, which belong to the user whoever signs them
 * @throws EcpayError `untrusted-host`
 */
export function demandTrust(
  { found, settings }: Pick<Config, 'found' | 'settings'>,
  key: 'base_url' | 'notify_url',
  given?: 'access_token' | 'callbacks'
): void {
  const setting = settings[key]
  if (!found || !setting || !standsIn(setting, found.path)) return
  const host = foreignHost(setting.value)
  const keys = KEYS.filter((one) => one === given || isElsewhere(settings[one], found.path))
  if (host === undefined || (keys.length === 0 && given === undefined) || found.isTrusted()) return
  throw refuse('untrusted-host', { path: found.path, key, host, keys })
}

/** The host of an address; nothing for this machine and the platform. */
export function foreignHost(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, host, hostname } = new URL(address)
  return isLoopback(hostname) || (protocol === 'https:' && PLATFORM_HOSTS.includes(host)) ? undefined : host
}

/** Whether a value is written in the file itself. A value from a variable belongs to the user. */
function standsIn({ source }: Setting, path: string): boolean {
  return source.path === path && source.variable === undefined
}

/** Whether a value does not come from the file. The demo keys do not count, because they are public. */
function isElsewhere(setting: Setting | undefined, path: string): boolean {
  return setting !== undefined && setting.source.kind !== 'demo' && !standsIn(setting, path)
}
