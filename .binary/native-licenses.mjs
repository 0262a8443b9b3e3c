import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The licences of what is compiled into lmdb's binary, as they ask. None of it is JavaScript in a bundle, so
 * licenses.txt does not have them.
 *
 * @param lmdb the folder of lmdb
 */
export function nativeLicenses(lmdb) {
  const read = (...names) => readFileSync(join(lmdb, 'dependencies', ...names), 'utf8').trim()
  const liblmdb = ['lmdb', 'libraries', 'liblmdb']
  const [btree] =
    / \* Copyright \(c\) 2009, 2010 Martin Hedenfalk[\s\S]*?THIS SOFTWARE\./.exec(read(...liblmdb, 'lmdb.h')) ?? []
  if (!btree) throw new Error('lmdb.h does not say whose btree.c is')
  const addonApi = dirname(createRequire(join(lmdb, 'package.json')).resolve('node-addon-api'))
  const all = {
    'liblmdb, in the binary of lmdb': `${read(...liblmdb, 'COPYRIGHT')}\n\n${read(...liblmdb, 'LICENSE')}`,
    'btree.c, in liblmdb': btree.replace(/^ \* ?/gm, ''),
    'lz4, in the binary of lmdb': read('lz4', 'lib', 'LICENSE'),
    'node-addon-api, in the binary of lmdb': readFileSync(join(addonApi, 'LICENSE.md'), 'utf8').trim()
  }
  const line = `${'-'.repeat(80)}\n\n`
  return Object.entries(all)
    .map(([name, text]) => `\n${line}${name}\n\n${text}\n`)
    .join('')
}
