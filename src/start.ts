import { writeSync } from 'node:fs'
import { cacheFolder } from './start/cache-dir.js'
import { compiledCode, readProgram } from './start/compiled-code.js'
import { ENTRY } from './start/entry.js'
import { homeOf } from './start/home.js'
import { VERSION } from './version.js'

/** Runs the program in this process with code that earlier runs compiled, and sets the exit code. */
export async function start(process: NodeJS.Process): Promise<void> {
  const [, , ...argv] = process.argv
  if (argv.length === 1 && argv[0] === '--version' && isPrinted(`${VERSION}\n`)) return
  if (isCompletion(argv) && (await isCompleted(process, argv.slice(COMPLETION.length)))) return
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

/** What the scripts of shells ask for. */
const COMPLETION = ['completion', 'words', '--']

function isCompletion(argv: readonly string[]): boolean {
  return COMPLETION.every((word, i) => argv[i] === word)
}

/** Completes a command line without the program; false if that needs the program. */
async function isCompleted(process: NodeJS.Process, words: readonly string[]): Promise<boolean> {
  try {
    // Without a cache, which for a file as small as this takes longer than it saves.
    const { load } = compiledCode(__dirname, undefined, undefined, require)
    const { completionAtOnce } = load('complete.cjs') as typeof import('./commands/completion/at-once.js')
    const { env, platform } = process
    const locale = () => new Intl.PluralRules().resolvedOptions().locale
    const here = { env, platform, cwd: process.cwd(), home: homeOf(process) || '/', locale }
    const text = await completionAtOnce(words, here, readProgram(__dirname, 'completion.br'))
    // Where there is nothing to offer, the program has nothing to offer either.
    return text === '' || (text !== undefined && isPrinted(text))
  } catch {
    return false
  }
}

/** Prints without a stream, because a stream takes longer than all the rest; false if nothing could be printed. */
function isPrinted(text: string): boolean {
  const bytes = Buffer.from(text)
  let done = 0
  try {
    while (done < bytes.length) done += writeSync(1, bytes, done)
  } catch {
    // The reader of a pipe is slower than this. A stream waits for it.
    if (done > 0) process.stdout.write(bytes.subarray(done))
  }
  return done > 0
}
