import { writeSync } from 'node:fs'
import { cacheDirectory } from './start/cache-dir.js'
import { compiledCode } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'
import { homeOf } from './start/home.js'
import { VERSION } from './version.js'

/** Runs the program in this process, with the code that earlier runs compiled. Sets the exit code. */
export async function start(process: NodeJS.Process): Promise<void> {
  if (process.argv.length === 3 && process.argv[2] === '--version' && printed(`${VERSION}\n`)) return
  const { load, keep } = compiledCode(__dirname, cacheFolder(process), process.getuid?.(), require)
  const { main, nodeWorld } = load(ENTRY) as typeof import('./cli.js')
  const exit = await main(nodeWorld(process))
  process.exitCode = exit
  // A word that is no command would get a folder of its own.
  if (exit !== USAGE) keep()
}

const USAGE = 2

/** Prints without a stream, which takes longer to make than the rest of this; false where a stream has to deal with it. */
function printed(text: string): boolean {
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}

/** Where compiled code is kept for this command; nothing where none may be. */
function cacheFolder(process: NodeJS.Process): string | undefined {
  const { env, platform, version, arch, argv, execArgv } = process
  // The variable is Node's own, and so is the other, for which code that was kept counts wrong.
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return undefined
  // V8 refuses what was compiled with other flags.
  if (execArgv.length > 0 || env.NODE_OPTIONS) return undefined
  const cache = cacheDirectory(env, platform, homeOf(process))
  // Each command uses functions of its own, and only what was used is compiled.
  const [command = 'options'] = /^[a-z][a-z-]{0,30}$/.exec(argv[2] ?? '') ?? []
  const isHelp = argv.some((word) => word === '-h' || word === '--help')
  return cache && `${cache}/${version}-${arch}/${isHelp ? 'help' : command}`
}
