import { expect, test } from 'vitest'
import { withoutScheme, withScheme } from '../../src/findings/scheme.js'

test.each([
  ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
  ['localhost:8787/x', 'http://localhost:8787/x'],
  ['stub.example', 'https://stub.example'],
  ['stub.example:8443/pay', 'https://stub.example:8443/pay']
])('%s lacks its scheme: %s', (found, written) => {
  expect([withoutScheme(found), withScheme(found)]).toEqual([true, written])
})

test.each(['https://', 'https:stub.example', '//stub.example', ' https://stub.example', 'x', '‹found›'])(
  '%s is wrong otherwise',
  (found) => expect(withoutScheme(found)).toBe(false)
)
