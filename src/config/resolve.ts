import { type Finding, finding, refuse, refuseAll } from '../findings/findings.js'
import { nearest } from '../protocol/nearest.js'
import type { OtherKeys } from '../protocol/system/system.js'
import { searchConfig } from './find.js'
import { conflicts, type FlagValues, flagLevel, type Level, profileLevels, topLevel, variableLevel } from './levels.js'
import { type Piped, readPipes } from './pipes.js'
import { isSecret, type Setting, SettingReader } from './reader.js'
import {
  type ConfigFile,
  DEFAULT_TIMEOUT_MS,
  EXPECTED,
  type FoundFile,
  SECRETS,
  SETTING_NAMES,
  SETTINGS,
  type Secret,
  type SecretName,
  type SettingName,
  type Settings
} from './settings.js'
import type { Surroundings } from './surroundings.js'

/** The keys of an app, which signing a call or verifying a callback requires. */
export type AppKey = 'app_id' | 'platform_public_key' | 'key_version' | SecretName

type DemoKeys = Readonly<Partial<Record<AppKey, string>>>

export interface ConfigRequest<Required extends AppKey = never> extends Surroundings {
  flags: FlagValues & { config?: string | undefined }
  /** The settings that are used; all if absent. The file is read only if flags and variables do not give them all. */
  needs?: readonly SettingName[]
  /** The keys that the command requires. They need not be repeated in `needs`. */
  required?: readonly Required[]
  /** The fixed keys of `local`. There they override the configuration, and only a flag overrides them. */
  demo?: DemoKeys | (() => Promise<DemoKeys>)
  /** Whether they also do so if `local` is only the default, not chosen by flag, variable or file. */
  demoByDefault?: boolean
  /** Called for every secret as soon as it is known, including those of other profiles. */
  onSecret?: (secret: Secret) => void
  /** Stops waiting for a pipe. */
  signal?: AbortSignal
  /** The contents of pipes that are given instead of secret files, because they can be read only once. */
  piped?: Piped
}

export interface Config<Required extends AppKey = never> {
  /** The needed settings that have a value. */
  settings: { [K in SettingName]?: Setting<Settings[K]> } & { [K in Required]: Setting<string> }
  /** The chosen profile. */
  profile: Setting | undefined
  /** The configuration file, if one was read. */
  path: string | undefined
  /** Whether any level of that file holds a secret itself. */
  holdsSecrets: boolean
  /** The configuration file, if it was found by search. */
  found: FoundFile | undefined
  /** `config-exposed`. */
  warnings: Finding[]
  /** The keys that are easily confused with the token. Keys that cannot be read are left out. */
  otherKeys(): Promise<OtherKeys>
  /** The RSA keys of the other profiles, as they are written. Keys that cannot be read are left out. */
  otherKeyPairs(): Promise<ReadonlyMap<string, KeyPair>>
  /** The keys of every app in 通用交易系统, that in use first. What cannot be read is left out. */
  everyApp(): Promise<ConfiguredApp[]>
}

/** The keys of an app as they are written. */
type ConfiguredApp = { [K in 'app_id' | 'private_key' | 'key_version']: string } & { app_secret?: string }

/** The keys of a profile in the trade system. */
type KeyPair = { [K in 'private_key' | 'platform_public_key']?: string }

const MISSING = {
  app_id: 'missing-app-id',
  salt: 'missing-salt',
  token: 'missing-token',
  access_token: 'missing-access-token',
  private_key: 'missing-private-key',
  platform_public_key: 'missing-platform-public-key',
  key_version: 'missing-key-version',
  app_secret: 'missing-app-secret'
} as const

/**
 * Determines every needed setting by flag, `ECPAY_*` variable, chosen profile, top level of the file, or default, in
 * this order.
 *
 * @throws EcpayError with everything that is wrong: the errors of reading the file, or `unknown-profile`, or
 *   `conflicting-settings`, `unset-variable`, `secret-file-unreadable`, `invalid-setting`, `invalid-base-url`,
 *   `insecure-base-url`, and for a required key `missing-app-id` and the like
 */
