import type { OtherKeys } from '../protocol/system/system.js'
import { chooseProfile, fileLevels, rememberAll } from './choose-profile.js'
import type { AppKey, ConfigRequest } from './config-request.js'
import { type Level, profileLevels, topLevel } from './levels.js'
import { SettingReader } from './reader.js'
import type { ConfigFile, SettingName } from './settings.js'

/** What is known of other profiles. It serves to explain a judged signature, and to play every app. */
export interface OtherProfiles {
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

/**
 * Reads other profiles when they are asked for.
 *
 * @param above the levels over the file
 * @param read the file, if it was needed for the settings
 * @param fileOnce reads it, at most once
 */
export function otherProfiles(
  request: ConfigRequest<AppKey>,
  above: readonly Level[],
  read: ConfigFile | undefined,
  fileOnce: () => Promise<ConfigFile | undefined>
): OtherProfiles {
  const all = () => otherLevels(request, above, read, fileOnce)
  return {
    otherKeys: async () => {
      const { levels, others, text } = await all()
      const profiles = others.map(([name, level]) => [
        name,
        { salt: text('salt', [level]), token: text('token', [level]) }
      ])
      return { salt: text('salt', levels), profiles: Object.fromEntries(profiles) }
    },
    everyApp: async () => {
      const { levels, others, top, text } = await all()
      const every = [levels, ...others.map(([, level]) => [level, ...top])]
      // A profile may have the secret, and another the keys.
      const secretOf = (app_id: string | undefined) =>
        every.flatMap((from) => (text('app_id', from) === app_id ? (text('app_secret', from) ?? []) : []))[0]
      return every.flatMap((from) => {
        const [app_id, private_key] = [text('app_id', from), text('private_key', from)]
        const key_version = text('key_version', from)
        const app_secret = text('app_secret', from) ?? secretOf(app_id)
        if (app_id === undefined || private_key === undefined || key_version === undefined) return []
        return [{ app_id, private_key, key_version, ...(app_secret !== undefined && { app_secret }) }]
      })
    },
    otherKeyPairs: async () => {
      const { others, text } = await all()
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
