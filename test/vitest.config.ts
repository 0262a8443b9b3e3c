import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
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
