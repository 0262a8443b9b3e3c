import { posix, win32 } from 'node:path'

/**
 * Where the local gateway keeps its orders: `ECPAY_STATE_DIR`, otherwise the usual directory for state of the system.
 *
 * @param platform like `process.platform`
 * @param home the user's home directory
 */
export function stateDirectory(env: Readonly<Record<string, string | undefined>>, platform: string, home: string) {
  if (env.ECPAY_STATE_DIR) return env.ECPAY_STATE_DIR
  if (platform === 'win32') return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'ecpay')
  // By the XDG specification, a relative path is invalid and must be ignored.
  const state = env.XDG_STATE_HOME
  return posix.join(state && posix.isAbsolute(state) ? state : posix.join(home, '.local', 'state'), 'ecpay')
}
