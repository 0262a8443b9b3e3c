import type { KeyCandidates } from '../../ecpay/diagnose/mutation.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import type { DiagnoseValues } from './diagnose-options.js'
import type { SentTo } from './read-exchange.js'

interface Keys {
  salt: string
  keys: KeyCandidates
  sentTo: SentTo
}

/** The keys besides the SALT. */
const OTHER_KEYS = ['token', 'access_token', 'app_secret'] as const
type OtherKey = (typeof OTHER_KEYS)[number]

/** The SALT, and every key of the configuration that may have been confused with it. */
export async function keysFor(context: Context, values: DiagnoseValues): Promise<Keys> {
  const needs = ['app_id', 'thirdparty_id', 'env', 'base_url'] as const
  // A request to the local gateway must be signed with its keys.
  const { flags } = context
  const given = values.last ? { ...context, flags: { ...flags, env: flags.env ?? 'local' } } : context
  const ask = (more: readonly OtherKey[]) =>
    configFor(given, values, { needs: [...needs, ...more], required: ['salt'] })
  // A token that cannot be read is not an error here, and takes no other key away.
  const config = (await ask(OTHER_KEYS).catch(() => undefined)) ?? (await ask([]))
  const alone = (key: OtherKey) =>
    config.settings[key] ??
    ask([key])
      .then(({ settings }) => settings[key])
      .catch(() => undefined)
  const { app_id, thirdparty_id, salt, env, base_url } = config.settings
  const [token, access_token, app_secret] = [
    await alone('token'),
    await alone('access_token'),
    await alone('app_secret')
  ]
  const { profiles } = await config.otherKeys()
  const { notify_url } = await configFor(given, values, { needs: ['notify_url'], required: [] })
    .then(({ settings }) => settings)
    .catch(() => ({ notify_url: undefined }))
  return {
    salt: salt.value,
    keys: {
      app_id: app_id?.value,
      thirdparty_id: thirdparty_id?.value,
      notify_url: notify_url?.value,
      token: token?.value,
      access_token: access_token?.value,
      app_secret: app_secret?.value,
      profiles,
      demo: DEMO_KEYS
    },
    sentTo: { env: env?.value ?? 'sandbox', base_url: base_url?.value }
  }
}
