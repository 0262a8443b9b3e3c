import { writeSync } from 'node:fs'
import { cacheDirectory } from './start/cache-dir.js'
import { compiledCode } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'
import { homeOf } from './start/home.js'
import { VERSION } from './version.js'

/** Runs the program in this process with code that earlier runs compiled, and sets the exit code. */
export async function start(process: NodeJS.Process): Promise<void> {
  if (process.argv.length === 3 && process.argv[2] === '--version' && printed(`${VERSION}\n`)) return
  const { load, keep } = compiledCode(__dirname, cacheFolder(process), process.getuid?.(), require)
  const { main, nodeWorld } = load(ENTRY) as typeof import('./cli.js')
  const exit = await main(nodeWorld(process))
  process.exitCode = exit
  // Otherwise a mistyped command would get its own folder.
  if (exit !== USAGE) keep()
}

const USAGE = 2

/** Prints without a stream, because a stream takes longer than all the rest; false if a stream is needed. */
function printed(text: string): boolean {
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}

/** The folder for compiled code of this command; nothing if it may not be stored. */
function cacheFolder(process: NodeJS.Process): string | undefined {
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
