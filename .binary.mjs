import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { check } from './.binary/check.mjs'
import { bundles } from './.build/bundles.mjs'

// Makes one file of Node.js and the program, for the system and the processor on which this runs, by Node's support of
// single executable applications: `npm run binary`. `-- --check` tries it afterwards. docs/binary.md describes it.

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const OUT = join(ROOT, 'dist-binary')
const PROGRAM = join(OUT, 'program')
const BINARY = join(OUT, process.platform === 'win32' ? 'ecpay.exe' : 'ecpay')
/** What puts the program into a copy of Node.js. Not a dependency: whoever only works on the program has no use for it. */
const POSTJECT = 'postject@1.0.0-alpha.6'
/** Marks in Node.js where it looks whether it is one. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

const REPLACED = ['start/program-files', 'thread-worker', 'database/lmdb-binary']
const replaced = {
  name: 'replaced',
  load: {
    filter: { id: REPLACED.map((name) => new RegExp(`src/${name}\\.ts$`)) },
    handler: (id) => `export * from ${file(id)}\n${id.includes('lmdb') ? `export { default } from ${file(id)}` : ''}`
  }
}
const file = (id) => JSON.stringify(join(ROOT, '.binary', `${id.split('/').at(-1).replace(/\.ts$/, '')}.mjs`))

rmSync(OUT, { recursive: true, force: true })
mkdirSync(OUT)
for (const bundle of bundles(PROGRAM, [replaced]).slice(0, -1)) await build(bundle)

const lmdb = nativeFile()
const names = readdirSync(PROGRAM)
writeFileSync(join(OUT, 'names'), JSON.stringify(names))
writeFileSync(join(OUT, 'lmdb-name'), createHash('sha256').update(readFileSync(lmdb)).digest('hex').slice(0, 16))
writeFileSync(
  join(OUT, 'main.cjs'),
  `${readFileSync(join(PROGRAM, 'start.cjs'), 'utf8')}\nmodule.exports.start(process)\n`
)
const assets = {
  ...Object.fromEntries(names.map((name) => [name, join(PROGRAM, name)])),
  names: join(OUT, 'names'),
  'lmdb-name': join(OUT, 'lmdb-name'),
  'lmdb.node': lmdb
}
const config = { main: join(OUT, 'main.cjs'), output: join(OUT, 'blob'), disableExperimentalSEAWarning: true, assets }
writeFileSync(join(OUT, 'config.json'), JSON.stringify(config))
execFileSync(process.execPath, ['--experimental-sea-config', join(OUT, 'config.json')], { stdio: 'pipe' })

copyFileSync(process.execPath, BINARY)
chmodSync(BINARY, 0o755)
const isMac = process.platform === 'darwin'
// macOS runs nothing whose signature is broken.
if (isMac) execFileSync('codesign', ['--remove-signature', BINARY])
const inject = [BINARY, 'NODE_SEA_BLOB', join(OUT, 'blob'), '--sentinel-fuse', FUSE]
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
execFileSync(npx, ['--yes', POSTJECT, ...inject, ...(isMac ? ['--macho-segment-name', 'NODE_SEA'] : [])], {
  stdio: 'pipe',
  shell: process.platform === 'win32'
})
if (isMac) execFileSync('codesign', ['--sign', '-', BINARY])

copyFileSync(join(PROGRAM, 'licenses.txt'), join(OUT, 'licenses.txt'))
for (const name of ['names', 'lmdb-name', 'main.cjs', 'blob', 'config.json', 'program'])
  rmSync(join(OUT, name), { recursive: true })
process.stderr.write(`wrote ${BINARY}\n`)
if (process.argv.includes('--check')) check(BINARY)

/** lmdb's binary for this Node.js and system. */
function nativeFile() {
  const require = createRequire(import.meta.url)
  const folder = join(require.resolve('lmdb'), '..', '..')
  return createRequire(join(folder, 'package.json'))('node-gyp-build-optional-packages').resolve(folder)
}
