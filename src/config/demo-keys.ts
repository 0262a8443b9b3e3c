import type { AppKey, ConfigRequest, DemoKeys } from './config-request.js'
import { flagLevel } from './levels.js'
import { isSecret, type Setting, SettingReader } from './reader.js'
import { SECRETS } from './settings.js'

/** With one of these keys, the user has an app. */
const OWN_KEYS = ['app_id', 'salt', 'access_token', 'private_key'] as const

/** The environment. `production` is never a default, because it moves real money. */
export function environment(reader: SettingReader): Setting | undefined {
  if (reader.has('env')) return reader.get('env')
  const configured = OWN_KEYS.some((key) => reader.has(key))
  return { value: configured ? 'sandbox' : 'local', source: { kind: 'default', name: '' } }
}

/** Those that may be used: elsewhere than on `local` none is, and none need be loaded. */
export async function demoKeys(reader: SettingReader, { demo = {} }: ConfigRequest<AppKey>): Promise<DemoKeys> {
  if (typeof demo !== 'function') return demo
  return environment(reader)?.value === 'local' ? demo() : {}
}

/** The fixed key of `local`, where it applies: only what is given for this command alone overrides it. */
export function demoKey(
  key: AppKey,
  reader: SettingReader,
  request: ConfigRequest<AppKey>,
  demo: DemoKeys
): Setting | undefined {
  const env = environment(reader)
  const value = demo[key]
  const asked = env?.source.kind !== 'default' || request.demoByDefault
  if (env?.value !== 'local' || !asked || value === undefined) return undefined
  if (flagged(key, request) || request.own?.includes(key)) return undefined
  if (isSecret(key)) request.onSecret?.({ name: SECRETS[key], value })
  return { value, source: { kind: 'demo', name: '' } }
}

function flagged(key: AppKey, { flags, cwd }: ConfigRequest<AppKey>): boolean {
  return new SettingReader([flagLevel(flags, cwd)], { env: {}, platform: '' }).has(key)
}
