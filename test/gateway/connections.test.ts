import { expect, test } from 'vitest'
import { openConnections } from '../../src/gateway/connections.js'
import { faultServer } from './fault-server.js'

test.each([
  ['a line break', 'a\nX: y'],
  ['a character of Chinese', 'a令牌'],
  ['a control character', 'a\u0001x']
])('a header with %s in it is refused before anything is sent', async (_, value) => {
  let asked = 0
  const { url } = await faultServer((_request, response) => {
    asked++
    response.end('{}')
  })
  const signal = new AbortController().signal
  const connections = await openConnections({ url, env: {}, timeout: 5000 })
  try {
    const call = { url, method: 'POST' as const, body: '{}', env: {}, timeout: 5000, signal }
    await expect(connections.send({ ...call, headers: { 'access-token': value } })).rejects.toMatchObject({
      findings: [{ code: 'unsendable-header', header: 'access-token' }]
    })
    await connections.send({ ...call, headers: { 'access-token': 'a' } })
    expect(asked).toBe(1)
  } finally {
    await connections.close()
  }
})
