import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { paymentCallback } from '../../src/simulator/callbacks/order-callback.js'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { startGateway } from '../../src/simulator/gateway-server.js'
import { payStored } from '../../src/simulator/life-cycle/pay-order.js'
import { LOCAL_KEYS } from '../../src/simulator/local-keys.js'
import { need } from '../programs.js'
import { freshDirectory } from '../simulator/support.js'
import { TRADE_ORDER } from '../simulator/trade.js'
import { finished } from './ecpay.js'
import { SOON_READY } from './reference-handlers.js'

const driver = (file: string) => fileURLToPath(new URL(`drivers/${file}`, import.meta.url))

/** What a driver is told: a gateway with a paid order of trade system 2.0, an order to sign, and a genuine callback. */
async function surroundings(): Promise<Record<string, string>> {
  const gateway = await startGateway({ stateDir: freshDirectory(), now: Date.now, log: () => {} })
  onTestFinished(() => gateway.close())
  const { store, url } = gateway
  const order = {
    ...{ goods_list: [{ goods_id: 'g', goods_id_type: 2, quantity: 1, price: 100 }], out_order_no: 'v2-1' },
    ...{ total_amount: 100, open_id: 'user-1', order_entry_schema: { path: 'pages/a' }, cp_extra: 'a b/备注' }
  }
  const headers = { 'content-type': 'application/json', 'access-token': DEMO_KEYS.client_token }
  const path = '/api/apps/trade/v2/order/create_order'
  await (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(order) })).arrayBuffer()
  const paid = payStored(store, 'v2-1', 'wx', Date.now())
  const world = { now: Date.now, random: (size: number) => randomBytes(size) }
  const { post } = paymentCallback(paid, LOCAL_KEYS, world)
  const sent = Object.fromEntries(post.headers ?? [])
  const callback = {
    body: post.body,
    timestamp: `${sent['Byte-Timestamp']}`,
    nonce: `${sent['Byte-Nonce-Str']}`,
    signature: `${sent['Byte-Signature']}`
  }
  const { outOrderNo: _, ...data } = TRADE_ORDER
  const sku = { ...TRADE_ORDER.skuList[0], title: '套餐 <限周末>/一份' }
  return {
    ...{ URL: url, APP_ID: DEMO_KEYS.app_id, ORDER_ID: paid.order_id },
    ...{ PRIVATE_KEY: DEMO_KEY_PAIRS.private_key, PLATFORM_PUBLIC_KEY: DEMO_KEY_PAIRS.platform_public_key },
    ORDER: JSON.stringify({ ...data, skuList: [sku] }),
    ...{ CALLBACK: JSON.stringify(callback), CALLBACK_BODY: callback.body, CALLBACK_TIME: callback.timestamp },
    ...{ CALLBACK_NONCE: callback.nonce, CALLBACK_SIGNATURE: callback.signature }
  }
}

async function linesOf(program: string, file: string, options: readonly string[] = []): Promise<string[]> {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', ...(await surroundings()) }
  const { stdout, stderr, exitCode } = await finished(spawn(program, [...options, driver(file)], { env }))
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout.trim().split('\n')
}

describe('the local platform takes and refuses what libraries do', () => {
  test('PHP', async (context) => {
    need(context, 'php')
    expect(await linesOf('php', 'trade-libraries.php')).toEqual([
      'demo requestOrder 0',
      'shopxo requestOrder 0',
      'json_encode requestOrder 0',
      expect.stringMatching(/^yansongda requestOrder 11004 .*mixed-quotes/),
      'quoted query_order 0',
      expect.stringMatching(/^chowjiawei query_order 11004 .*mixed-quotes.*other-key-version/),
      'yansongda callback genuine',
      'chowjiawei callback forged'
    ])
  })

  test('Java', async (context) => {
    need(context, 'java')
    expect(await linesOf('java', 'TradeLibraries.java', SOON_READY)).toEqual([
      'demo requestOrder 0',
      'snippet0809 query_order 0',
      'raw callback genuine',
      'without-spaces callback forged'
    ])
  })
})
