import { describe, expect, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'
import { listener } from './listener.js'
import { localGateway } from './local-gateway.js'
import { callbackSign, DEMO, requestSign } from './platform.js'
import { referenceHandler } from './reference-handlers.js'

describe('trigger', () => {
  test('a callback to the handler of the documentation: accepted, forged ones refused', async () => {
    const { url } = await referenceHandler('node.mjs')
    const sandbox = new Sandbox()
    const trigger = (...argv: string[]) =>
      sandbox.runHere(['trigger', 'payment', '--env', 'local', '--to', url, ...argv])
    expect(await trigger('--duplicate', '2', '--set', 'extra=中')).toMatchObject({ exitCode: 0 })
    const forged = await trigger('--bad-signature', '--json')
    expect(forged).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(forged.stdout)).toMatchObject({ wanted: 'refused', passed: true, delivered: false })
  })

  test('into verify-callback', async () => {
    const { stdout, exitCode } = await new Sandbox().shell(
      'ecpay trigger settle --env local --amount 7 | ecpay verify-callback --env local | grep -c \'"settle_amount":7\''
    )
    expect({ stdout, exitCode }).toEqual({ stdout: '1\n', exitCode: 0 })
  })
})

/** Orders as a backend does, with nothing of this project. */
async function order(gateway: string, out_order_no: string, notify_url: string) {
  const { app_id, salt } = DEMO
  const goods = { total_amount: 100, subject: '肉夹馍', body: '一份', valid_time: 900 }
  const body = { app_id, out_order_no, notify_url, ...goods }
  const answer = await fetch(`${gateway}/api/apps/ecpay/v1/create_order`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, sign: requestSign(body, salt) })
  })
  return (await answer.json()) as { err_no: number; data: { order_id: string } }
}

describe('listen', () => {
  test('a backend orders, is paid and called once, through listen: verified, recorded, replayable', async () => {
    const sandbox = new Sandbox()
    const calls: boolean[] = []
    const backend = await faultServer((_, response) => {
      const { timestamp, nonce, msg, msg_signature } = JSON.parse(backend.bodies.at(-1) ?? '')
      calls.push(msg_signature === callbackSign(DEMO.token, timestamp, nonce, msg))
      response.end('{"err_no":0,"err_tips":"success"}')
    })
    const { url, lines, ended } = await listener(sandbox, [
      '--forward-to',
      `${backend.url}/notify`,
      '--exit-after',
      '1'
    ])

    const created = await order(await localGateway(sandbox), 'no_1', `${url}/notify`)
    expect(created).toMatchObject({ err_no: 0 })
    const paid = await sandbox.runHere(['simulate', 'pay', 'no_1', '--json'])
    expect([paid.exitCode, await ended]).toEqual([0, 0])

    expect(calls).toEqual([true])
    expect(backend.bodies).toEqual([JSON.parse(paid.stdout).callback])
    expect(lines()).toMatchObject([{ type: 'payment', number: 'no_1', amount: '100', valid: true, answered: 200 }])
    const exported = await sandbox.shell(
      'ecpay deliveries export out && cat out/*.json | ecpay verify-callback --env local'
    )
    expect(exported.exitCode).toBe(0)
    expect(JSON.parse(exported.stdout)).toMatchObject({ cp_orderno: 'no_1', order_id: created.data.order_id })
    const [{ id }] = lines() as [{ id: string }]
    for (const source of [id, 'out']) {
      expect((await sandbox.runHere(['replay', source, '--to', backend.url])).exitCode).toBe(0)
      expect(backend.bodies.at(-1)).toBe(backend.bodies[0])
    }
    expect(calls).toEqual([true, true, true])
  })

  test('check-handler passes through it, and Ctrl-C ends it', async () => {
    const sandbox = new Sandbox()
    const { url: target } = await referenceHandler('node.mjs')
    const { child, url, ended } = await listener(sandbox, ['--forward-to', target])
    const checked = await sandbox.run(['check-handler', url, '--env', 'local'])
    expect(checked.stdout.split('\n').filter((line) => /^[✗!]/.test(line))).toEqual([])
    child.kill('SIGINT')
    expect(await ended).toBe(130)
  })
})
