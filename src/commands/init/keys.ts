import { dirname } from 'node:path'
import { type LevelValues, referencedVariable, SETTINGS } from '../../config/settings.js'
import type { Finding } from '../../findings/findings.js'
import type { RsaKey } from '../../trade/keys/read-key.js'
import type { World } from '../../world.js'
import type { Context } from '../shared/command.js'
import type { KeySetting } from '../trade/configured-keys.js'
import { FORMS, HALVES } from '../trade/keys-words.js'
import { type KeyRead, keyOddities, readKey, readKeyFile } from './shape-checks.js'

/** The keys of a configuration that is to be written. */
export interface InitKeys {
  private_key?: RsaKey | undefined
  platform_public_key?: RsaKey | undefined
}

const FLAGS: Readonly<Record<KeySetting, string>> = {
  private_key: '--private-key-file',
  platform_public_key: '--platform-public-key-file'
}
const NAMES = Object.keys(FLAGS) as KeySetting[]

/**
 * Reads the keys that settings hold or name.
 *
 * @param path of the configuration, from which files are named
 */
export async function keysIn(
  values: LevelValues,
  path: string,
  world: Pick<World, 'env' | 'platform'>
): Promise<{ keys: InitKeys; problems: Finding[]; warnings: Finding[] }> {
  const read = await Promise.all(NAMES.map(async (name) => [name, await keyIn(values, name, path, world)] as const))
  const keys = Object.fromEntries(read.map(([name, one]) => [name, one?.key])) as InitKeys
  const found = read.flatMap(([, one]) => one ?? [])
  const problems = found.flatMap((one) => one.problems)
  const { private_key, platform_public_key } = keys
  const isAny = private_key !== undefined || platform_public_key !== undefined
  const together = isAny ? await keyOddities({ private_key, platform_public_key }) : []
  return { keys, problems, warnings: [...found.flatMap((one) => one.warnings), ...together] }
}

async function keyIn(
  values: LevelValues,
  name: KeySetting,
  path: string,
  { env, platform }: Pick<World, 'env' | 'platform'>
): Promise<KeyRead | undefined> {
  const { file, variable } = SETTINGS[name]
  const named = file && values[file]
  if (named !== undefined) return readKeyFile(name, `${named}`, FLAGS[name], { cwd: dirname(path), platform })
  const text = values[name]
  if (text === undefined) return undefined
  return readKey(name, referencedVariable(text) === undefined ? `${text}` : (env[variable] ?? ''), variable)
}

/** What each key is: its half, form, bits and fingerprint, a line each. */
export function describedKeys(keys: InitKeys, { words, language }: Pick<Context, 'words' | 'language'>): string[] {
  return NAMES.flatMap((name) => {
    const key = keys[name]
    if (!key) return []
    const { kind, form, bits, fingerprint } = key
    return [words.prompts.key(name, HALVES[kind][language], FORMS[form][language], String(bits), fingerprint)]
  })
}

/** The keys as `--json` has them: nothing of the keys themselves. */
export function keyMembers(keys: InitKeys): object {
  const members = NAMES.flatMap((name) => {
    const key = keys[name]
    if (!key) return []
    const { kind, form, bits, fingerprint } = key
    return [[name, { kind, form, bits, fingerprint }] as const]
  })
  return Object.fromEntries(members)
}
