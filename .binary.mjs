import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { check } from './.binary/check.mjs'
import { nativeLicenses } from './.binary/native-licenses.mjs'
import { bundles } from './.build/bundles.mjs'
import { writeCompletion } from './.build/completion.mjs'

// Makes one file of Node.js and the program, for the system and the processor on which this runs, by Node's support of
// single executable applications: `npm run binary`. `-- --check` tries it afterwards. docs/binary.md describes it.

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const OUT = join(ROOT, 'dist-binary')
const PROGRAM = join(OUT, 'program')
const BINARY = join(OUT, process.platform === 'win32' ? 'ecpay.exe' : 'ecpay')
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
await writeCompletion(PROGRAM)

const require = createRequire(import.meta.url)
const lmdbFolder = join(require.resolve('lmdb'), '..', '..')
// lmdb's binary for this Node.js and system.
const lmdb = createRequire(join(lmdbFolder, 'package.json'))('node-gyp-build-optional-packages').resolve(lmdbFolder)
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
const inject = [BINARY, 'NODE_SEA_BLOB', join(OUT, 'blob'), '--sentinel-fuse', FUSE, '--macho-segment-name', 'NODE_SEA']
// Its warnings about Node.js itself are of no use to anybody.
execFileSync(process.execPath, [require.resolve('postject/dist/cli.js'), ...inject], { stdio: 'pipe' })
if (isMac) execFileSync('codesign', ['--sign', '-', BINARY])

copyFileSync(join(PROGRAM, 'licenses.txt'), join(OUT, 'licenses.txt'))
appendFileSync(join(OUT, 'licenses.txt'), nativeLicenses(lmdbFolder))
for (const name of ['names', 'lmdb-name', 'main.cjs', 'blob', 'config.json', 'program'])
  rmSync(join(OUT, name), { recursive: true })
process.stderr.write(`wrote ${BINARY}\n`)
if (process.argv.includes('--check')) check(BINARY)
