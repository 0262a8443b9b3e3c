import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, test } from 'vitest'
import { BIN, Sandbox } from './ecpay.js'

test('the client of the SDK makes an order, pays it and asks for it, with nothing configured', async () => {
  const { env, folder } = new Sandbox()
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [BIN, 'mcp', '--calls', 'orders'],
      cwd: folder,
      env,
      stderr: 'pipe'
    })
  )
  const call = async (name: string, given: Record<string, unknown>) => {
    const { content, isError } = await client.callTool({ name, arguments: given })
    const [first] = content as { text: string }[]
    return { isError, said: JSON.parse(first?.text ?? '') }
  }
  const { tools } = await client.listTools()
  const order = { amount: 100, 'out-order-no': 'no_1' }
  const results = [
    await call('create-order', order),
    await call('simulate_pay', { out_order_no: 'no_1' }),
    await call('query', { out_order_no: 'no_1' }),
    await call('create-order', order)
  ]
  await client.close()
  expect(tools.map(({ name }) => name)).toContain('create-order')
  expect(results).toMatchObject([
    { isError: false, said: { env: 'local', response: { body: { err_no: 0 } } } },
    { isError: false },
    { isError: false, said: { response: { body: { payment_info: { order_status: 'SUCCESS' } } } } },
    // That the platform says no is an answer.
    { isError: false, said: { response: { body: { err_no: expect.any(Number) } } } }
  ])
})