export async function resolveConfig<Required extends AppKey = never>(
  asked: ConfigRequest<Required>
): Promise<Config<Required>> {
  const { required = [], needs = SETTING_NAMES } = asked
  const names = SETTING_NAMES.filter((name) => needs.includes(name) || required.some((key) => key === name))
  const above = [flagLevel(asked.flags, asked.cwd), variableLevel(asked.env, asked.cwd)]
  const piped = await readPipes(above, asked.signal)
  const request = piped ? { ...asked, piped } : asked
  let reading: Promise<ConfigFile | undefined> | undefined
  const fileOnce = () => {
    reading ??= readFile(request)
    return reading
  }
  const file = needsFile(request, above, names) ? await fileOnce() : undefined
  rememberAll(request, [...above, ...fileLevels(file)])
  const { levels, profile } = chooseProfile(request, above, file)
  const reader = new SettingReader(levels, request)

  const demo = await demoKeys(reader, request)
  const settings = {} as Config<Required>['settings']
  for (const name of names) {
    const setting = effective(name, reader, request, demo)
    if (setting) Object.assign(settings, { [name]: setting })
  }
  // The demo keys may be missing only because the environment is wrong.
  const isWrongEnv = reader.problems.some(
    (one) => one.code === 'invalid-setting' && one.expected === EXPECTED.environment
  )
  const missing = isWrongEnv ? [] : required.filter((key) => !reader.has(key) && !settings[key])
  const problems = [...above.flatMap(conflictsOf), ...reader.problems, ...missing.map((key) => missingKey(key, reader))]
  if (problems.length > 0) throw refuseAll(problems)
  return {
    settings,
    profile,
    path: file?.path,
    holdsSecrets: file?.holdsSecrets ?? false,
    found: file?.found,
    warnings: [...(file?.warnings ?? []), ...reader.warnings, ...misspeltVariables(request.env)],
    otherKeys: async () => {
      const { levels, others, text } = await otherLevels(request, above, file, fileOnce)
      const profiles = others.map(([name, level]) => [
        name,
        { salt: text('salt', [level]), token: text('token', [level]) }
      ])
      return { salt: text('salt', levels), profiles: Object.fromEntries(profiles) }
    },
    everyApp: async () => {
      const { levels, others, top, text } = await otherLevels(request, above, file, fileOnce)
      return [levels, ...others.map(([, level]) => [level, ...top])].flatMap((from) => {
        const [app_id, private_key] = [text('app_id', from), text('private_key', from)]
        const [key_version, app_secret] = [text('key_version', from), text('app_secret', from)]
        if (app_id === undefined || private_key === undefined || key_version === undefined) return []
        return [{ app_id, private_key, key_version, ...(app_secret !== undefined && { app_secret }) }]
      })
    },
    otherKeyPairs: async () => {
      const { others, text } = await otherLevels(request, above, file, fileOnce)
      const one = (level: Level, key: keyof KeyPair) => {
        const value = text(key, [level])
        return value === undefined ? {} : { [key]: value }
      }
      return new Map(
        others.map(([name, level]) => [name, { ...one(level, 'private_key'), ...one(level, 'platform_public_key') }])
      )
    }
  }
}

/** Whether the file is needed. Reading it takes longer than signing, and flags and variables may give everything. */
function needsFile({ flags }: ConfigRequest<AppKey>, above: readonly Level[], names: readonly SettingName[]): boolean {
  const given = new SettingReader(above, { env: {}, platform: '' })
  return flags.config !== undefined || given.has('profile') || !names.every((name) => given.has(name))
}

async function readFile(request: ConfigRequest<AppKey>): Promise<ConfigFile | undefined> {
  const { config } = request.flags
  const file = config ?? searchConfig(request)
  if (file === undefined) return undefined
  // Imported here, because checking a file costs start-up time, and often there is none.
  const { readConfigFile } = await import('./read.js')
  return readConfigFile(request, file, request.onSecret)
}

/** @throws EcpayError `unknown-profile`, `unset-variable` */
function chooseProfile(request: ConfigRequest<AppKey>, above: readonly Level[], file: ConfigFile | undefined) {
  const levels = file ? [...above, topLevel(file)] : above
  const reader = new SettingReader(levels, request)
  const profile = reader.get('profile')
  if (reader.problems.length > 0) throw refuseAll(reader.problems)
  if (!profile) return { levels, profile }
  const name = `${profile.value}`
  const profiles = profileLevels(file)
  const [, chosen] = profiles.find(([known]) => known === name) ?? []
  const known = profiles.map(([one]) => one)
  if (!file || !chosen) throw refuse('unknown-profile', { found: name, known })
  return { levels: [...above, chosen, topLevel(file)], profile }
}

/** The variables that do not set anything of the configuration. */
const OTHER_VARIABLES = ['ECPAY_LANG', 'ECPAY_STATE_DIR', 'ECPAY_NUMBER']

