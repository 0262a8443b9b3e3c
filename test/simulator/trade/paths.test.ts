import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { LOCAL_KEYS } from '../../../src/simulator/local-keys.js'
import { createPlatform } from '../../../src/simulator/platform.js'
import { callsOf } from '../../../src/simulator/played-calls.js'
import { openStore } from '../../../src/simulator/store/store.js'
import { SYSTEMS } from '../../../src/systems.js'
import { ENDPOINTS } from '../../../src/trade/endpoints/endpoints.js'
import { ask, freshDirectory, START } from '../support.js'

const options = async () => ({
  store: await openStore(freshDirectory()),
  keys: LOCAL_KEYS,
  apps: [],
  now: () => START,
  random: (size: number) => new Uint8Array(size).fill(1),
  log: () => {}
})
const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
const init = { method: 'POST', headers, body: '{}' }
const slashless = ENDPOINTS.filter((one) => one.slashless).map(({ path }) => path.slice(0, -1))
const others = ENDPOINTS.filter(({ path, slashless }) => path.endsWith('/') && !slashless)
const unplayed = others.map(({ path }) => path.slice(0, -1))

test('a path that pages print without its slash is answered, with a warning', async () => {
  const platform = createPlatform(await options(), await callsOf(SYSTEMS))
  expect(slashless.length).toBe(21)
  for (const path of slashless) {
    const { status, headers: answered } = await ask(platform, path, init)
    expect([path, status, answered.get('x-ecpay-warning')]).toEqual([
      path,
      200,
      expect.stringMatching(/(?:^|, )path-without-slash;near=\/api\/[a-z0-9/_]+\/$/)
    ])
    const right = await ask(platform, `${path}/`, init)
    expect([right.status, right.headers.get('x-ecpay-warning') ?? '']).toEqual([
      200,
      expect.not.stringMatching(/slash/)
    ])
  }
})

test('no other path is, and with --strict none', async () => {
  const calls = await callsOf(SYSTEMS)
  const given = await options()
  const [platform, strict] = [createPlatform(given, calls), createPlatform({ ...given, strict: true }, calls)]
  // Without its slash, the path of some calls is that of one of 担保支付.
  const known = new Set(calls.map(({ endpoint }) => endpoint.path))
  for (const path of unplayed.filter((one) => !known.has(one)))
    expect([path, (await ask(platform, path, init)).status]).toEqual([path, 404])
  for (const path of slashless) expect([path, (await ask(strict, path, init)).status]).toEqual([path, 404])
})
