import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { readWhole } from '../files/read-file.js'
import { type Finding, finding, refuse } from '../findings/findings.js'
import { projectFolders } from './folders.js'
import { parseJson } from './parse-file.js'
import { errorCode } from './read-text.js'
import { type Surroundings, userConfigFiles, userFolder } from './surroundings.js'
import { isInside } from './trust.js'

export { type Surroundings, userConfigFiles } from './surroundings.js'

/** Looked for in every folder of the project, in this order. Data formats only. */
const PLACES = ['.ecpayrc', '.ecpayrc.json', '.ecpayrc.yaml', '.ecpayrc.yml', 'ecpay.config.json', 'package.json']

/** More than any configuration has, in bytes. */
export const LARGEST_CONFIG = 1024 * 1024

/** A configuration file with what it holds. */
export interface RawConfig {
  path: string
  bytes: Uint8Array
  stat: Stats
  /** Who says that it counts: the user by its name, the user's own folder, or only the place where it was found. */
  origin: 'asked' | 'user' | 'project'
  /** `file-outside-folder` for one that is only a link, to somewhere else. */
  outside?: Finding
}

/**
 * Finds the configuration file: the project's, else the user's. It is read at once, from the same descriptor that it is
 * looked at by: what is checked is what is used.
 *
 * Not by cosmiconfig, which would read devices and pipes, go up to the root of the file system, and run what a
 * `.config/config.js` in the working directory says.
 *
 * @throws EcpayError `config-unreadable` for one that is there but cannot be read
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

/** Where the configuration is that {@link searchConfig} finds. */
export function findConfigFile(around: Surroundings): string | undefined {
  return searchConfig(around)?.path
}

function fromProject(path: string, around: Surroundings): RawConfig | undefined {
  return unlessMissing(path, () => {
    try {
      return { path, ...readWhole(path, LARGEST_CONFIG, { links: false }), origin: 'project' as const }
    } catch (error) {
      // What the system says of a link that is not to be followed.
      if (!['ELOOP', 'EMLINK'].includes(errorCode(error))) throw error
    }
    return linked(path, around)
  })
}

/** A link may lead to another file of its folder, or of the user's own, as those who manage their dotfiles set it. */
function linked(path: string, around: Surroundings): RawConfig {
  const target = realpathSync(path)
  const isNear = isInside(target, [dirname(path), userFolder(around)])
  const outside = isNear ? {} : { outside: finding('file-outside-folder', { path, key: '', target, meant: '' }) }
  return { path, ...readWhole(target, LARGEST_CONFIG), origin: 'project', ...outside }
}

/** A folder of that name, and a link that leads nowhere, are no configuration. */
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']

function unlessMissing<T>(path: string, read: () => T): T | undefined {
  try {
    // Most are not there, and to ask takes less than the error that opening them would throw.
    return lstatSync(path, { throwIfNoEntry: false }) && read()
  } catch (error) {
    const reason = errorCode(error)
    if (MISSING.includes(reason)) return undefined
    throw refuse('config-unreadable', { path, reason })
  }
}

/** A broken package.json counts: whether it configures anything can't be told, and reading it says why. */
function hasOurKey(bytes: Uint8Array): boolean {
  try {
    const content = parseJson(Buffer.from(bytes).toString())
    return typeof content === 'object' && content !== null && Object.hasOwn(content, 'ecpay')
  } catch {
    return true
  }
}
