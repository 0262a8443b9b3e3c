import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { Script } from 'node:vm'
import { hasOwnFolder, isOwn } from './own-folder.js'
import { hasFile, readBytes, readText } from './program-files.js'

type Require = (id: string) => unknown

/** A file of the program in the form that the build writes: a module inside a function. */
type Wrapped = (exports: object, require: Require, file: string, folder: string) => void

/** The program's own files, with their compiled code. */
export interface CompiledCode {
  /** Loads a file of the program by name, and in the same way the program's files that it requires. */
  load(name: string): unknown
  /** Writes the code that was compiled in this run. Never throws. */
  keep(): void
}

/**
 * Caches V8's compiled code of the program's own files, so that the next start need not compile them. Node's own cache,
 * which exists since 22.8, was measured and is slower (docs/performance.md). V8 trusts such data, and damaged data ends
 * the process. So only files that belong to this user alone are read, and only if they are complete.
 *
 * @param program folder of the built program, whose file names change with their content
 * @param folder for this version of Node and this command, see {@link hasOwnFolder}; nothing if nothing may be stored
 * @param user like `process.getuid()`; nothing on Windows
 * @param require for modules that are not of the program
 */
export function compiledCode(
  program: string,
  folder: string | undefined,
  user: number | undefined,
  require: Require
): CompiledCode {
  const modules = new Map<string, object>()
  const compiled = new Map<string, Script>()
  const own: Require = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id))
  const load = (name: string): unknown => {
    const known = modules.get(name)
    if (known) return known
    const exports = {}
    modules.set(name, exports)
    const file = `${program}/${name}`
    const kept = folder && `${folder}/${name}.bin`
    const cachedData = kept === undefined ? undefined : readWhole(kept, user)
    const script = new Script(readProgram(program, name), { filename: file, ...(cachedData && { cachedData }) })
    // V8 rejects code that was compiled after its flags had changed. The same would happen again.
    if (kept !== undefined && !cachedData) compiled.set(kept, script)
    const run: Wrapped = script.runInThisContext()
    run(exports, own, file, program)
    return exports
  }
  const keepAll = (): void => {
    if (folder === undefined || compiled.size === 0 || !hasOwnFolder(folder, user)) return
    clear(folder, program)
    for (const [kept, script] of compiled) keep(kept, script.createCachedData())
  }
  return { load, keep: keepAll }
}

/** Reads a file of the program. The build packs some of those that no start needs. */
export function readProgram(program: string, name: string): string {
  if (!name.endsWith('.br')) return readText(program, name)
  return process.getBuiltinModule('node:zlib').brotliDecompressSync(readBytes(program, name)).toString()
}

/** Removes the files of other versions of the program. */
function clear(folder: string, program: string): void {
  try {
    for (const name of readdirSync(folder)) if (!isOf(program, name)) rmSync(`${folder}/${name}`, { force: true })
  } catch {
    // A file that stays takes room, but does no harm.
  }
}

function isOf(program: string, kept: string): boolean {
  return hasFile(program, kept.replace(/\.bin$/, ''))
}

/** Reads a cache file. It has the data twice, so that damage shows as a difference. Comparing costs very little. */
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

/** In bytes: many times the size for the largest file of the program. */
const LARGEST = 32 * 1024 * 1024

/** Writes a file as a whole or not at all, so that nobody reads half of it. */
function keep(path: string, data: Buffer): void {
  const part = `${path}.${process.pid}`
  try {
    writeFileSync(part, Buffer.concat([data, data]), { mode: 0o600, flag: 'wx' })
    renameSync(part, path)
  } catch {
    // The disk is full or the folder is not writable: the next start compiles again.
    rmSync(part, { force: true })
  }
}
