import { defineConfig } from 'vitest/config'
import { NATIVE, nativeSources } from './native-sources.js'

/** They add to the lists of the program, which nothing after them may see, or load the program anew. */
const ALONE = ['test/systems.test.ts', 'test/commands/call/made-up-call.test.ts', 'test/patterns/patterns.test.ts']

export default defineConfig({
  plugins: [nativeSources],
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // More than processors, because a test often waits for a process, a socket or a clock.
    maxWorkers: 3,
    // Most of what a test makes is gone soon: with more room for it, less of that is looked at.
    execArgv: ['--max-semi-space-size=64'],
    projects: [
      // The files of a worker share what they import: to read it anew for each takes as long as a third of the tests.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } }
    ],
    server: { deps: { external: [NATIVE] } },
    globalSetup: new URL('temporary-files.ts', import.meta.url).pathname,
    reporters: ['default', new URL('left-out.ts', import.meta.url).pathname],
    coverage: {
      include: ['src/**'],
      reporter: ['text'],
      thresholds: {
        'src/{protocol,ecpay,recorded}/**': { lines: 100 },
        'src/{*.ts,!(protocol|ecpay|recorded)/**}': { lines: 90 }
      }
    }
  }
})
