import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SNIPPETS } from '../src/output/words/snippets.js'
import { TRADE_SNIPPETS } from '../src/output/words/trade-snippets.js'
import { DEMO_KEYS } from '../src/simulator/demo-keys.js'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
const recipes = [...page.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(([, diff = '']) => diff)

let copy = ''

beforeAll(() => {
  copy = mkdtempSync(join(ROOT, 'node_modules', '.recipes-'))
  for (const name of ['src', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('the recipes of CONTRIBUTING.md make what they promise, all of them together', async () => {
  expect(recipes.length).toBe(8)
  for (const recipe of recipes) apply(recipe)
  // The last one adds a language of snippets: its snippet of every fix is missing, and nothing else is wrong.
  const asked = typeErrors()
  expect(asked.length).toBe(Object.keys(SNIPPETS).length + Object.keys(TRADE_SNIPPETS).length)
  for (const one of asked) expect(one).toMatch(/^\S*words\/(?:trade-)?snippets\.ts\(.*"?ruby"?.* is missing/)
  await build({
    cwd: copy,
    input: join(copy, 'src/cli.ts'),
    platform: 'node',
    external: ['lmdb'],
    checks: { eval: false },
    output: { dir: join(copy, 'dist'), format: 'esm' }
  })
  const body = join(copy, 'body.json')
  const said = run([
    ['fen', '12.5'],
    ['fen', '--help'],
    ['config', 'path', '--help'],
    ['query-coupon', '--help'],
    ['simulate', 'deposit', '--help'],
    ['trigger', 'coupon', '--env', 'local', '--amount', '5', '--quiet'],
    ['diagnose', '--env', 'local', '--sign', withoutDashes(body), body]
  ])
  expect(said).toEqual([
    '1250\n',
    expect.stringContaining('Say an amount of yuan in fen'),
    expect.stringContaining('--folder'),
    expect.stringContaining('number of the coupon'),
    expect.stringContaining('<out_deposit_no>'),
    expect.stringMatching(/"type":"coupon"/),
    expect.stringContaining('dashes-removed')
  ])
}, 120_000)

/** Outside the repository, git applies a patch to any folder, and finds the place by the lines around it. */
function apply(input: string): void {
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: join(ROOT, 'node_modules') }
  execFileSync('git', ['apply', '--recount', '-C1', '-'], { cwd: copy, input, env })
}

/** Runs the built copy, which takes long to start, and returns what each command writes to stdout. */
function run(commands: readonly string[][]): string[] {
  const program = `import { main, nodeWorld } from './dist/cli.js'
    for (const argv of JSON.parse(process.argv[1])) {
      process.argv.splice(1, Infinity, 'ecpay', ...argv)
      await main(nodeWorld(process))
      process.stdout.write('\\0')
    }`
  const argv = ['--input-type=module', '-e', program, JSON.stringify(commands)]
  const { stdout } = spawnSync('node', argv, { cwd: copy, encoding: 'utf8' })
  return stdout.split('\0').slice(0, -1)
}

/** The errors of the compiler in the copy, without their details. */
function typeErrors(): string[] {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  // Several checkers each read the types that they share.
  const argv = [tsc, '--noEmit', '--checkers', '1', '--rootDir', copy, '-p', copy]
  const { stdout } = spawnSync('node', argv, { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => /: error TS/.test(line))
}

/** Writes a body with dashes, and returns the signature that code computes which removes them. */
function withoutDashes(file: string): string {
  const values = { out_order_no: 'no-1', subject: 'a-b', total_amount: '100' }
  writeFileSync(file, JSON.stringify({ app_id: DEMO_KEYS.app_id, ...values }))
  const texts = [...Object.values(values).map((text) => text.replaceAll('-', '')), DEMO_KEYS.salt]
  return createHash('md5').update(texts.sort().join('&')).digest('hex')
}
