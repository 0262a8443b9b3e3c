import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { startGateway } from '../../src/simulator/gateway-server.js'
import type { LogEntry } from '../../src/simulator/log-entry.js'
import { ENDPOINTS } from '../../src/trade/endpoints/endpoints.js'
import { freshDirectory } from '../simulator/support.js'
import { sampleBody } from '../trade/sample-body.js'
import { finished } from './ecpay.js'
import { prepare, TIME_SCALE } from './sdk-world.js'

/** Where the calls of the trade system are. What else the SDK has belongs to other products. */
const PREFIXES = [
  '/api/trade_basic/',
  '/api/trade_auth/',
  '/api/apps/ecpay/',
  '/api/apps/v3/bills/',
  '/api/apps/v3/fund/'
]

/** Known from other sources, and not in the SDK. */
const NOT_IN_SDK = ['image_upload']

interface Called {
  path: string
  members: string[]
}

test("every trade call of the platform's own Node SDK is accepted by the local gateway, and has the same members here", async () => {
  const log: LogEntry[] = []
  const gateway = await startGateway({
    stateDir: freshDirectory(),
    allowedHosts: ['open.douyin.com'],
    now: Date.now,
    timeScale: TIME_SCALE,
    log: (entry) => log.push(entry)
  })
  const known = ENDPOINTS.filter(({ path }) => PREFIXES.some((prefix) => path.startsWith(prefix)))
  const { app_id, app_secret } = DEMO_KEYS
  const about = await prepare(gateway)
  const whatWasPrepared = log.splice(0).filter(({ err_no }) => err_no !== 0)
  const bodies = Object.fromEntries(known.map((one) => [one.path, { ...sampleBody(one), app_id, ...about[one.name] }]))
  const driver = spawn('node', [fileURLToPath(new URL('open-dy.cjs', import.meta.url))])
  driver.stdin.end(JSON.stringify({ port: gateway.port, app_id, app_secret, prefixes: PREFIXES, bodies }))
  const { stdout, stderr } = await finished(driver)
  await gateway.close()

  expect([stderr, whatWasPrepared]).toEqual(['', []])
  const called = JSON.parse(stdout) as Called[]
  const paths = known.filter(({ name }) => !NOT_IN_SDK.includes(name)).map(({ path }) => path)
  expect(called.map(({ path }) => path).sort()).toEqual(paths.sort())
  expect(log.filter(({ err_no }) => err_no !== 0)).toEqual([])
  const unknown = called.flatMap(({ path, members }) => {
    const keys = known.find((one) => one.path === path)?.fields.map(({ key }) => key)
    return members.filter((key) => !keys?.includes(key)).map((key) => `${path} ${key}`)
  })
  expect(unknown).toEqual([])
})
