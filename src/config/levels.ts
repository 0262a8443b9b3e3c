import { dirname } from 'node:path'
import { ALL_KEYS, type ConfigFile, type FileKey, type FoundFile, type LevelValues, SETTINGS } from './settings.js'

/** Where an effective value comes from. */
export interface Source {
  kind: 'flag' | 'variable' | 'profile' | 'file' | 'secret-file' | 'default' | 'demo'
  /** The flag, the variable, the profile, or the path of the file; empty for `default` and `demo`. */
  name: string
  /** The configuration file, if it is in one. */
  path?: string
  /** The variable in `"${NAME}"` in the file. */
  variable?: string
}

/** Values of one rank. A value in an earlier level hides those in later ones. */
export interface Level {
  values: LevelValues
  source(key: FileKey): Source
  /** The key as the user wrote it: `--salt-file`, `ECPAY_SALT`, `profiles.shop.salt`. */
  label(key: FileKey): string
  /** The folder for relative paths of secret files. */
  directory: string
  /** Set for a file that was found by search. */
  found?: FoundFile | undefined
}

/** The values of flags, by key; `undefined` if not given. */
export type FlagValues = { [K in FileKey]?: string | number | undefined }

export function flagLevel(flags: FlagValues, cwd: string): Level {
  const name = (key: FileKey) => SETTINGS[key].flag ?? key
  const values = pick((key) => flags[key])
  return { values, source: (key) => ({ kind: 'flag', name: name(key) }), label: name, directory: cwd }
}

export function variableLevel(env: Readonly<Record<string, string | undefined>>, cwd: string): Level {
  const name = (key: FileKey) => SETTINGS[key].variable
  const values = pick((key) => env[name(key)] || undefined)
  return { values, source: (key) => ({ kind: 'variable', name: name(key) }), label: name, directory: cwd }
}

export function topLevel({ path, top, found }: ConfigFile): Level {
  return {
    values: top,
    source: () => ({ kind: 'file', name: path, path }),
    label: (key) => key,
    directory: dirname(path),
    found
  }
}

/** The profiles of the file, by name. */
export function profileLevels(file: ConfigFile | undefined): [string, Level][] {
  if (!file) return []
  const { path, profiles, found } = file
  return [...profiles].map(([profile, values]) => [
    profile,
    {
      values,
      source: () => ({ kind: 'profile', name: profile, path }),
      label: (key) => `profiles.${profile}.${key}`,
      directory: dirname(path),
      found
    }
  ])
}

function pick(read: (key: FileKey) => string | number | undefined): LevelValues {
  const values: LevelValues = {}
  for (const key of ALL_KEYS) {
    const value = read(key)
    if (value !== undefined) values[key] = value
  }
  return values
}

/** The pairs of a secret and its file that are both given at one level, so that it is unclear which one is meant. */
export function conflicts(values: LevelValues): FileKey[][] {
  return ALL_KEYS.flatMap((key) => {
    const { file } = SETTINGS[key]
    return file && values[key] !== undefined && values[file] !== undefined ? [[key, file]] : []
  })
}
