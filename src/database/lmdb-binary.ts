import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Search = (folder: string) => unknown

/**
 * Replaces `node-gyp-build-optional-packages` in the bundle. lmdb's binary is that of the installed package, which has
 * the same version as its JavaScript in the bundle.
 *
 * @throws Error if there is none for this system, or if it cannot be loaded
 */
export default function loadBinary(): unknown {
  const folder = join(dirname(createRequire(__filename).resolve('lmdb')), '..')
  const load = createRequire(join(folder, 'package.json'))
  return published(load, folder) ?? (load('node-gyp-build-optional-packages') as Search)(folder)
}

/**
 * The binary that npm installs beside lmdb for this system, by its name: lmdb's own search loads half a dozen modules,
 * and takes longer than all else that a start of the store takes.
 *
 * @returns nothing if it is not there, or if another one was built or named for this machine
 */
function published(load: NodeJS.Require, folder: string): unknown {
  const { platform, arch, versions, env } = process
  if (env.LMDB_PREBUILD || existsSync(join(folder, 'build'))) return undefined
  // The names have the C library on every system.
  const library = platform !== 'linux' ? 'glibc' : libraryOfNode()
  for (const kind of [`abi${versions.modules}`, 'napi']) {
    try {
      return load(`@lmdb/lmdb-${platform}-${arch}/node.${kind}.${library}.node`)
    } catch {
      // The search knows more names, and says what is missing.
    }
  }
  return undefined
}

/** The C library of Node itself, whose file names the loader at its beginning; glibc if it cannot be read. */
function libraryOfNode(): 'musl' | 'glibc' {
  try {
    const beginning = Buffer.alloc(4096)
    const file = openSync(process.execPath, 'r')
    readSync(file, beginning)
    closeSync(file)
    return beginning.includes('ld-musl') ? 'musl' : 'glibc'
  } catch {
    return 'glibc'
  }
}
