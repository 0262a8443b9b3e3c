import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'

const answers = new Map<string, boolean>()

function isThere(program: string): boolean {
  const known = answers.get(program)
  if (known !== undefined) return known
  const { error } = spawnSync(soonest(program), ['--version'])
  answers.set(program, !error)
  return !error
}

const paths = new Map<string, string>()

/** What starts a program soonest: Python itself, where a version manager has put a script in its place. */
export function soonest(program: string): string {
  const known = paths.get(program)
  if (known !== undefined) return known
  const found = program === 'python3' ? spawnSync(program, ['-c', 'import sys; print(sys.executable)']) : undefined
  const path = found?.status === 0 ? String(found.stdout).trim() : program
  paths.set(program, path)
  return path
}

/**
 * For Go. Its cache is kept, and no test changes how Go is set up (such as `CGO_ENABLED`): its library comes compiled for
 * that alone, or is compiled once.
 */
export const GO = {
  GOCACHE: process.env.GOCACHE ?? join(homedir(), '.cache', 'go-build'),
  GOFLAGS: '-mod=mod'
}

/** How the reason begins for which a test is left out where the user is not root. */
export const TAKES_ROOT = 'it takes root here'

/** Leaves a test out where its program is missing; the end of the run names both. */
export function need({ skip }: Pick<TestContext, 'skip'>, program: string): void {
  skip(!isThere(program), `there is no ${program} on this machine`)
}

/** As {@link need}, for a program with RSA: Python has none of its own. */
export function needRsa(context: Pick<TestContext, 'skip'>, program: string): void {
  need(context, program)
  if (program !== 'python3') return
  const known = answers.get('cryptography') ?? spawnSync(soonest(program), ['-c', 'import cryptography']).status === 0
  answers.set('cryptography', known)
  context.skip(!known, 'there is no cryptography for Python on this machine')
}
