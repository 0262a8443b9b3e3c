import { expect, test } from 'vitest'
import { verifyTradeCallback } from '../../../src/trade/callback/verify-callback.js'
import { CALLBACKS, KEYS } from '../vectors.js'

test.each(CALLBACKS)('$id: $cause', ({ headers, body_base64, valid, cause }) => {
  const body = Buffer.from(body_base64, 'base64')
  const verdict = verifyTradeCallback({ headers, body }, KEYS.platformPublic, {
    others: { app: KEYS.appPublic },
    original: true
  })
  expect([verdict.valid, verdict.causes.map(({ code }) => code)]).toEqual([valid, cause === undefined ? [] : [cause]])
  expect(verdict.envelope.type).toBe(JSON.parse(body.toString()).type)
})
