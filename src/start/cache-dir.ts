import { posix, win32 } from 'node:path'

/**
 * Where compiled code is kept: the platform's place for what can be made again.
 *
 * @param platform as `process.platform`
 * @param home the user's home directory; empty when there is none
 * @returns nothing where no place is known
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
