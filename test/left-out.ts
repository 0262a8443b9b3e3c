import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/**
 * Says at the end of a run which tests this machine left out, and why. With `ECPAY_TEST_ALL=1` in the environment, as
 * `.ci/run` sets it, a run that left one out has failed.
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
    if (process.env.ECPAY_TEST_ALL === '1') process.exitCode = 1
  }
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result()
  return result.state === 'skipped' ? result.note : undefined
}
