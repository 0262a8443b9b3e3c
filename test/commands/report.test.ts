import { expect, test } from 'vitest'
import { run } from './run.js'

test('an address is reported without user, password and query', async () => {
  const { exit, stdout } = await run('report', {
    env: { ECPAY_APP_ID: 'tt1', ECPAY_NOTIFY_URL: 'https://user:word@shop.example.com/notify?key=very-own' }
  })
  expect(exit).toBe(0)
  expect(stdout).toContain('https://shop.example.com/notify?…')
  expect(stdout).not.toMatch(/user|word@|very-own/)
})
