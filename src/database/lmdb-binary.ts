import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Load = (folder: string) => unknown

/**
 * Stands for `node-gyp-build-optional-packages` in the bundle: the search for lmdb's binary starts at the installed
 * package, whose JavaScript is in the bundle, of the very same version.
 */
export default function loadBinary(): unknown {
  const require = createRequire(__filename)
  const folder = join(dirname(require.resolve('lmdb')), '..')
  const load: Load = createRequire(join(folder, 'package.json'))('node-gyp-build-optional-packages')
  return load(folder)
}
