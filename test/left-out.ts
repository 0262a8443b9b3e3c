import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { TAKES_ROOT } from './programs.js'

/**
 * Says at the end of a run which tests this machine left out, and why. With `ECPAY_TEST_ALL=1` in the environment, as
 * `.ci/run` sets it, a run has failed that left one out for something that can be installed or allowed here: not for
 * another system, nor for a user who is not root.
 */
export default class LeftOut implements Reporter {
  private hasPattern = false

  onInit({ config }: Vitest): void {
    this.hasPattern = config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((one) => [...one.children.allTests('skipped')])
    // With a pattern of names, whoever gave it has left out the rest.
    const tests = skipped.filter((one) => !this.hasPattern || noteOf(one) !== undefined)
    if (tests.length === 0) return
    const lines = tests
      .map(
        (one) =>
          `  ${noteOf(one) ?? 'not of this system or this user'}: ${one.module.relativeModuleId}: ${one.fullName}`
      )
      .sort()
    process.stderr.write(`\nLeft out on this machine (${tests.length}):\n${lines.join('\n')}\n`)
    if (process.env.ECPAY_TEST_ALL === '1' && tests.some(isMissed)) process.exitCode = 1
  }
}

function isMissed(test: TestCase): boolean {
  const note = noteOf(test)
  return note !== undefined && !note.startsWith(TAKES_ROOT)
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result()
  return result.state === 'skipped' ? result.note : undefined
}
