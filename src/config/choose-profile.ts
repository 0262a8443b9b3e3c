import { refuse, refuseAll } from '../findings/findings.js'
import type { AppKey, ConfigRequest } from './config-request.js'
import { type Level, profileLevels, topLevel } from './levels.js'
import { SettingReader } from './reader.js'
import { type ConfigFile, SECRETS, type SecretName } from './settings.js'

/**
 * The levels in which the settings are looked up, with that of the chosen profile.
 *
 * @throws EcpayError `unknown-profile`, `unset-variable`
 */
export function chooseProfile(request: ConfigRequest<AppKey>, above: readonly Level[], file: ConfigFile | undefined) {
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

/** The levels of the file: its top, then every profile. */
export function fileLevels(file: ConfigFile | undefined): Level[] {
  return file ? [topLevel(file), ...profileLevels(file).map(([, level]) => level)] : []
}

/** Passes on the secrets of every level, not only the effective ones. Secret files are not read here. */
export function rememberAll(request: ConfigRequest<AppKey>, levels: readonly Level[]): void {
  for (const level of levels) {
    for (const key of Object.keys(SECRETS) as SecretName[]) {
      const value = level.values[key]
      if (value !== undefined) new SettingReader([{ ...level, values: { [key]: value } }], request).get(key)
    }
  }
}
