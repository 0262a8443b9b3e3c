import { lstatSync } from 'node:fs'
import type { AppKey, ConfigRequest } from '../../config/config-request.js'
import type { FlagValues } from '../../config/levels.js'
import { type Setting, sourceName } from '../../config/reader.js'
import { type Config, resolveConfig } from '../../config/resolve.js'
import {
  type AnswerForm,
  SECRETS,
  SETTING_NAMES,
  SETTINGS,
  type SecretName,
  type SettingName
} from '../../config/settings.js'
import { demandTrust } from '../../config/untrusted.js'
import { type Finding, finding, refuse } from '../../findings/findings.js'
import { SHORTEST_MASKED } from '../../output/secrets.js'
import { isLoopback } from '../../protocol/loopback.js'
import { type Endpoint, mustBeSigned } from '../../protocol/system/endpoint.js'
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../protocol/system/environments.js'
import type { KeyName, Keys } from '../../protocol/system/keys.js'
import { isAskedFor, signingKeys } from '../../protocol/system/signing-keys.js'
import type { System } from '../../protocol/system/system.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import type { World } from '../../world.js'
import { tokenPath } from '../trade/token/token-path.js'
import type { Context, FieldValues } from './command.js'
import type { GlobalValues } from './global-options.js'

/**
 * The configuration for a command. From now on its secrets are masked; its warnings are printed.
 *
 * @throws EcpayError with everything that is wrong with it
 */
export async function configFor<Required extends AppKey = never>(
  context: Context,
  values: ConfigValues,
  wanted: Wanted<Required>
): Promise<Config<Required>> {
  const config = await readConfig<Required>(context, values, wanted)
  context.out.warn([...config.warnings, ...shortSecrets(config.settings)])
  return config
}

type Wanted<Required extends AppKey> = Pick<ConfigRequest<Required>, 'needs' | 'required' | 'demoByDefault' | 'demo'>

/** Like {@link configFor}, without printing the warnings. */
export async function readConfig<Required extends AppKey = never>(
  { world, out, flags, inSuite }: Context,
  values: ConfigValues,
  wanted: Wanted<Required>
): Promise<Config<Required>> {
  const { env, cwd, home, platform } = world
  const config = await resolveConfig<Required>({
    env,
    cwd,
    home,
    platform,
    ...wanted,
    flags: flagValues(flags, values),
    signal: world.signal,
    own: inSuite?.keys,
    demo: wanted.demo ?? demoFor([...(wanted.needs ?? SETTING_NAMES), ...(wanted.required ?? [])]),
    onSecret: (secret) => out.hide([secret])
  })
  if (inSuite && isConfiguredAddressOfLocal(config.settings)) delete config.settings.notify_url
  return config
}

/**
 * Whether the local gateway would call back the address of the configuration. A suite names its own: its orders stay
 * in the gateway, and `ecpay simulate serve` would call back for them later.
 */
function isConfiguredAddressOfLocal({ env, base_url, notify_url }: Partial<Config['settings']>): boolean {
  return env?.value !== 'sandbox' && env?.value !== 'production' && !base_url && notify_url?.source.kind !== 'flag'
}

/** The keys of the local gateway. Its RSA keys are loaded only if needed. */
function demoFor(names: readonly SettingName[]): NonNullable<ConfigRequest['demo']> {
  const isPair = (name: SettingName) => ['private_key', 'platform_public_key', 'key_version'].includes(name)
  if (!names.some(isPair)) return DEMO_KEYS
  return async () => ({ ...DEMO_KEYS, ...(await import('../../simulator/demo-key-pairs.js')).DEMO_KEY_PAIRS })
}

/** The warnings about secrets that are too short to be masked everywhere. */
export function shortSecrets(settings: Config['settings']): Finding[] {
  return (['salt', 'token', 'app_secret'] as const).flatMap((key) => {
    const value = settings[key]?.value ?? ''
    return value === '' || value.length >= SHORTEST_MASKED ? [] : [finding('short-secret', { name: SECRETS[key] })]
  })
}

/**
 * Masks every secret of the configuration, for commands that do not use it, and for output before it is read. Errors
 * in it are reported only by commands that need it.
 */
