import { describe, expect, test } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../../src/simulator/demo-key-pairs.js'
import { readPublicKey } from '../../../src/trade/keys/read-key.js'
import { verifyRequest } from '../../../src/trade/sign/sign-request.js'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const LINE = 'trade sign-order --service-id 64 --open-id user_1 --out-auth-order-no sign_1 --env local'

describe('trade sign-order', () => {
  test('signs data of tt.createSignOrder, and the agreement stands in the local gateway', async () => {
    const here = place()
    const { exit, stdout } = await run(`${LINE} --out-pay-order-no pay_1 --initial-amount 990 --json`, { here })
    const { data, nonce_str, timestamp, signature, snippet, client } = JSON.parse(stdout)
    expect([exit, JSON.parse(data)]).toEqual([
      0,
      {
        ...{ serviceId: '64', openId: 'user_1', outAuthOrderNo: 'sign_1' },
        authPayOrder: { outPayOrderNo: 'pay_1', initialAmount: 990 }
      }
    ])
    const parts = { uri: '/createSignOrder', timestamp, nonce: nonce_str, body: data }
    expect(verifyRequest(parts, signature, readPublicKey(DEMO_KEY_PAIRS.app_public_key).keyObject)).toBe(true)
    expect(snippet).toMatch(
      /^tt.createSignOrder\(\{\n {2}businessType: 2,[\s\S]*tt.sign\(\{ businessType: 2, orderId: authOrderId \}\)/
    )
    expect(client).toMatchObject({ authOrderId: expect.stringMatching(/^mosb/), payOrderId: expect.any(String) })
    await run('simulate sign sign_1', { here })
    const asked = await run('trade auth query-sign-order sign_1 --env local', { here })
    expect(JSON.parse(asked.stdout).data.status).toBe('SERVING')
  })

  test.each<[argv: string, codes: string[]]>([
    ['--service-id 64', ['missing-field']],
    ['--service-id 64 --open-id u --expire-seconds 10', ['below-minimum']],
    ['--service-id 64 --open-id u --initial-amount 1', ['missing-field']],
    ['--service-id 64 --open-id u -d onBehalfUid:=null', ['null-member']],
    ['--service-id 64 --open-id u --notify-url ftp://a/', ['not-https']]
  ])('%s: %j', async (argv, codes) => {
    expect(await run(`trade sign-order ${argv} --out-auth-order-no s --env local`)).toMatchObject({ exit: 2, codes })
  })
})

test('a suite may run it, and asks for the agreement with what it says', async () => {
  const suite = `cases:
  - name: an agreement
    steps:
      - trade sign-order: { service_id: 64, open_id: user_1 }
        as: signed
        expect: { client.authOrderId: { matches: '^mosb' } }
      - trade auth query-sign-order: { order: '\${signed.order.outAuthOrderNo}' }
        expect: { data.status: TOBESERVED }
`
  const here = place({ 'agreement.yaml': suite })
  const { exit, stdout } = await run('check agreement.yaml --env local --json', { here })
  expect([exit, JSON.parse(stdout)]).toMatchObject([0, { passed: true, failed: 0 }])
})
