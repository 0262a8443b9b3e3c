import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROJECT = mkdtempSync(join(tmpdir(), 'ecpay-package-'))
const INSTALLED = join(PROJECT, 'node_modules', 'ecpay-cli')
afterAll(() => rmSync(PROJECT, { recursive: true, force: true }))

/** Runs a program in the empty project, in a home of its own. */
function run(program: string, argv: readonly string[], cwd = PROJECT): string {
  const env = { PATH: process.env.PATH ?? '', HOME: PROJECT, TMPDIR: PROJECT, XDG_STATE_HOME: PROJECT }
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, env, encoding: 'utf8' })
  expect([status, stdout, stderr]).toEqual([0, expect.anything(), expect.anything()])
  return stdout
}

/** The package as `npm install` puts it into a project, without its one dependency. */
const PACKAGE = (() => {
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', PROJECT], ROOT)
  const [{ filename, files, unpackedSize }] = JSON.parse(packed)
  mkdirSync(INSTALLED, { recursive: true })
  run('tar', ['-xzf', join(PROJECT, filename), '-C', INSTALLED, '--strip-components=1'])
  writeFileSync(join(PROJECT, 'package.json'), '{"type":"module"}')
  return { files: files.map(({ path }: { path: string }): string => path), unpackedSize }
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
  expect(imported.size).toBeGreaterThan(10)
  expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining([...imported]))
})

test('the manual page that package.json names', () => {
  const { man } = JSON.parse(readFileSync(join(INSTALLED, 'package.json'), 'utf8'))
  expect(gunzipSync(readFileSync(join(INSTALLED, man))).toString()).toMatch(/^\.TH ECPAY 1 /)
})

test('the program runs from it', () => {
  const bin = join(INSTALLED, 'bin', 'ecpay.js')
  expect(run(process.execPath, [bin, '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(run(process.execPath, [bin, 'sign', '-d', 'a=1', '--env', 'local'])).toMatch(/^[0-9a-f]{32}\n$/)
  expect(run(process.execPath, [bin, 'config', 'show'])).toContain('timeout_ms')
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
