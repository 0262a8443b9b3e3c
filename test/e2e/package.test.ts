import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { steps } from '../release/dockerfile.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROJECT = mkdtempSync(join(tmpdir(), 'ecpay-package-'))
const INSTALLED = join(PROJECT, 'node_modules', 'ecpay-cli')
const PREFIX = join(PROJECT, 'global')
afterAll(() => rmSync(PROJECT, { recursive: true, force: true }))

/** What npm has downloaded before, which lmdb is taken from as far as it is there: `npm ci` has put it there. */
const CACHE = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim()
const INSTALL = ['--prefer-offline', '--no-audit', '--no-fund']

/** Runs a program in the empty project, in a home of its own, on the given or this PATH. */
function run(program: string, argv: readonly string[], { cwd = PROJECT, path = process.env.PATH ?? '' } = {}): string {
  const places = { HOME: PROJECT, TMPDIR: PROJECT, XDG_STATE_HOME: PROJECT, XDG_CACHE_HOME: PROJECT }
  const env = { PATH: path, ...places, npm_config_cache: CACHE, npm_config_update_notifier: 'false' }
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, env, encoding: 'utf8' })
  expect([status, stdout, stderr]).toEqual([0, expect.anything(), expect.anything()])
  return stdout
}

/** The package as `npm install` puts it into a project. */
const PACKAGE = (() => {
  const options = ['--ignore-scripts', '--json', '--pack-destination', PROJECT]
  const [{ filename, files, unpackedSize }] = JSON.parse(run('npm', ['pack', ...options], { cwd: ROOT }))
  writeFileSync(join(PROJECT, 'package.json'), '{"type":"module"}')
  run('npm', ['install', ...INSTALL, `./${filename}`])
  return { archive: `./${filename}`, files: files.map(({ path }: { path: string }): string => path), unpackedSize }
})()
const FILES: string[] = PACKAGE.files

test('what is built, what documents it, and nothing else', () => {
  expect(FILES.filter((path) => !/^(bin|dist)\//.test(path)).toSorted()).toEqual([
    '.ecpayrc.example',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'SECURITY.md',
    'SKILL.md',
    'docs/suite.schema.json',
    'package.json'
  ])
})

test('at most two and a half megabytes, without lmdb', () => {
  expect(PACKAGE.unpackedSize).toBeLessThan(2_500_000)
})

test('the licence of everything in the bundle', () => {
  const text = readFileSync(join(INSTALLED, 'dist', 'licenses.txt'), 'utf8')
  const named = [...text.matchAll(/^((?:@[\w-]+\/)?[\w.-]+) (\d+\.\d+\.\d+) \(([\w.-]+)\)\n {2}Copyright /gm)]
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  for (const [, name, version, license] of named) {
    expect([name, lock[`node_modules/${name}`]?.version]).toEqual([name, version])
    expect(['MIT', 'ISC', 'Apache-2.0']).toContain(license)
  }
  const imported = new Set(
    readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
      .flatMap((source) => [...source.matchAll(/(?:^import .*from |import\()'((?:@[^/']+\/)?[\w-]+)[/']/gm)])
      .map(([, name]) => name)
  )
  expect(text).not.toMatch(/Copyright .*[[{<](?:yyyy|year|name of)/i)
  expect(imported.size).toBeGreaterThan(10)
  expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining([...imported]))
})

test('it runs in the project', () => {
  expect(run('npx', ['--no-install', 'ecpay', '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/)
  const bin = join(INSTALLED, 'bin', 'ecpay.js')
  expect(run(process.execPath, [bin, 'sign', '-d', 'a=1', '--env', 'local'])).toMatch(/^[0-9a-f]{32}\n$/)
  expect(run(process.execPath, [bin, 'config', 'show'])).toContain('timeout_ms')
})

test('it runs without being installed', () => {
  expect(run('npx', ['--yes', '--package', PACKAGE.archive, 'ecpay', '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('it is installed for every folder and without any script, with its manual page', () => {
  // As the Dockerfile does it.
  const install = steps({ '/tmp': PROJECT, '/opt/ecpay': PREFIX, '/usr/local/bin': PREFIX, '/data': PREFIX }).find(
    (step) => step.startsWith('npm install')
  )
  expect(install).toContain(' --ignore-scripts ')
  run('sh', ['-ec', `${install} --prefer-offline`])
  const page = gunzipSync(readFileSync(join(PREFIX, 'share', 'man', 'man1', 'ecpay.1.gz')))
  expect(page.toString()).toMatch(/^\.TH ECPAY 1 /)
  const path = `${join(PREFIX, 'bin')}:${process.env.PATH}`
  run('ecpay', ['create-order', '--amount', '100', '--out-order-no', 'order_1001'], { path })
  run('ecpay', ['simulate', 'pay', 'order_1001', '--out', 'callback.json'], { path })
  run('ecpay', ['verify-callback', 'callback.json', '--env', 'local'], { path })
  expect(JSON.parse(run('ecpay', ['query', 'order_1001', '--json'], { path }))).toMatchObject({
    response: { body: { payment_info: { order_status: 'SUCCESS' } } }
  })
})

test('the library is imported from it, without anything of the command line', () => {
  const code = "import { sign } from 'ecpay-cli'; console.log(sign({ total_amount: 1000000 }, 'your_payment_salt'))"
  expect(run(process.execPath, ['--input-type=module', '-e', code])).toBe('cea3905ec25a4e9ac846746be593b3b1\n')
  const source = readFileSync(join(INSTALLED, 'dist', 'index.js'), 'utf8')
  const imports = [...source.matchAll(/(?:^|;)import\{[^}]*\}from"([^"]+)"/g)].map(([, from]) => from)
  expect(imports.toSorted()).toEqual(['node:buffer', 'node:crypto', 'node:util'])
  expect(source).not.toMatch(/\bimport\(|\brequire\(/)
})

test('its types are whole and strict', () => {
  writeFileSync(
    join(PROJECT, 'use.mts'),
    `import { EcpayError, type Finding, type SignTrace, sign, traceSign, verifyCallback } from 'ecpay-cli'
export const trace: SignTrace = traceSign('{"a":1}', 'salt', { nested: 'go' })
export const valid: boolean = verifyCallback(new Uint8Array(), 'token', { maxAge: 300, now: 0 }).valid
export const codes = (found: readonly Finding[]) => found.map((one) => (one.code === 'edge-whitespace' ? one.codePoints : []))
export const found = (error: unknown) => (error instanceof EcpayError ? codes(error.findings) : undefined)
// @ts-expect-error: there is no such rule
sign('{}', 'salt', { nested: 'php' })
`
  )
  const options = { module: 'NodeNext', target: 'ES2022', strict: true, skipLibCheck: false, noEmit: true, types: [] }
  writeFileSync(join(PROJECT, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.mts'] }))
  run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--project', PROJECT])
})
