import { type Finding, finding, refuseAll } from '../findings/findings.js'
import { chooseProfile, fileLevels, rememberAll } from './choose-profile.js'
import type { AppKey, ConfigRequest } from './config-request.js'
import { demoKey, demoKeys, environment } from './demo-keys.js'
import { searchConfig } from './find.js'
import { conflicts, flagLevel, type Level, variableLevel } from './levels.js'
import { misspeltVariables } from './misspelt-variables.js'
import { type OtherProfiles, otherProfiles } from './other-profiles.js'
import { readPipes } from './pipes.js'
import { type Setting, SettingReader } from './reader.js'
import {
  type ConfigFile,
  DEFAULT_TIMEOUT_MS,
  EXPECTED,
  type FoundFile,
  SETTING_NAMES,
  type SettingName,
  type Settings
} from './settings.js'

export interface Config<Required extends AppKey = never> extends OtherProfiles {
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
}

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
    ...otherProfiles(request, above, file, fileOnce)
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

function effective(
  name: SettingName,
  reader: SettingReader,
  request: ConfigRequest<AppKey>,
  keys: Partial<Record<AppKey, string>>
): Setting | undefined {
  const demo = name in MISSING ? demoKey(name as AppKey, reader, request, keys) : undefined
  if (demo) return demo
  if (reader.has(name)) return reader.get(name)
  if (name === 'env') return environment(reader)
  return name === 'timeout_ms' ? { value: DEFAULT_TIMEOUT_MS, source: { kind: 'default', name: '' } } : undefined
}

function conflictsOf(level: Level): Finding[] {
  return conflicts(level.values).map((keys) => finding('conflicting-settings', { keys: keys.map(level.label) }))
}

/** The finding for a missing key. It does not suggest demo keys if another environment was chosen. */
function missingKey(key: AppKey, reader: SettingReader): Finding {
  const env = reader.has('env') ? reader.get('env')?.value : undefined
  const isElsewhere = env !== undefined && env !== 'local'
  return key === 'app_id' || !isElsewhere ? finding(MISSING[key], {}) : finding(MISSING[key], { elsewhere: true })
}
