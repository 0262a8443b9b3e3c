import { resolve } from 'node:path'
import { stateDirectory } from '../../../simulator/store/state-dir.js'
import type { World } from '../../../world.js'

/** The path of the file with the kept tokens. */
export function tokenPath({ env, platform, home, cwd }: Pick<World, 'env' | 'platform' | 'home' | 'cwd'>): string {
  return resolve(cwd, stateDirectory(env, platform, home), 'client-tokens.json')
}
