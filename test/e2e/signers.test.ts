import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { GO, need } from '../programs.js'
import { Sandbox } from './ecpay.js'
import { SOON_READY } from './reference-handlers.js'

const folder = fileURLToPath(new URL('../../docs/signers/', import.meta.url))
/** How a program is started, by its name. */
const RUN: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  'php.php': ['php'],
  'python.py': ['python3'],
  'node.mjs': ['node'],
  'go.go': ['go', 'run'],
  'Java.java': ['java', ...SOON_READY],
  // Only .NET 10 runs a file without a project.
  'csharp.cs': ['dotnet', 'run', '--file']
}
/** Hardly any machine has .NET; then nobody need hear of it. */
const HAS_DOTNET = spawnSync('dotnet', ['--version']).status === 0
const STARTED = Object.entries(RUN).filter(([, [program]]) => program !== 'dotnet' || HAS_DOTNET)

/** A machine that has no cache of Go's own packages compiles them first. */
const PATIENT = { timeout: 180_000 }
describe.each([
  ['ecpay', folder],
  ['trade', `${folder}trade/`]
])('the programs of docs/check-signer.md for %s sign every case right', PATIENT, (system, path) => {
  test('there is one in every language', () => {
    const files = readdirSync(path).filter((name) => name.includes('.'))
    expect(files.toSorted()).toEqual(Object.keys(RUN).toSorted())
  })

  test.for(STARTED)('%s', async ([name, program], context) => {
    need(context, program[0])
    const argv = ['check-signer', '--system', system, '--timeout', '120000', '--', ...program, `${path}${name}`]
    const { stdout, stderr, exitCode } = await new Sandbox().runHere(argv, { env: GO })
    expect({ stderr, exitCode, first: stdout.split('\n')[0] }).toEqual({
      stderr: '',
      exitCode: 0,
      first: expect.stringMatching(/^✓ Your code signs all \d+ cases right/)
    })
  })
})
