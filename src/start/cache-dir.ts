import { posix, win32 } from 'node:path'
import { homeOf } from './home.js'

/**
 * The directory for compiled code: the usual directory of the system for caches.
 *
 * @param platform like `process.platform`
 * @param home the user's home directory; empty if there is none
 * @returns nothing if no directory is known
 */
export function cacheDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string
): string | undefined {
  if (platform === 'win32') return env.LOCALAPPDATA && win32.join(env.LOCALAPPDATA, 'ecpay', 'cache')
  const cache = env.XDG_CACHE_HOME
  if (cache && posix.isAbsolute(cache)) return posix.join(cache, 'ecpay')
  if (!posix.isAbsolute(home)) return undefined
  return posix.join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'ecpay')
}

/** The folder for compiled code of this command; nothing if it may not be stored. */
export function cacheFolder(process: NodeJS.Process): string | undefined {
  const { env, platform, version, arch, argv, execArgv } = process
  // Both variables are Node's own. Coverage counts wrongly with cached code.
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return undefined
  // V8 rejects code that was compiled with other flags.
  if (execArgv.length > 0 || env.NODE_OPTIONS) return undefined
  const cache = cacheDirectory(env, platform, homeOf(process))
  // Each command uses different functions, and only used functions are compiled.
  const [, , first = '', second = ''] = argv
  const words = first === 'trade' ? `${first}-${second}` : first
  const [command = 'options'] = /^[a-z][a-z-]{0,40}$/.exec(words) ?? []
  const isHelp = argv.some((word) => word === '-h' || word === '--help')
  return cache && `${cache}/${version}-${arch}/${isHelp ? 'help' : command}`
}
