import { join } from 'node:path'
import { cacheDirectory } from './start/cache-dir.js'
import { type CompiledCode, compiledCode } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'
import { homeOf } from './start/home.js'

/** Runs the program in this process, with the code that earlier runs compiled. Sets the exit code. */
export async function start(process: NodeJS.Process): Promise<void> {
  const { load, keep } = codeFor(process)
  const { main, nodeWorld } = load(join(__dirname, ENTRY)) as typeof import('./cli.js')
  const exit = await main(nodeWorld(process))
  process.exitCode = exit
  // A word that is no command would get a folder of its own.
  if (exit !== USAGE) keep()
}

const USAGE = 2

function codeFor(process: NodeJS.Process): CompiledCode {
  const { env, platform, version, arch, argv, execArgv } = process
  const asNodeDoes = { load: require, keep: () => {} }
  // The variable is Node's own, and so is the other, for which code that was kept counts wrong.
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return asNodeDoes
  const cache = cacheDirectory(env, platform, homeOf(process))
  if (cache === undefined) return asNodeDoes
  const user = process.getuid?.()
  // V8 refuses what was compiled with other flags.
  if (execArgv.length > 0 || env.NODE_OPTIONS) return asNodeDoes
  // Each command uses functions of its own, and only what was used is compiled.
  const [command = ''] = /^[a-z][a-z-]{0,30}$/.exec(argv[2] ?? '') ?? []
  const isHelp = argv.some((word) => word === '-h' || word === '--help')
  const name = isHelp ? 'help' : command || 'options'
  return compiledCode(__dirname, join(cache, `${version}-${arch}`, name), user, require)
}
