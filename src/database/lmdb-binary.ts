import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Load = (folder: string) => unknown

/**
 * Replaces `node-gyp-build-optional-packages` in the bundle. The search for lmdb's binary starts at the installed
 * package, which has the same version as its JavaScript in the bundle.
 */
export default function loadBinary(): unknown {
  const require = createRequire(__filename)
  const folder = join(dirname(require.resolve('lmdb')), '..')
  const load: Load = createRequire(join(folder, 'package.json'))('node-gyp-build-optional-packages')
  return load(folder)
}
