import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { run } from './run.js'

test('an address is reported without user, password and query', async () => {
  const { exit, stdout } = await run('report', {
    env: { ECPAY_APP_ID: 'tt1', ECPAY_NOTIFY_URL: 'https://user:word@shop.example.com/notify?key=very-own' }
  })
  expect(exit).toBe(0)
  expect(stdout).toContain('https://shop.example.com/notify?…')
  expect(stdout).not.toMatch(/user|word@|very-own/)
})

test('what cannot be read is said in the report, which is written all the same', async () => {
  const here = place({ 'state/journal-v1': 'no folder', '.ecpayrc': '{' })
  const { exit, stdout, codes } = await run('report --json', { here, env: { ECPAY_STATE_DIR: here.path('state') } })
  expect([exit, codes]).toEqual([0, []])
  const { versions, configuration, call } = JSON.parse(stdout)
  const said = [configuration, call].map(({ problems }) => problems.map(({ code }: { code: string }) => code))
  expect([Object.keys(versions), said]).toEqual([
    ['ecpay', 'node', 'platform', 'arch'],
    [['config-unreadable'], ['file-not-readable']]
  ])
})

describe('a call of the log, with its answer', () => {
  const NOTIFY = 'https://user:word@shop.example.com/notify?key=very-own'
  const logged = async () => {
    const here = place()
    const create = `create-order --env local --amount 100 --notify-url ${NOTIFY} --no-validate`
    for (const line of [`${create} --out-order-no no_1`, 'query none_1 --env local', `${create} --out-order-no no_2`])
      await run(line, { here })
    const reported = async (line: string) => {
      const { exit, stdout, codes } = await run(`report ${line}`, { here })
      return { exit, stdout, codes }
    }
    const { entries } = JSON.parse((await run('log list --json', { here })).stdout)
    return { reported, ids: entries.map(({ id }: { id: string }) => id) as string[] }
  }

  test('the newest that failed', async () => {
    const { reported, ids } = await logged()
    const { call } = JSON.parse((await reported('--json')).stdout)
    expect(call).toMatchObject({
      ...{ id: ids[1], direction: 'out', name: 'query_order', env: 'local', err_no: '2000' },
      body: expect.stringContaining('none_1'),
      answer: { status: 200, log_id: expect.stringMatching(/^\w{8,}$/), body: expect.stringContaining('2000') }
    })
    expect((await reported('')).stdout).toContain('## A call and its answer\n')
  })

  test('another, without what addresses have to themselves', async () => {
    const { reported, ids } = await logged()
    const { exit, stdout } = await reported(`--entry ${ids[0]} --json`)
    expect([exit, JSON.parse(stdout).call.name]).toEqual([0, 'create_order'])
    expect(stdout).toContain('https://shop.example.com/notify?…')
    expect(stdout).not.toMatch(/user|word@|very-own/)
  })

  test.each([
    ['a secret in the middle', 'https://user:word@shop.example.com/notify?token=very-own&uid=very-own-too'],
    [
      'JSON in JSON, as PHP writes it',
      '{"cb":"https:\\/\\/user:word@shop.example.com\\/notify?k=very-own&b=very-own-too"}'
    ]
  ])('an address with %s', async (_, extra) => {
    const here = place()
    const argv = ['create-order', '--env', 'local', '--amount', '100', '--out-order-no', 'no_1', '--cp-extra', extra]
    await run(argv, { here })
    const { entries } = JSON.parse((await run('log list --json', { here })).stdout)
    const { stdout } = await run(`report --json --entry ${entries[0].id}`, { here })
    expect(JSON.parse(stdout).call.body).toContain('https://shop.example.com/notify?…')
    expect(stdout).not.toMatch(/user|word@|very-own/)
  })

  test('none where none failed, and one that is not there', async () => {
    const here = place()
    // It asks for a number that cannot be there.
    expect((await run('doctor --offline', { here })).exit).toBe(0)
    const { exit, stdout } = await run('report --json', { here })
    expect([exit, JSON.parse(stdout)]).toEqual([0, expect.not.objectContaining({ call: expect.anything() })])
    expect(await (await logged()).reported('--entry nothing')).toMatchObject({
      exit: 1,
      codes: ['log-entry-not-found']
    })
  })
})
