import { expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { ERR_CODE, ERR_NO } from '../../src/ecpay/verdict.js'

test.each([
  [ERR_NO, '2008', true],
  [ERR_NO, '40022', false],
  [ERR_CODE, '40022', true],
  [ERR_CODE, '-1', true],
  [ERR_CODE, '2008', false],
  [ERR_CODE, '0', true]
] as const)('$code: %s is explained: %s', (verdict, literal, known) => {
  expect(verdict.explain(literal) !== undefined).toBe(known)
})

test.each(ENDPOINTS)('every code of $name is explained', ({ verdict = ERR_NO, errNos }) => {
  for (const code of errNos) expect(verdict.explain(String(code))?.meaning.en).toMatch(/\S/)
})
