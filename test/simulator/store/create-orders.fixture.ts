import { writeSync } from 'node:fs'
import { startGateway } from '../../../src/simulator/gateway-server.js'
import { CREATE, ORDER, signedBody } from '../bodies.js'

/**
 * A process of its own: starts a gateway and creates orders one after the other over HTTP. Each number
 * is printed once the gateway has acknowledged it. Arguments: state directory, prefix, how many.
 */
const [stateDir = '', prefix = '', count = ''] = process.argv.slice(2)

async function main(): Promise<void> {
  const gateway = await startGateway({ stateDir, now: Date.now })
  for (let i = 0; i < Number(count); i++) {
    const out_order_no = `${prefix}-${i}`
    const headers = { 'content-type': 'application/json' }
    const body = signedBody({ ...ORDER, out_order_no })
    const answer = await fetch(gateway.url + CREATE, { method: 'POST', headers, body })
    if ((await answer.text()).includes('"err_no":0')) writeSync(1, `${out_order_no}\n`)
  }
  await gateway.close()
}

main()