/** Warnings about unknown variables whose name is similar to a known one. */
function misspeltVariables(env: ConfigRequest<AppKey>['env']): Finding[] {
  const prefix = 'ECPAY_'
  const known = [...Object.values(SETTINGS).map(({ variable }) => variable), ...OTHER_VARIABLES]
  const ends = known.map((name) => name.slice(prefix.length))
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith(prefix) || known.includes(name)) return []
    const meant = nearest(name.slice(prefix.length), ends)
    return meant ? [finding('unknown-variable', { name, meant: prefix + meant })] : []
  })
}

/** The finding for a missing key. It does not suggest demo keys if another environment was chosen. */
function missingKey(key: AppKey, reader: SettingReader): Finding {
  const env = reader.has('env') ? reader.get('env')?.value : undefined
  const isElsewhere = env !== undefined && env !== 'local'
  return key === 'app_id' || !isElsewhere ? finding(MISSING[key], {}) : finding(MISSING[key], { elsewhere: true })
}

function conflictsOf(level: Level): Finding[] {
  return conflicts(level.values).map((keys) => finding('conflicting-settings', { keys: keys.map(level.label) }))
}

function effective(
  name: SettingName,
  reader: SettingReader,
  request: ConfigRequest<AppKey>,
  keys: DemoKeys
): Setting | undefined {
  const demo = name in MISSING ? demoKey(name as AppKey, reader, request, keys) : undefined
  if (demo) return demo
  if (reader.has(name)) return reader.get(name)
  if (name === 'env') return environment(reader)
  return name === 'timeout_ms' ? { value: DEFAULT_TIMEOUT_MS, source: { kind: 'default', name: '' } } : undefined
}

/** With one of these keys, the user has an app. */
const OWN_KEYS = ['app_id', 'salt', 'access_token', 'private_key'] as const

/** The environment. `production` is never a default, because it moves real money. */
function environment(reader: SettingReader): Setting | undefined {
  if (reader.has('env')) return reader.get('env')
  const configured = OWN_KEYS.some((key) => reader.has(key))
  return { value: configured ? 'sandbox' : 'local', source: { kind: 'default', name: '' } }
}

/** Those that may be used: elsewhere than on `local` none is, and none need be loaded. */
async function demoKeys(reader: SettingReader, { demo = {} }: ConfigRequest<AppKey>): Promise<DemoKeys> {
  if (typeof demo !== 'function') return demo
  return environment(reader)?.value === 'local' ? demo() : {}
}

function demoKey(
  key: AppKey,
  reader: SettingReader,
  request: ConfigRequest<AppKey>,
  demo: DemoKeys
): Setting | undefined {
  const env = environment(reader)
  const value = demo[key]
  const asked = env?.source.kind !== 'default' || request.demoByDefault
  if (env?.value !== 'local' || !asked || value === undefined || flagged(key, request)) return undefined
  if (isSecret(key)) request.onSecret?.({ name: SECRETS[key], value })
  return { value, source: { kind: 'demo', name: '' } }
}

function flagged(key: AppKey, { flags, cwd }: ConfigRequest<AppKey>): boolean {
  return new SettingReader([flagLevel(flags, cwd)], { env: {}, platform: '' }).has(key)
}

function fileLevels(file: ConfigFile | undefined): Level[] {
  return file ? [topLevel(file), ...profileLevels(file).map(([, level]) => level)] : []
}

/** Passes on the secrets of every level, not only the effective ones. Secret files are not read here. */
function rememberAll(request: ConfigRequest<AppKey>, levels: readonly Level[]): void {
  for (const level of levels) {
    for (const key of Object.keys(SECRETS) as SecretName[]) {
      const value = level.values[key]
      if (value !== undefined) new SettingReader([{ ...level, values: { [key]: value } }], request).get(key)
    }
  }
}

/** The levels of other profiles. It never fails, because they only serve to explain a judged signature. */
async function otherLevels(
  request: ConfigRequest<AppKey>,
  above: readonly Level[],
  read: ConfigFile | undefined,
  fileOnce: () => Promise<ConfigFile | undefined>
) {
  const file = await fileOnce().catch(() => undefined)
  if (!read) rememberAll(request, fileLevels(file))
  const { levels, profile } = chosenIfAny(request, above, file)
  const text = (key: SettingName, from: readonly Level[]) => {
    const value = new SettingReader(from, request).get(key)?.value
    return value === undefined ? undefined : `${value}`
  }
  const others = profileLevels(file).filter(([name]) => name !== profile?.value)
  return { levels, others, top: file ? [topLevel(file)] : [], text }
}

function chosenIfAny(request: ConfigRequest<AppKey>, above: readonly Level[], file: ConfigFile | undefined) {
  try {
    return chooseProfile(request, above, file)
  } catch {
    return { levels: above, profile: undefined }
  }
}
