import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { Module } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { hasOwnFolder, isOwn } from './own-folder.js'

/** How Node compiles a CommonJS module; it types neither this nor what it is called on. */
type Compile = (this: Loaded, source: string, file: string) => unknown

interface Loaded {
  exports: unknown
  require(id: string): unknown
}

type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: Loaded,
  file: string,
  folder: string
) => void

/**
 * Keeps what V8 made of the program's own files, so that the next start need not compile them: for a Node that cannot
 * do it itself. V8 takes such data on trust, damaged data ends the process, so only files of this user's alone are
 * read, and only when they are whole.
 *
 * @param program folder of the built program, whose file names change with their content
 * @param folder for this version of Node and this command; see {@link hasOwnFolder}
 * @param user as `process.getuid()`; nothing on Windows
 * @returns writes what was compiled in this run; never throws
 */
export function useCompiledCode(program: string, folder: string, user: number | undefined): () => void {
  const compiled = new Map<string, Script>()
  const compile: Compile = Reflect.get(Module.prototype, '_compile')
  const compileKept: Compile = function (source, file) {
    if (!file.startsWith(program)) return compile.call(this, source, file)
    const kept = join(folder, `${basename(file)}.bin`)
    const cachedData = readWhole(kept, user)
    const script = new Script(Module.wrap(source), { filename: file, ...(cachedData && { cachedData }) })
    // What V8 refuses was compiled after its flags had changed, as it would be again.
    if (!cachedData) compiled.set(kept, script)
    const run: Wrapper = script.runInThisContext()
    run.call(this.exports, this.exports, (id) => this.require(id), this, file, dirname(file))
  }
  Reflect.set(Module.prototype, '_compile', compileKept)
  return () => {
    if (compiled.size === 0 || !hasOwnFolder(folder, user)) return
    clear(folder, program)
    for (const [kept, script] of compiled) keep(kept, script.createCachedData())
  }
}

/** Removes what is of another version of the program. */
function clear(folder: string, program: string): void {
  try {
    for (const name of readdirSync(folder)) if (!isOf(program, name)) rmSync(join(folder, name), { force: true })
  } catch {
    // It takes room and does no harm.
  }
}

function isOf(program: string, kept: string): boolean {
  const file = kept.replace(/\.bin$/, '')
  return existsSync(join(program, file)) || existsSync(join(program, 'chunks', file))
}

/** The data stands twice in its file: whatever is damaged differs, and to compare costs next to nothing. */
function readWhole(path: string, user: number | undefined): Buffer | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const found = fstatSync(file)
    if (!found.isFile() || !isOwn(found, user) || found.size === 0 || found.size > LARGEST) return undefined
    const both = Buffer.allocUnsafeSlow(found.size)
    if (readSync(file, both) !== both.length) return undefined
    const half = both.subarray(0, both.length / 2)
    return half.equals(both.subarray(half.length)) ? half : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** In bytes: many times what the largest file of the program gives. */
const LARGEST = 32 * 1024 * 1024

/** Whole or not at all: nobody reads a file that is being written. */
function keep(path: string, data: Buffer): void {
  const part = `${path}.${process.pid}`
  try {
    writeFileSync(part, Buffer.concat([data, data]), { mode: 0o600, flag: 'wx' })
    renameSync(part, path)
  } catch {
    // A full disk, or a folder that is not to be written to: the next start compiles again.
    rmSync(part, { force: true })
  }
}
