import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { readWhole } from '../files/read-file.js'
import { type Finding, finding, refuse } from '../findings/findings.js'
import { PLACES, projectFolders } from './folders.js'
import { parseJson } from './parse-file.js'
import { errorCode } from './read-text.js'
import { type Surroundings, userConfigFiles, userFolder } from './surroundings.js'
import { isInside } from './trust.js'

export { type Surroundings, userConfigFiles } from './surroundings.js'

/** In bytes. No configuration is larger. */
export const LARGEST_CONFIG = 1024 * 1024

/** A configuration file with its content. */
export interface RawConfig {
  path: string
  bytes: Uint8Array
  stat: Stats
  /** Why it is used: the user named it, it is in the user's own folder, or it was found in the project. */
  origin: 'asked' | 'user' | 'project'
  /** `file-outside-folder` if it is a link to a file elsewhere. */
  outside?: Finding
}

/**
 * Finds the configuration file: that of the project, otherwise that of the user. It is read at once from the descriptor
 * that is checked, so that the checked file is the used one.
 *
 * Not with cosmiconfig, which would read devices and pipes, search up to the root of the file system, and run a
 * `.config/config.js` in the working directory.
 *
 * @throws EcpayError `config-unreadable` for a file that cannot be read
 */
export function searchConfig(around: Surroundings): RawConfig | undefined {
  for (const folder of projectFolders(around)) {
    for (const name of PLACES) {
      const found = fromProject(join(folder, name), around)
      if (found && (name !== 'package.json' || hasOurKey(found.bytes))) return found
    }
  }
  for (const path of userConfigFiles(around)) {
    const found = unlessMissing(path, () => readWhole(path, LARGEST_CONFIG))
    if (found) return { path, ...found, origin: 'user' }
  }
  return undefined
}

/** Every path at which {@link searchConfig} may find a configuration. */
export function configPlaces(around: Surroundings): string[] {
  const ofProject = projectFolders(around).flatMap((folder) => PLACES.map((name) => join(folder, name)))
  return [...ofProject, ...userConfigFiles(around)]
}

/** The path of the configuration that {@link searchConfig} finds. */
export function findConfigFile(around: Surroundings): string | undefined {
  return searchConfig(around)?.path
}

function fromProject(path: string, around: Surroundings): RawConfig | undefined {
  return unlessMissing(path, () => {
    try {
      return { path, ...readWhole(path, LARGEST_CONFIG, { links: false }), origin: 'project' as const }
    } catch (error) {
      // The system's errors for a link that must not be followed.
      if (!['ELOOP', 'EMLINK'].includes(errorCode(error))) throw error
    }
    return linked(path, around)
  })
}

/** Reads a link. It may lead to a file in its own folder or the user's folder, as with managed dotfiles. */
function linked(path: string, around: Surroundings): RawConfig {
  const target = realpathSync(path)
  const isNear = isInside(target, [dirname(path), userFolder(around)])
  const outside = isNear ? {} : { outside: finding('file-outside-folder', { path, key: '', target, meant: '' }) }
  return { path, ...readWhole(target, LARGEST_CONFIG), origin: 'project', ...outside }
}

/** Errors that mean that there is no file, such as for a folder or a broken link. */
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']

function unlessMissing<T>(path: string, read: () => T): T | undefined {
  try {
    // Most do not exist, and checking takes less time than the error of opening them.
    return lstatSync(path, { throwIfNoEntry: false }) && read()
  } catch (error) {
    const reason = errorCode(error)
    if (MISSING.includes(reason)) return undefined
    throw refuse('config-unreadable', { path, reason })
  }
}

/** Whether package.json has our key. A broken one counts, because reading it then reports the error. */
function hasOurKey(bytes: Uint8Array): boolean {
  try {
    const content = parseJson(Buffer.from(bytes).toString())
    return typeof content === 'object' && content !== null && Object.hasOwn(content, 'ecpay')
  } catch {
    return true
  }
}
