import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // The files of a worker share what they import: to read it anew for each takes as long as a third of the tests.
    isolate: false,
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
