import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { ROOT } from '../docs/pages.js'

test('the licences of what is compiled into the binary of lmdb', () => {
  const made = pathToFileURL(join(ROOT, '.binary', 'native-licenses.mjs'))
  const script = `import { nativeLicenses } from '${made}'
    process.stdout.write(nativeLicenses(${JSON.stringify(join(ROOT, 'node_modules', 'lmdb'))}))`
  const argv = ['--input-type=module', '-e', script]
  const text = execFileSync(process.execPath, argv, { encoding: 'utf8' })
  for (const owner of ['Howard Chu, Symas Corp', 'Martin Hedenfalk', 'Yann Collet', 'Node.js API collaborators'])
    expect(text).toContain(owner)
  expect(text).toContain('The OpenLDAP Public License')
  expect(text).toMatch(/Redistributions in binary form must reproduce/)
})
