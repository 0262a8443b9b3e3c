import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { LevelValues } from '../../config/settings.js'
import { addToGitignore, planGitignore } from '../../config/write.js'
import type { World } from '../../world.js'
import type { Context } from '../shared/command.js'
import { ask, canAsk } from '../shared/confirm.js'

/** The names to ignore in the folder of a configuration: its own, and the file of the private key if it is there or below. */
export function ignoredNames(
  path: string,
  { private_key_file: key }: LevelValues,
  { platform }: Pick<World, 'platform'>
): string[] {
  const folder = dirname(path)
  const files = [path, ...(key === undefined ? [] : [resolve(folder, `${key}`)])]
  const names = files.map((file) => relative(folder, file)).filter((name) => !name.startsWith('..'))
  return platform === 'win32' ? names.map((name) => name.replaceAll('\\', '/')) : names
}

/**
 * Adds the files to .gitignore, if the flag or the answer to a question says so.
 *
 * @returns the path of the changed .gitignore
 */
export async function ignore(
  context: Context,
  unasked: boolean,
  folder: string,
  names: readonly string[]
): Promise<string | undefined> {
  if (!unasked && !(inRepository(folder) && canAsk(context))) return undefined
  if (!unasked && !names.some((name) => planGitignore(folder, name))) return undefined
  if (!unasked && !(await ask(context, context.words.prompts.gitignore))) return undefined
  const added = names.filter((name) => addToGitignore(folder, name))
  return added.length > 0 ? join(folder, '.gitignore') : undefined
}

function inRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  return dirname(folder) !== folder && inRepository(dirname(folder))
}
