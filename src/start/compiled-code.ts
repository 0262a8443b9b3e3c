import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { Script } from 'node:vm'
import { hasOwnFolder, isOwn } from './own-folder.js'

type Require = (id: string) => unknown

/** A file of the program as the build writes it: the module inside of a function. */
type Wrapped = (exports: object, require: Require, file: string, folder: string) => void

/** The program's own files, with what V8 made of them. */
export interface CompiledCode {
  /** Loads a file of the program by its name, and what it requires of the program the same way. */
  load(name: string): unknown
  /** Writes what was compiled in this run; never throws. */
  keep(): void
}

/**
 * Keeps what V8 made of the program's own files, so that the next start need not compile them. Node's own way, which
 * it has from 22.8 on, was measured and is slower (docs/performance.md). V8 takes such data on trust, damaged data ends
 * the process, so only files of this user's alone are read, and only when they are whole.
 *
 * @param program folder of the built program, whose file names change with their content
 * @param folder for this version of Node and this command, see {@link hasOwnFolder}; nothing where nothing is to be kept
 * @param user as `process.getuid()`; nothing on Windows
 * @param require for what is not the program's
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
    const script = new Script(readFileSync(file, 'utf8'), { filename: file, ...(cachedData && { cachedData }) })
    // What V8 refuses was compiled after its flags had changed, as it would be again.
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

/** Removes what is of another version of the program. */
function clear(folder: string, program: string): void {
  try {
    for (const name of readdirSync(folder)) if (!isOf(program, name)) rmSync(`${folder}/${name}`, { force: true })
  } catch {
    // It takes room and does no harm.
  }
}

function isOf(program: string, kept: string): boolean {
  return existsSync(`${program}/${kept.replace(/\.bin$/, '')}`)
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
