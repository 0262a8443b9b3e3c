import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { addProfile } from '../../config/add-profile.js'
import { readAsked, readValues } from '../../config/read.js'
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
  textOf(values: LevelValues): Promise<Text>
}

export const DEFAULT_NAME = '.ecpayrc'
const NAMES = [DEFAULT_NAME, '.ecpayrc.json', '.ecpayrc.yaml', '.ecpayrc.yml', 'ecpay.config.json']

/** The name of the configuration that counts in a folder, or of a new one. A profile is added to it. */
export function nameIn(folder: string): string {
  return NAMES.find((name) => existsSync(join(folder, name))) ?? DEFAULT_NAME
}

/** Refuses package.json: it has other content, and belongs to everyone with the repository. */
export function refuseShared(path: string): void {
  if (basename(path) !== 'package.json') return
  const expected = '.ecpayrc, ecpay.config.json, …'
  throw refuse('invalid-option-value', { option: '--config', found: path, expected })
}

/**
 * Decides what becomes of a file that is there: it is replaced, or gets one more profile.
 *
 * @throws EcpayError `config-exists`, `profile-exists`; for a profile, everything that is wrong with the file
 */
export async function targetOf(context: Context, path: string, force: boolean): Promise<Target> {
  const { profile } = context.flags
  if (profile !== undefined && existsSync(path)) return extended(context, path, profile, force)
  const replaces = force || (await mayReplace(context, path))
  const textOf = async (values: LevelValues): Promise<Text> => ({
    text: renderConfig(profile === undefined ? values : { profiles: { [profile]: values } }),
    warnings: []
  })
  return { replaces, textOf }
}

async function mayReplace(context: Context, path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  if (canAsk(context) && (await ask(context, context.words.prompts.overwrite(visibleLine(path))))) return true
  throw refuse('config-exists', { path })
}

async function extended(context: Context, path: string, profile: string, force: boolean): Promise<Target> {
  const raw = readAsked(path)
  const { profiles } = await readValues(raw)
  const warnings: Finding[] = []
  const old = decoded(path, raw.bytes, (one) => warnings.push(one))
  if (profiles.has(profile) && !force) await mayReplaceProfile(context, path, profile)
  return {
    replaces: true,
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
