import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FILE_KEYS } from '../../src/config/settings.js'
import { place, resolveIn } from './place.js'

const example = readFileSync(new URL('../../.ecpayrc.example', import.meta.url), 'utf8')
const env = { ECPAY_SANDBOX_SALT: 's', ECPAY_SANDBOX_TOKEN: 't', ECPAY_PROVIDER_SALT: 'p' }
const secrets = { 'secrets/production.salt': 'ps\n', 'secrets/production.token': 'pt\n' }

describe('.ecpayrc.example', () => {
  test('works as it is, without keys', async () => {
    const { settings, warnings } = await resolveIn(place({ '.ecpayrc': example }))
    expect([settings.env?.value, settings.salt, warnings]).toEqual(['local', undefined, []])
  })

  test.each([
    ['local', 'local', undefined, undefined],
    ['sandbox', 'sandbox', 's', 't'],
    ['production', 'production', 'ps', 'pt'],
    ['provider', 'sandbox', 'p', undefined],
    ['stub', 'local', undefined, undefined]
  ])('profile %s', async (profile, environment, salt, token) => {
    const { settings } = await resolveIn(place({ '.ecpayrc': example, ...secrets }, env), { flags: { profile } })
    expect([settings.env?.value, settings.salt?.value, settings.token?.value]).toEqual([environment, salt, token])
  })

  test.each([...FILE_KEYS, 'profiles'])('%s is explained in English and Chinese', (key) => {
    const rows = example.split('\n')
    const at = rows.findIndex((row) => row.trim().startsWith(`${key}:`))
    const comments = rows.slice(Math.max(at - 2, 0), at)
    expect(comments.map((row) => /^ *# /.test(row))).toEqual([true, true])
    expect(comments.map((row) => /\p{Script=Han}/u.test(row))).toEqual([false, true])
  })
})
