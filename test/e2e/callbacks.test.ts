import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDeliveries } from '../../src/simulator/deliveries.js'
import { faultServer } from '../gateway/fault-server.js'
import { Sandbox } from './ecpay.js'
import { callback, DEMO } from './platform.js'
import { referenceHandler } from './reference-handlers.js'

describe('trigger', () => {
  test('a callback to the handler of the documentation: accepted, forged ones refused', async () => {
    const url = await referenceHandler('node.mjs')
    const sandbox = new Sandbox()
    const trigger = (...argv: string[]) => sandbox.run(['trigger', 'payment', '--env', 'local', '--to', url, ...argv])
    expect(await trigger('--duplicate', '2', '--set', 'extra=中')).toMatchObject({ exitCode: 0 })
    const forged = await trigger('--bad-signature', '--json')
    expect({ exitCode: forged.exitCode, code: JSON.parse(forged.stderr).error.code }).toEqual({
      exitCode: 1,
      code: 'callback-not-200'
    })
  })

  test('into verify-callback', async () => {
    const { stdout, exitCode } = await new Sandbox().shell(
      'ecpay trigger settle --env local --amount 7 | ecpay verify-callback --env local | grep -c \'"settle_amount":7\''
    )
    expect({ stdout, exitCode }).toEqual({ stdout: '1\n', exitCode: 0 })
  })
})

/** Starts `ecpay listen` on a free port and gives its address, and what it prints from then on. */
async function listener(sandbox: Sandbox, ...argv: string[]) {
  const child = sandbox.start(['listen', '--env', 'local', '--port', '0', '--json', ...argv])
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  const listening = new Promise<string>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('\n')) resolve(JSON.parse(printed.split('\n')[0] ?? '').listening)
    })
  })
  const lines = () =>
    printed
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line))
  return { child, url: await listening, lines }
}

describe('listen', () => {
  test('a backend is called once for its payment, through listen: verified, recorded, replayable', async () => {
    const calls: string[] = []
    const backend = await faultServer((_, response, count) => {
      calls.push(String(count))
      response.end('{"err_no":0,"err_tips":"success"}')
    })
    const sandbox = new Sandbox()
    const { child, url, lines } = await listener(sandbox, '--forward-to', `${backend.url}/notify`, '--exit-after', '1')
    const order = ['create-order', '--env', 'local', '--amount', '100', '--out-order-no', 'no_1']
    expect((await sandbox.run([...order, '--notify-url', `${url}/notify`])).exitCode).toBe(0)
    const paid = await sandbox.run(['simulate', 'pay', 'no_1', '--json'])
    expect(paid.exitCode).toBe(0)
    if (child.exitCode === null) await once(child, 'exit')
    expect([child.exitCode, calls]).toEqual([0, ['1']])
    expect(backend.bodies).toEqual([JSON.parse(paid.stdout).callback])
    expect(lines()).toMatchObject([{ type: 'payment', number: 'no_1', amount: '100', valid: true, answered: 200 }])

    const exported = await sandbox.shell(
      'ecpay deliveries export out && cat out/*.json | ecpay verify-callback --env local'
    )
    expect({ exitCode: exported.exitCode, number: JSON.parse(exported.stdout).cp_orderno }).toEqual({
      exitCode: 0,
      number: 'no_1'
    })
    expect((await sandbox.run(['replay', 'out', '--to', backend.url])).exitCode).toBe(0)
    expect(backend.bodies[1]).toBe(backend.bodies[0])
  })

  test('killed at any moment, it has every callback that it acknowledged', async () => {
    const sandbox = new Sandbox()
    const { child, url } = await listener(sandbox)
    const acknowledged: string[] = []
    const body = (i: number) => JSON.stringify(callback(DEMO.token, `{"cp_orderno":"no_${i}"}`))
    const worker = async (first: number) => {
      for (let i = first; ; i += 8) {
        const answer = await fetch(url, { method: 'POST', body: body(i) }).catch(() => undefined)
        if (!answer) return
        if (answer.ok) acknowledged.push(`no_${i}`)
        if (acknowledged.length === 200) child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, i) => worker(i)))
    const deliveries = await openDeliveries(join(sandbox.folder, 'state', 'ecpay'))
    const kept = deliveries.all().map(({ number }) => number)
    await deliveries.close()
    expect(acknowledged.length).toBeGreaterThanOrEqual(200)
    expect(kept).toEqual(expect.arrayContaining(acknowledged))
  })

  test('check-handler passes through it, and Ctrl-C ends it', async () => {
    const sandbox = new Sandbox()
    const target = await referenceHandler('node.mjs')
    const { child, url } = await listener(sandbox, '--forward-to', target)
    const checked = await sandbox.run(['check-handler', url, '--env', 'local'])
    expect(checked.stdout.split('\n').filter((line) => /^[✗!]/.test(line))).toEqual([])
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
  })

  test('a state directory that cannot be used is said, and forwarding goes on', async () => {
    const sandbox = new Sandbox()
    writeFileSync(join(sandbox.folder, 'file'), '')
    const child = sandbox.start(['listen', '--env', 'local', '--port', '0', '--exit-after', '1'], {
      ECPAY_STATE_DIR: join(sandbox.folder, 'file')
    })
    let said = ''
    const url = await new Promise<string>((resolve) => {
      child.stderr?.on('data', (chunk) => {
        said += chunk
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
        if (found) resolve(found)
      })
    })
    expect((await fetch(url, { method: 'POST', body: JSON.stringify(callback(DEMO.token)) })).status).toBe(200)
    if (child.exitCode === null) await once(child, 'exit')
    expect({ exitCode: child.exitCode, said: said.includes('(state-unusable)') }).toEqual({ exitCode: 0, said: true })
  })
})
