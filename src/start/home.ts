/**
 * The user's home directory; empty if there is none. Node's `os` costs a tenth of a millisecond, so it is loaded only
 * if the variable is not set.
 */
export function homeOf(process: NodeJS.Process): string {
  if (process.platform !== 'win32' && process.env.HOME) return process.env.HOME
  try {
    return process.getBuiltinModule('node:os').homedir()
  } catch {
    return ''
  }
}
