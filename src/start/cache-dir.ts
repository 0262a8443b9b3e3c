import { posix, win32 } from 'node:path'

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