export async function hideSecrets(
  { world, out }: Pick<Context, 'world' | 'out'>,
  flags: GlobalValues,
  values: Readonly<Record<string, unknown>>
): Promise<void> {
  const { env, cwd, home, platform } = world
  const names = Object.keys(SECRETS) as SecretName[]
  out.hide(names.map((key) => ({ name: SECRETS[key], value: env[SETTINGS[key].variable] ?? '' })))
  const given = flagValues(flags, secretFiles(values))
  const isGiven = Object.values(given).some((one) => one !== undefined)
  // The configuration in use, and the one without flags.
  for (const one of isGiven ? [given, {}] : [{}]) {
    const config = await resolveConfig({
      env,
      cwd,
      home,
      platform,
      needs: names,
      flags: one,
      signal: world.signal,
      onSecret: (secret) => out.hide([secret])
    }).catch(() => undefined)
    await config?.otherKeys()
  }
  await hideKeptTokens({ world, out })
}

/** Masks the client_tokens that this program keeps: whoever may read every file must not be shown them. */
async function hideKeptTokens({ world, out }: Pick<Context, 'world' | 'out'>): Promise<void> {
  const path = tokenPath(world)
  try {
    // Most users have none, and need not load what reads them.
    if (!lstatSync(path, { throwIfNoEntry: false })) return
    const { readTokens } = await import('../trade/token/token-file.js')
    out.hide(readTokens(path).map(({ token }) => ({ name: 'ACCESS_TOKEN', value: token })))
  } catch {
    // Commands that need them say what is wrong.
  }
}

/** The options of commands that set something of the configuration. */
export interface ConfigValues {
  saltFile?: string | undefined
  tokenFile?: string | undefined
  accessTokenFile?: string | undefined
  privateKeyFile?: string | undefined
  platformPublicKeyFile?: string | undefined
  keyVersion?: string | undefined
  appSecretFile?: string | undefined
  thirdpartyId?: string | undefined
  notifyUrl?: string | undefined
  /** In milliseconds. */
  timeout?: number | undefined
  output?: AnswerForm | undefined
}

/** The values of options that name a file with a secret. */
function secretFiles(values: Readonly<Record<string, unknown>>): ConfigValues {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const { saltFile, tokenFile, accessTokenFile, privateKeyFile, appSecretFile } = values
  return {
    saltFile: text(saltFile),
    tokenFile: text(tokenFile),
    accessTokenFile: text(accessTokenFile),
    privateKeyFile: text(privateKeyFile),
    appSecretFile: text(appSecretFile)
  }
}

/** The values of options, by key of the configuration. */
function flagValues(
  { config, profile, env }: GlobalValues,
  values: ConfigValues
): FlagValues & { config?: string | undefined } {
  const { saltFile, tokenFile, accessTokenFile, thirdpartyId, notifyUrl, timeout, output } = values
  const { privateKeyFile, platformPublicKeyFile, keyVersion, appSecretFile } = values
  return {
    config,
    profile,
    env,
    salt_file: saltFile,
    token_file: tokenFile,
    access_token_file: accessTokenFile,
    private_key_file: privateKeyFile,
    platform_public_key_file: platformPublicKeyFile,
    key_version: keyVersion,
    app_secret_file: appSecretFile,
    thirdparty_id: thirdpartyId,
    notify_url: notifyUrl,
    timeout_ms: timeout,
    output
  }
}

/** Where requests go. */
export interface Address {
  env: EnvironmentName
  /** The address of the platform without a slash at the end; absent for the gateway in this process. */
  base: string | undefined
  /** Whether `base` is on this machine. */
  loopback: boolean
  /** Whether it is production, by name or by address. */
  realMoney: boolean
}

/**
 * Refuses an address to which this program may not send, as for an agent.
 *
 * @throws EcpayError `host-not-allowed`
 */
function refuseForbidden({ sends }: World, system: System, { value, source }: Setting<string>): void {
  if (!sends || isLoopback(new URL(value).hostname) || sends.some((name) => name === environmentAt(value, system)))
    return
  throw refuse('host-not-allowed', { host: new URL(value).host, source: `base_url, ${sourceName(source)}`, sends })
}

/**
 * Where requests of a system go. Notes on stderr if that is the local gateway by default, or an unusual host.
 *
 * @throws EcpayError `host-not-allowed`
 */
