import { isAbsolute, posix, win32 } from 'node:path'

export interface Surroundings {
  /** The environment variables. */
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** The user's home directory. */
  home: string
  /** Like `process.platform`. */
  platform: string
}

/** The user's own folder, with the configuration and the list of trusted files. */
export function userFolder({ env, home, platform }: Surroundings): string {
  const path = platform === 'win32' ? win32 : posix
  const fallback =
    platform === 'win32' ? env.APPDATA || path.join(home, 'AppData', 'Roaming') : path.join(home, '.config')
  // By the XDG specification, a relative path is invalid and must be ignored.
  const xdg = env.XDG_CONFIG_HOME
  const base = xdg && (isAbsolute(xdg) || path.isAbsolute(xdg)) ? xdg : fallback
  return path.join(base, 'ecpay')
}

/** The possible paths of the user's own configuration. */
export function userConfigFiles(around: Surroundings): string[] {
  const path = around.platform === 'win32' ? win32 : posix
  return ['config.json', 'config.yaml'].map((name) => path.join(userFolder(around), name))
}
