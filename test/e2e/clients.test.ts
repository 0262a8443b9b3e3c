import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { need } from '../programs.js'
import { finished, Sandbox } from './ecpay.js'
import { localGateway } from './local-gateway.js'
import { DEMO } from './platform.js'
import { HANDLERS, type HandlerFile, referenceHandler } from './reference-handlers.js'

const inDocs = (file: string) => fileURLToPath(new URL(`../../docs/clients/${file}`, import.meta.url))

type Answer = Record<string, unknown> & { err_no: number }

/** A backend of one language, with no code of this project: the client and the handler of the documentation. */
async function backend(file: HandlerFile) {
  const { program } = HANDLERS[file]
  const sandbox = new Sandbox()
  // Results are there, and called back, a moment after they were asked for.
  const host = await localGateway(sandbox, '--time-scale', '0.01')
  const handler = await referenceHandler(file)
  const call = async (argv: string[], env: Record<string, string> = {}) => {
    const keys = { ECPAY_HOST: host, ECPAY_APP_ID: DEMO.app_id, ECPAY_SALT: DEMO.salt }
    const { stdout, exitCode } = await finished(
      spawn(program, [inDocs(file), ...argv], { cwd: sandbox.folder, env: { ...sandbox.env, ...keys, ...env } })
    )
    return { exitCode, answer: (stdout === '' ? {} : JSON.parse(stdout)) as Answer }
  }
  const pay = async (number: string) => {
    const { exitCode, stderr } = await sandbox.runHere(['simulate', 'pay', number])
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  }
  /** Waits for a callback that the handler has found genuine. */
  const calledBack = async (what: string) => {
    const told = () => done().some((line) => line.endsWith(what))
    while (!told()) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  /** A line for each piece of work that the handler has done; Go and PHP write the numbers in quotes. */
  const done = () =>
    handler
      .said()
      .replaceAll('"', '')
      .match(/(payment|refund|settle) no_\d$/gm) ?? []
  return { call, pay, calledBack, done, notify: `notify_url=${handler.url}` }
}

// What is signed in another way by careless clients: 0, quotes, white space, an emoji before full-width signs.
const GOODS = [
  'total_amount:=100',
  'subject="商品"😀（限时）',
  'body=　一份 ',
  'valid_time:=900',
  'disable_msg:=0',
  'msg_page='
]

describe('a backend drives the local gateway, and is told of a wrong SALT and of no answer', () => {
  test.for(['php.php', 'node.mjs', 'python.py'] as const)('%s', async (file, context) => {
    need(context, HANDLERS[file].program)
    const { call, pay, calledBack, done, notify } = await backend(file)

    expect(await call(['create_order', 'out_order_no=no_1', ...GOODS, 'cp_extra={"a":"b/c"}', notify])).toMatchObject({
      exitCode: 0,
      answer: { err_no: 0, data: { order_id: expect.stringMatching(/^\d+$/), order_token: expect.any(String) } }
    })
    await pay('no_1')
    expect((await call(['query_order', 'out_order_no=no_1'])).answer).toMatchObject({
      payment_info: { order_status: 'SUCCESS', total_fee: 100, cp_extra: '{"a":"b/c"}' }
    })

    const refund = ['create_refund', 'out_order_no=no_1', 'out_refund_no=no_2', 'refund_amount:=30', 'reason=退一部分']
    expect((await call([...refund, notify])).answer).toMatchObject({ err_no: 0 })
    await calledBack('refund no_2')
    expect((await call(['query_refund', 'out_refund_no=no_2'])).answer).toMatchObject({
      refundInfo: { refund_status: 'SUCCESS', refund_amount: 30 }
    })

    const settle = ['settle', 'out_order_no=no_1', 'out_settle_no=no_3', 'settle_desc=结算']
    const receivers = 'settle_params=[{"merchant_uid":"mch_1","amount":20}]'
    expect((await call([...settle, receivers, notify])).answer).toMatchObject({ err_no: 0 })
    await calledBack('settle no_3')
    expect((await call(['query_settle', 'out_settle_no=no_3'])).answer).toMatchObject({
      settle_info: { settle_status: 'SUCCESS' }
    })

    expect(done()).toEqual(['payment no_1', 'refund no_2', 'settle no_3'])

    expect(await call(['query_order', 'out_order_no=no_1'], { ECPAY_SALT: 'another' })).toMatchObject({
      exitCode: 1,
      answer: { err_no: 2008 }
    })
    expect((await call(['query_order', 'out_order_no=no_1'], { ECPAY_HOST: 'http://127.0.0.1:9' })).exitCode).toBe(3)
  })
})
