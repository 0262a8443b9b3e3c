import { expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { VERDICTS } from '../../src/ecpay/verdict.js'

test.each([
  ['err_no', '2008', true],
  ['err_no', '40022', false],
  ['err_code', '40022', true],
  ['err_code', '-1', true],
  ['err_code', '2008', false],
  ['err_code', '0', true]
] as const)('%s %s is explained: %s', (member, literal, known) => {
  expect(VERDICTS[member].explain(literal) !== undefined).toBe(known)
})

test.each(ENDPOINTS)('every code of $name is explained', ({ verdict, errNos }) => {
  for (const code of errNos) expect(VERDICTS[verdict ?? 'err_no'].explain(String(code))?.meaning.en).toMatch(/\S/)
})
