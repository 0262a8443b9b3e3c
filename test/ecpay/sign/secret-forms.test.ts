import { describe, expect, test } from 'vitest'
import { otherTokens } from '../../../src/ecpay/callback/token-mistakes.js'
import { saltMutations } from '../../../src/ecpay/diagnose/salt-mutations.js'
import { SECRET_FORMS } from '../../../src/ecpay/sign/secret-forms.js'

const SECRET = 'a+B/c%20 "d"\\e\'<f>'
const made = new Set(SECRET_FORMS.map(([, , change]) => change(SECRET)))
made.delete(SECRET)
/** Which of the forms one of the two has no name for. */
const UNNAMED = {
  salt: new Set(SECRET_FORMS.flatMap(([mishap, , change]) => (mishap === 'hashed-by-sha1' ? [change(SECRET)] : []))),
  token: new Set([`${SECRET}${SECRET}`])
}

describe('every form of a secret that is hashed by mistake is tried for both secrets', () => {
  test('the SALT', () => {
    const tried = saltMutations({ salt: SECRET, keys: {} } as Parameters<typeof saltMutations>[0])
    const texts = new Set(tried.map(({ change }) => change.salt?.(SECRET)))
    expect([...made].filter((one) => !texts.has(one) && !UNNAMED.salt.has(one))).toEqual([])
  })

  test('the token', () => {
    const texts = new Set(otherTokens(SECRET, '{}', {}).map(({ change }) => change.token))
    expect([...made].filter((one) => !texts.has(one) && !UNNAMED.token.has(one))).toEqual([])
  })
})