export function addressOf(
  { out, world }: Context,
  system: System,
  { env: environment, base_url }: Partial<Config['settings']>
): Address {
  const env = environment?.value ?? 'local'
  const base = base_url?.value ?? system.environments[env].origin
  const platform = base === undefined ? undefined : environmentAt(base, system)
  if (base_url) refuseForbidden(world, system, base_url)
  if (base_url && !platform && !isLoopback(new URL(base_url.value).hostname)) {
    const source = `base_url, ${sourceName(base_url.source)}`
    out.notice(finding('other-host', { host: new URL(base_url.value).host, source }))
  }
  if (base === undefined && environment?.source.kind === 'default') out.notice(finding('using-local'))
  return {
    env,
    base,
    loopback: base?.startsWith('http:') ?? false,
    realMoney: env === 'production' || platform === 'production'
  }
}

/** The settings of an API call. */
export interface CallSettings extends Address {
  /** The keys to sign the call with. */
  keys: Keys
  /** Empty if the call does not use it. */
  app_id: string
  access_token: string
  /** What to ask for an access token with, if the call has none and its system gives one. */
  app_secret: string | undefined
  /** The values of the configuration for members of the body. */
  members: Record<'thirdparty_id' | 'notify_url', string | undefined>
  /** The limit for one attempt, in milliseconds. */
  timeout_ms: number
  /** How to show an answer if the call does not say. */
  output: AnswerForm | undefined
}

/** The settings that a call uses besides its keys. A token that cannot be read is not an error then. */
const CALL = ['env', 'thirdparty_id', 'notify_url', 'base_url', 'timeout_ms', 'output'] as const

/** The settings of a call. Notes on stderr if it goes to the local gateway or to an unusual host. */
export async function settingsForCall(
  context: Context,
  { system, endpoint }: { system: System; endpoint: Endpoint },
  { values, fields }: { values: ConfigValues; fields: FieldValues }
): Promise<CallSettings> {
  const has = (key: string) => endpoint.fields.some((field) => field.key === key)
  const isRequired = (key: string) => endpoint.fields.some((one) => one.key === key && one.required && !one.unless)
  const keys = signingKeys(system, endpoint)
  const hasToken = endpoint.fields.some(({ secret }) => secret) || keys.includes('access_token')
  const mayAsk = isAskedFor(system, keys)
  const needed = mustBeSigned(endpoint) ? keys.filter((name) => name !== 'access_token' || !mayAsk) : []
  const typed = (key: string) => (typeof fields[key] === 'string' ? fields[key] : undefined)
  const members = { thirdpartyId: typed('thirdparty_id'), notifyUrl: typed('notify_url') }
  const config = await configFor<AppKey>(
    context,
    { ...values, ...members },
    {
      needs: [
        ...CALL,
        ...(has('app_id') ? (['app_id'] as const) : []),
        ...keys,
        ...(hasToken ? (['access_token'] as const) : []),
        ...(mayAsk ? (['app_id', 'app_secret'] as const) : [])
      ],
      required: [...(isRequired('app_id') ? (['app_id'] as const) : []), ...needed],
      demoByDefault: true,
      ...(keys.includes('access_token') && { demo: { ...DEMO_KEYS, access_token: DEMO_KEYS.client_token } })
    }
  )
  demandTrust(config, 'base_url', hasToken ? 'access_token' : undefined)
  const { settings } = config
  // Required settings are there; others may be absent.
  const given: Partial<typeof settings> = settings
  return {
    ...addressOf(context, system, settings),
    keys: keysOf(keys, given),
    app_id: given.app_id?.value ?? '',
    access_token: given.access_token?.value ?? '',
    app_secret: given.app_secret?.value,
    members: {
      thirdparty_id: settings.thirdparty_id?.value,
      notify_url: settings.notify_url?.value
    },
    timeout_ms: settings.timeout_ms?.value ?? 0,
    output: settings.output?.value
  }
}

/** The environment of a system to which an address belongs. */
function environmentAt(base: string, { environments }: System): EnvironmentName | undefined {
  return ENVIRONMENT_NAMES.find((name) => environments[name].origin === new URL(base).origin)
}

/** The values of keys, without those that are not configured. */
export function keysOf(names: readonly KeyName[], settings: Partial<Config['settings']>): Keys {
  return Object.fromEntries(names.map((name) => [name, settings[name]?.value]))
}
