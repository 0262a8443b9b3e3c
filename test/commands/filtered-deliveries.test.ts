import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { faultServer } from '../gateway/fault-server.js'
import { received, TOKEN } from './callback/receive.js'
import { run } from './run.js'

const env = { ECPAY_TOKEN: TOKEN }
const of = (type: string, msg: object, token = TOKEN) => JSON.stringify(callback(token, JSON.stringify(msg), { type }))
const POSTS = {
  payment: of('payment', { cp_orderno: 'no_1', order_id: '77', total_amount: 1 }),
  refund: of('refund', { cp_refundno: 'refund_1', order_id: '77', refund_amount: 1 }),
  other: of('payment', { cp_orderno: 'no_2', order_id: '78', total_amount: 1 }),
  forged: of('payment', { cp_orderno: 'no_3' }, 'anotherToken0001')
}
const NAMES = Object.keys(POSTS)

/** A place where they were received, in this order. */
async function withAll() {
  const here = place()
  await received('', Object.values(POSTS), here)
  const { deliveries } = JSON.parse((await run('deliveries list --json', { here })).stdout)
  const ids = deliveries.map(({ id }: { id: string }) => id) as string[]
  return { here, nameOf: (id: string) => NAMES[ids.indexOf(id)] }
}

describe('deliveries list', () => {
  test.each([
    ['', NAMES],
    ['--failed', ['forged']],
    ['--type refund', ['refund']],
    ['--type payment --number no_2', ['other']],
    ['--number refund_1', ['payment', 'refund']],
    ['--number 77', ['payment', 'refund']],
    ['--since 1h --grep NO_3', ['forged']],
    ['--since 2099-01-01', []]
  ])('%s', async (line, expected) => {
    const { here, nameOf } = await withAll()
    const { stdout } = await run(`deliveries list --json ${line}`, { here })
    expect(JSON.parse(stdout).deliveries.map(({ id }: { id: string }) => nameOf(id))).toEqual(expected)
  })

  test('says when there are others', async () => {
    const { here } = await withAll()
    expect(await run('deliveries list --number none', { here })).toMatchObject({ exit: 0, stdout: '' })
  })
})

describe('replay', () => {
  test.each([
    ['--number 77', ['payment', 'refund']],
    ['--type payment --since 1h', ['payment', 'other', 'forged']],
    ['--number 77 --last', ['refund']]
  ])('%s', async (line, expected) => {
    const { here } = await withAll()
    const handler = await faultServer((_, response) => response.end('{"err_no":0,"err_tips":"success"}'))
    await run(`replay ${line} --to ${handler.url}`, { here, env })
    expect(handler.bodies).toEqual(expected.map((name) => POSTS[name as keyof typeof POSTS]))
  })

  test('what the handler did not take is sent again', async () => {
    const here = place()
    const broken = await faultServer((_, response) => response.writeHead(500).end())
    await received(`--forward-to ${broken.url}`, [POSTS.payment], here)
    const handler = await faultServer((_, response) => response.end('{"err_no":0,"err_tips":"success"}'))
    expect((await run(`replay --failed --to ${handler.url}`, { here, env })).exit).toBe(0)
    expect(handler.bodies).toEqual([POSTS.payment])
  })

  test.each([
    ['callback.json --failed', 2, 'conflicting-options'],
    ['--failed', 1, 'no-deliveries'],
    ['--since then', 2, 'not-a-since']
  ])('%s is refused', async (line, exit, code) => {
    const here = place({ 'callback.json': POSTS.payment })
    expect(await run(`replay ${line} --to http://127.0.0.1:9/`, { here, env })).toMatchObject({ exit, codes: [code] })
  })
})
