import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'

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
  expect(recipes.length).toBe(4)
  // Outside of the repository git applies to any folder, and finds the place by the lines around it.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: join(ROOT, 'node_modules') }
  for (const input of recipes) execFileSync('git', ['apply', '--recount', '-C1', '-'], { cwd: copy, input, env })
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const ran = () => execFileSync('node', [tsc, '--noEmit', '--rootDir', copy, '-p', copy], { encoding: 'utf8' })
  expect(ran()).toBe('')
  await build({
    cwd: copy,
    input: join(copy, 'src/cli.ts'),
    platform: 'node',
    external: ['lmdb'],
    checks: { eval: false },
    output: { dir: join(copy, 'dist'), format: 'esm' }
  })
  const program = `import { main, nodeWorld } from './dist/cli.js'; process.exitCode = await main(nodeWorld(process))`
  const run = (...argv: string[]) =>
    execFileSync('node', ['--input-type=module', '-e', program, '--', 'ecpay', ...argv], {
      cwd: copy,
      encoding: 'utf8'
    })
  expect(run('fen', '12.5')).toBe('1250\n')
  expect(run('fen', '--help')).toContain('Say an amount of yuan in fen')
  expect(run('config', 'path', '--help')).toContain('--folder')
  expect(run('query-coupon', '--help')).toContain('number of the coupon')
}, 60_000)
