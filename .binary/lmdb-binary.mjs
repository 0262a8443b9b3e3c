import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getAsset, getRawAsset } from 'node:sea'
import { cacheDirectory } from '../src/start/cache-dir.ts'
import { homeOf } from '../src/start/home.ts'
import { fixedFolder, isOwn } from '../src/start/own-folder.ts'

// In place of src/database/lmdb-binary.ts. A system loads native code from a file alone, so it is written to the cache
// of this user, into a folder that nobody else can write to or replace, and is compared byte by byte before it is loaded. Where
// there is no such folder, or nothing in it may be run, it is written to a new one, and removed when it is loaded.

export default function loadBinary() {
  const bytes = new Uint8Array(getRawAsset('lmdb.node'))
  const kept = keptFile(bytes)
  try {
    if (kept !== undefined) return load(kept)
  } catch {
    // A folder from which nothing may be run.
  }
  const folder = mkdtempSync(join(tmpdir(), 'ecpay-'))
  try {
    const file = join(folder, 'lmdb.node')
    writeFileSync(file, bytes, { mode: 0o700, flag: 'wx' })
    return load(file)
  } finally {
    remove(folder)
  }
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Windows keeps a file that is in use.
  }
}

function load(file) {
  const module = { exports: {} }
  process.dlopen(module, file)
  return module.exports
}

/** The file in the cache, as it has to be; nothing if there is no place for it. */
function keptFile(bytes) {
  const cache = cacheDirectory(process.env, process.platform, homeOf(process))
  const user = process.getuid?.()
  const folder = cache && fixedFolder(join(cache, 'native'), user)
  if (folder === undefined) return undefined
  const file = join(folder, `lmdb-${getAsset('lmdb-name', 'utf8')}.node`)
  if (isWhole(file, bytes, user)) return file
  const part = `${file}.${process.pid}`
  try {
    writeFileSync(part, bytes, { mode: 0o700, flag: 'wx' })
    renameSync(part, file)
    return isWhole(file, bytes, user) ? file : undefined
  } catch {
    rmSync(part, { force: true })
    return undefined
  }
}

function isWhole(path, bytes, user) {
  let file
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const found = fstatSync(file)
    return found.isFile() && isOwn(found, user) && found.size === bytes.length && readFileSync(file).equals(bytes)
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
