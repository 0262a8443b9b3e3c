import { refuse } from '../findings/findings.js'
import { isLoopback } from '../protocol/loopback.js'
import { PLATFORM_HOSTS } from '../protocol/system/environments.js'
import type { Setting } from './reader.js'
import type { AppKey, Config } from './resolve.js'

/** The keys of an app, as the settings name them. */
const KEYS: readonly AppKey[] = ['app_id', 'salt', 'token', 'access_token', 'private_key', 'app_secret']

/**
 * Refuses to send something of the user's to a host that a configuration names which was only found. To this machine and
 * to the platform it may be sent; and where every key stands in that same file, nothing but the file's own is.
 *
 * @param given what is sent beside the keys of the configuration and never stands in it: `access_token`, as typed; of
 *   replay what was recorded, which is the user's whatever signs it
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

/** The host of an address that is neither this machine nor the platform. */
export function foreignHost(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, host, hostname } = new URL(address)
  return isLoopback(hostname) || (protocol === 'https:' && PLATFORM_HOSTS.includes(host)) ? undefined : host
}

/** Whether a value is written in the file itself: one that it has from a variable is the user's. */
function standsIn({ source }: Setting, path: string): boolean {
  return source.path === path && source.variable === undefined
}

/** The demo keys are public, wherever they go. */
function isElsewhere(setting: Setting | undefined, path: string): boolean {
  return setting !== undefined && setting.source.kind !== 'demo' && !standsIn(setting, path)
}
