import { existsSync, realpathSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { addProfile } from '../../config/add-profile.js'
import { findConfigFile, type RawConfig, searchConfig } from '../../config/find.js'
import { readAsked, readConfigFile } from '../../config/read.js'
import { decoded } from '../../config/read-text.js'
import { renderConfig } from '../../config/render.js'
import type { LevelValues } from '../../config/settings.js'
import { type Finding, finding, refuse } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { Context } from '../shared/command.js'
import { ask, canAsk } from '../shared/confirm.js'

/** What to write, and what is odd about it. */
interface Text {
  text: string
  warnings: readonly Finding[]
}

/** How the settings become the text of the file. */
export interface Target {
  /** Whether the file is there and is replaced, in one step. */
  replaces: boolean
  /** Whether the file is there and gets one more profile. */
  adds: boolean
  /** The file to write: that to which a link leads, if a profile is added. */
  file: string
  textOf(values: LevelValues): Promise<Text>
}

/** A configuration file to write, with its content if it was found by search. */
interface Place {
  path: string
  found?: RawConfig | undefined
}

/**
 * The configuration file to write: the named one, otherwise a new one in the working directory. A profile is added to
 * the file in use, which a new one would hide.
 */
export function placeOf({ world, flags }: Pick<Context, 'world' | 'flags'>): Place {
  const { config, profile } = flags
  const found = config === undefined && profile !== undefined ? searchConfig(world) : undefined
  return { path: found?.path ?? resolve(world.cwd, config ?? '.ecpayrc'), found }
}

/** The file that a new one in the working directory hides from then on: there, or in a folder above, or the user's. */
export function hiddenBy({ path }: Place, { world, flags }: Pick<Context, 'world' | 'flags'>): Finding[] {
  if (flags.config !== undefined || existsSync(path)) return []
  try {
    const hidden = findConfigFile(world)
    return hidden === undefined || hidden === path ? [] : [finding('config-hidden', { path, hidden })]
  } catch {
    // What cannot be read was of no use.
    return []
  }
}

/** Refuses package.json: it has other content, and belongs to everyone with the repository. */
function refuseShared({ path, found }: Place): void {
  if (basename(path) !== 'package.json') return
  if (found) throw refuse('config-in-package-json', { path })
  const expected = '.ecpayrc, ecpay.config.json, …'
  throw refuse('invalid-option-value', { option: '--config', found: path, expected })
}

/**
 * Decides what becomes of a file that is there: it is replaced, or gets one more profile.
 *
 * @throws EcpayError `config-exists`, `profile-exists`, `config-in-package-json`; for a profile, everything that is
 *   wrong with the file, or that keeps other commands from using it
 */
export async function targetOf(context: Context, place: Place, force: boolean): Promise<Target> {
  const { profile } = context.flags
  const { path } = place
  refuseShared(place)
  if (profile !== undefined && existsSync(path)) return extended(context, place, profile, force)
  const replaces = force || (await mayReplace(context, path))
  const textOf = async (values: LevelValues): Promise<Text> => ({
    text: renderConfig(profile === undefined ? values : { profiles: { [profile]: values } }),
    warnings: []
  })
  return { replaces, adds: false, file: path, textOf }
}

async function mayReplace(context: Context, path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  if (canAsk(context) && (await ask(context, context.words.prompts.overwrite(visibleLine(path))))) return true
  throw refuse('config-exists', { path })
}

async function extended(context: Context, { path, found }: Place, profile: string, force: boolean): Promise<Target> {
  const raw = found ?? readAsked(path)
  const { profiles } = await readConfigFile(context.world, raw)
  const warnings: Finding[] = []
  const old = decoded(path, raw.bytes, (one) => warnings.push(one))
  if (profiles.has(profile) && !force) await mayReplaceProfile(context, path, profile)
  return {
    replaces: true,
    adds: true,
    file: realpathSync(path),
    async textOf(values) {
      const { text, isLaidOutAnew } = await addProfile(path, typeof old === 'string' ? old : '', profile, values)
      return { text, warnings: [...warnings, ...(isLaidOutAnew ? [finding('config-laid-out-anew', { path })] : [])] }
    }
  }
}

async function mayReplaceProfile(context: Context, path: string, profile: string): Promise<void> {
  const question = context.words.prompts.overwriteProfile(visibleLine(profile))
  if (canAsk(context) && (await ask(context, question))) return
  throw refuse('profile-exists', { path, profile })
}
