import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Says at the end of a run which tests this machine left out, and why. With `ECPAY_TEST_ALL=1` in the environment, as
 * `.ci/run` sets it, a run that left one out has failed.
 */
export default class LeftOut implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((one) => [...one.children.allTests('skipped')])
    if (tests.length === 0) return
    const lines = tests.map((one) => `  ${reasonOf(one)}: ${one.module.relativeModuleId}: ${one.fullName}`).sort()
    process.stderr.write(`\nLeft out on this machine (${tests.length}):\n${lines.join('\n')}\n`)
    if (process.env.ECPAY_TEST_ALL === '1') process.exitCode = 1
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' && result.note) || 'not of this system or this user'
}
