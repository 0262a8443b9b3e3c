import { dirname, relative, resolve } from 'node:path'
import { readText } from '../../config/read-text.js'
import { type FileKey, type LevelValues, SETTINGS } from '../../config/settings.js'
import { type Finding, finding } from '../../findings/findings.js'
import type { World } from '../../world.js'

/** The systems that a configuration is for. */
export interface Chosen {
  ecpay: boolean
  trade: boolean
}

/** The options for the configuration. */
export interface Given {
  system: string | undefined
  appId: string | undefined
  saltFile: string | undefined
  tokenFile: string | undefined
  privateKeyFile: string | undefined
  platformPublicKeyFile: string | undefined
  keyVersion: string | undefined
  appSecretFile: string | undefined
  notifyUrl: string | undefined
}

/** A value that a file or a variable holds. */
export interface HeldValue {
  key: 'salt' | 'token' | 'private_key' | 'platform_public_key' | 'app_secret'
  of: keyof Chosen
  flag: string
  file: (given: Given) => string | undefined
}

export const HELD: readonly HeldValue[] = [
  { key: 'salt', of: 'ecpay', flag: '--salt-file', file: (given) => given.saltFile },
  { key: 'token', of: 'ecpay', flag: '--token-file', file: (given) => given.tokenFile },
  { key: 'private_key', of: 'trade', flag: '--private-key-file', file: (given) => given.privateKeyFile },
  {
    key: 'platform_public_key',
    of: 'trade',
    flag: '--platform-public-key-file',
    file: (given) => given.platformPublicKeyFile
  },
  { key: 'app_secret', of: 'trade', flag: '--app-secret-file', file: (given) => given.appSecretFile }
]

type Variables = World['env']

/** The systems that options name, or whose keys are given: by options, otherwise by variables; nothing if none is. */
export function chosenBy(given: Given, env: Variables): Chosen | undefined {
  const { system } = given
  if (system !== undefined) return { ecpay: system !== 'trade', trade: system !== 'ecpay' }
  const byFlag = HELD.filter(({ file }) => file(given) !== undefined)
  const byVariable = HELD.filter(({ key }) => Boolean(env[SETTINGS[key].variable]))
  const known = byFlag.length > 0 ? byFlag : byVariable
  const has = (name: keyof Chosen) => known.some(({ of }) => of === name)
  const trade = has('trade') || given.keyVersion !== undefined
  return has('ecpay') || trade ? { ecpay: has('ecpay'), trade } : undefined
}

/** What is wrong with keys of the system that --system leaves out. */
export function strayKeys(given: Given): Finding[] {
  const { system } = given
  if (system !== 'ecpay' && system !== 'trade') return []
  const keys = HELD.filter(({ of, file }) => of !== system && file(given) !== undefined).map(({ flag }) => flag)
  const version = system === 'ecpay' && given.keyVersion !== undefined ? ['--key-version'] : []
  return [...keys, ...version].map((flag) => finding('conflicting-options', { options: [`--system ${system}`, flag] }))
}

/** The flags that a script still has to give. */
export function neededFlags(given: Given, chosen: Chosen, env: Variables, environment: string | undefined): string[] {
  const hasValue = (name: string) => {
    const one = HELD.find(({ flag }) => flag === name)
    return one && (one.file(given) !== undefined || Boolean(env[SETTINGS[one.key].variable]))
  }
  const needed = [...(chosen.ecpay ? ['--salt-file'] : []), ...(chosen.trade ? ['--private-key-file'] : [])]
  const hasVersion = given.keyVersion !== undefined || Boolean(env.ECPAY_KEY_VERSION)
  // The trade system has no sandbox to begin with, and production is never a default.
  const isUndecided = environment === undefined && !chosen.ecpay
  return [
    ...(given.appId === undefined ? ['--app-id'] : []),
    ...needed.filter((flag) => !hasValue(flag)),
    ...(chosen.trade && !hasVersion ? ['--key-version'] : []),
    ...(isUndecided ? ['--env'] : [])
  ]
}

/** The path that was typed for a question: of a file that was dragged to the terminal, with quotes. */
export function typedPath(typed: string, { cwd, home }: Pick<World, 'cwd' | 'home'>): string {
  const path = typed.trim().replace(/^(["'])(.*)\1$/, '$2')
  return resolve(cwd, path.replace(/^~(?=\/)/, home))
}

/** The text of a value that is given, without the line break at its end; nothing if it is not given or unreadable. */
export function givenText(
  { key, file }: HeldValue,
  given: Given,
  { cwd, env, piped }: Pick<World, 'cwd' | 'env'> & { piped?: string | undefined }
): string | undefined {
  const path = file(given)
  if (path === '-') return piped
  const text = path === undefined ? env[SETTINGS[key].variable] || undefined : readText(resolve(cwd, path))
  return typeof text === 'string' ? text.replace(/\r?\n$/, '') : undefined
}

/** Where the configuration is written, and what it may refer to. */
interface Place extends Pick<World, 'cwd' | 'env'> {
  path: string
  /** What came by stdin for the option with `-`. */
  piped?: string | undefined
}

/** The settings from flags and variables. Secrets stay where they are, and the file refers to them. */
export function givenSettings(given: Given, chosen: Chosen, { path, cwd, env, piped }: Place): LevelValues {
  const values: LevelValues = {}
  for (const { key, of, file } of HELD) {
    const { file: fileKey, variable } = SETTINGS[key]
    const named = file(given)
    if (!chosen[of]) continue
    if (named === '-' && piped !== undefined) values[key] = piped
    else if (named !== undefined && fileKey) values[fileKey] = relative(dirname(path), resolve(cwd, named))
    else if (env[variable]) values[key] = `\${${variable}}`
  }
  const version = given.keyVersion ?? (env.ECPAY_KEY_VERSION || undefined)
  const more: readonly [FileKey, string | undefined][] = [
    ['app_id', given.appId],
    ['key_version', chosen.trade ? version : undefined],
    ['notify_url', given.notifyUrl]
  ]
  for (const [key, value] of more) if (value !== undefined && value !== '') values[key] = value
  return values
}
