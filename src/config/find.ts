import { closeSync, existsSync, openSync } from 'node:fs'
import { basename, isAbsolute, posix, win32 } from 'node:path'
import type { OptionsSync, PublicExplorerSync } from 'cosmiconfig'
// Not cosmiconfig's front door: that first looks for a `.config/config.{js,ts,cjs,mjs}` and a
// `cosmiconfig` key in the working directory, and runs what it finds there, whatever loaders it is given.
import * as explorerModule from 'cosmiconfig/dist/ExplorerSync.js'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { parseJson } from './parse.js'
import { errorCode } from './read-text.js'

/** Looked for in every directory up to the project's root, in this order. Data formats only. */
const PLACES = [
  '.ecpayrc',
  '.ecpayrc.json',
  '.ecpayrc.yaml',
  '.ecpayrc.yml',
  'ecpay.config.json',
  'package.json'
] as const

export interface Surroundings {
  /** The environment variables. */
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** The user's home directory. */
  home: string
  /** As `process.platform`. */
  platform: string
}

/**
 * Finds the configuration file: the project's, else the user's.
 *
 * @throws Failure (exit 2) `config-unreadable` for one that is there but may not be read
 */
export function findConfigFile(around: Surroundings): string | undefined {
  return searchProject(around.cwd) ?? userConfigFiles(around).find((path) => existsSync(path))
}

/** Where the user's own configuration may stand. */
export function userConfigFiles({ env, home, platform }: Surroundings): string[] {
  const path = platform === 'win32' ? win32 : posix
  const fallback =
    platform === 'win32' ? env.APPDATA || path.join(home, 'AppData', 'Roaming') : path.join(home, '.config')
  // The XDG specification: a relative path is invalid and to be ignored.
  const xdg = env.XDG_CONFIG_HOME
  const base = xdg && (isAbsolute(xdg) || path.isAbsolute(xdg)) ? xdg : fallback
  return ['config.json', 'config.yaml'].map((name) => path.join(base, 'ecpay', name))
}

interface Explorer extends Pick<PublicExplorerSync, 'search'> {
  getSearchPlacesForDir(directory: object, globalPlaces: string[]): string[]
}

const { ExplorerSync } = explorerModule as unknown as {
  ExplorerSync: new (options: OptionsSync & { moduleName: string; metaConfigFilePath: null }) => Explorer
}

class DataExplorer extends ExplorerSync {
  /** A file that may not be read would be passed over, and another one's keys used without a word. */
  override getSearchPlacesForDir(directory: object, globalPlaces: string[]): string[] {
    const places = super.getSearchPlacesForDir(directory, globalPlaces)
    places.filter((path) => existsSync(path)).forEach(demandReadable)
    return places
  }
}

function searchProject(cwd: string): string | undefined {
  const explorer = new DataExplorer({
    moduleName: 'ecpay',
    searchPlaces: [...PLACES],
    searchStrategy: 'project',
    loaders: { noExt: marker, '.json': marker, '.yaml': marker, '.yml': marker },
    ignoreEmptySearchPlaces: false,
    cache: false,
    transform: (result) => result,
    mergeImportArrays: false,
    mergeSearchPlaces: false,
    metaConfigFilePath: null
  })
  return explorer.search(cwd)?.filepath
}

/**
 * Says whether a file counts; its content is read later, so that cosmiconfig sees nothing it could act
 * on (`$import`).
 */
function marker(path: string, text: string): object {
  return basename(path) === 'package.json' ? { ecpay: hasOurKey(text) ? {} : null } : {}
}

/** A broken package.json counts: whether it configures anything can't be told, and reading it says why. */
function hasOurKey(text: string): boolean {
  try {
    const content = parseJson(text)
    return typeof content === 'object' && content !== null && Object.hasOwn(content, 'ecpay')
  } catch {
    return true
  }
}

function demandReadable(path: string): void {
  try {
    closeSync(openSync(path, 'r'))
  } catch (error) {
    throw new Failure(EXIT.input, [finding('config-unreadable', { path, reason: errorCode(error) })])
  }
}
