import { spawnSync } from 'node:child_process'
import type { TestContext } from 'vitest'

const answers = new Map<string, boolean>()

function isThere(program: string): boolean {
  const known = answers.get(program)
  if (known !== undefined) return known
  const { error } = spawnSync(program, ['--version'])
  answers.set(program, !error)
  return !error
}

/** How the reason begins for which a test is left out where the user is not root. */
export const TAKES_ROOT = 'it takes root here'

/** Leaves a test out where its program is missing; the end of the run names both. */
export function need({ skip }: Pick<TestContext, 'skip'>, program: string): void {
  skip(!isThere(program), `there is no ${program} on this machine`)
}
