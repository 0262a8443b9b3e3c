import { writeSync } from 'node:fs'
import { cacheFolder } from './start/cache-dir.js'
import { compiledCode } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'
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
  // Where nothing is left that was begun, Node need not take its heap down piece by piece. A timer does nothing any more.
  if (process.getActiveResourcesInfo().every((kind) => kind === 'Timeout')) process.exit()
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
