import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { place } from '../../config/place.js'
import { callback } from '../../e2e/platform.js'
import { run } from '../run.js'

const TOKEN = 'tokenOfTheShop01'
const SALT = 'saltOfTheShop001'
const ENV = { ECPAY_TOKEN: TOKEN, ECPAY_SALT: SALT }
const MSG = '{"cp_orderno":"no_1","cp_extra":"https://x.cn/?a=1&b=<限时>","total_amount":1}'
const GENUINE = callback(TOKEN, MSG, { timestamp: '1602507471', nonce: '797', type: 'payment' })
const hash = (name: string, ...texts: string[]) => createHash(name).update(texts.join('')).digest('hex')
const [time, nonce] = ['1602507471', '797']

const diagnose = (argv: string, envelope: object = GENUINE) =>
  run(`diagnose --callback ${argv}`, { stdin: JSON.stringify(envelope), env: ENV })
const codesOf = (stdout: string) =>
  JSON.parse(stdout).explanations.map(({ mistakes }: { mistakes: { code: string }[] }) =>
    mistakes.map(({ code }) => code).join(' + ')
  )

/** Each string is written out here in the order it is hashed: by bytes that is time, nonce, token, msg. */
const MISTAKES: [code: string, signature: string][] = [
  ['salt-as-token', hash('sha1', time, nonce, SALT, MSG)],
  ['md5-digest', hash('md5', time, nonce, TOKEN, MSG)],
  ['salt-as-token + md5-digest', hash('md5', time, nonce, SALT, MSG)],
  ['uppercase-digest', hash('sha1', time, nonce, TOKEN, MSG).toUpperCase()],
  ['callback-sorted-as-numbers', hash('sha1', nonce, time, TOKEN, MSG)],
  ['callback-not-sorted', hash('sha1', TOKEN, time, nonce, MSG)],
  ['callback-separator', hash('sha1', [time, nonce, TOKEN, MSG].join('&'))],
  ['envelope-member-signed', hash('sha1', time, nonce, 'payment', TOKEN, MSG)],
  ['token-edge-whitespace', hash('sha1', time, nonce, `${TOKEN}\n`, MSG)],
  ['callback-white-space-behind', hash('sha1', time, nonce, TOKEN, `${MSG}\n`)],
  [
    'msg-rewritten',
    hash('sha1', time, nonce, TOKEN, MSG.replaceAll(':"', ': "').replaceAll(',"', ', "').replace(':1', ': 1'))
  ],
  ['msg-not-decoded', hash('sha1', time, nonce, TOKEN, MSG.replaceAll('"', '\\"'))],
  ['msg-url-encoded', hash('sha1', encodeURIComponent(MSG), time, nonce, TOKEN)],
  ['msg-html-escaped', hash('sha1', time, nonce, TOKEN, htmlEscaped(MSG))],
  ['msg-with-byte-order-mark', hash('sha1', time, nonce, TOKEN, `\ufeff${MSG}`)]
]

describe('ecpay diagnose --callback', () => {
  test.each(MISTAKES)('%s', async (code, signature) => {
    const given = await diagnose(`--json --sign ${signature}`)
    expect([given.exit, codesOf(given.stdout)[0]]).toEqual([1, code])
    expect(given.stdout).not.toContain(TOKEN)
    const received = await diagnose('--json', { ...GENUINE, msg_signature: signature })
    expect(codesOf(received.stdout)[0]).toBe(code)
  })

  test('escapes inside msg decoded too', async () => {
    const msg = String.raw`{"a":"x\/y \u9650"}`
    const sign = hash('sha1', time, nonce, TOKEN, '{"a":"x/y 限"}')
    const ran = await diagnose(`--json --sign ${sign}`, { ...callback(TOKEN, msg), timestamp: time, nonce })
    expect(codesOf(ran.stdout)[0]).toBe('msg-decoded-twice')
  })

  test('right: exit 0, and what to check besides', async () => {
    const ran = await diagnose('--json')
    expect([ran.exit, JSON.parse(ran.stdout)]).toMatchObject([
      0,
      {
        verdict: 'right',
        sign: GENUINE.msg_signature,
        tried: 1,
        also_check: [{ code: 'token-of-message-push' }, { code: 'body-not-raw' }, { code: 'state-from-callback' }]
      }
    ])
    expect((await diagnose('')).stdout).not.toBe('')
  })

  test("another profile's token, by the profile; the string that was hashed without it", async () => {
    const rc = { token: TOKEN, profiles: { cafe: { token: 'tokenOfTheCafe01' } } }
    const here = place({ '.ecpayrc': JSON.stringify(rc) })
    const stdin = JSON.stringify(callback('tokenOfTheCafe01', MSG, { timestamp: time, nonce }))
    const { stdout } = await run('diagnose --callback --json', { here, stdin })
    expect(JSON.parse(stdout).explanations).toMatchObject([
      {
        mistakes: [{ code: 'other-profile-token', key: 'cafe' }],
        string_to_sign: `${time}${nonce}<TOKEN>${MSG}`
      }
    ])
    const text = await run('diagnose --callback', { here, stdin })
    expect(text.stdout).toContain('(other-profile-token)')
    expect(text.stdout).not.toContain('--for')
  })

  test('unexplained', async () => {
    const ran = await diagnose(`--json --depth 2 --sign ${hash('sha1', 'x')}`)
    expect([ran.exit, JSON.parse(ran.stdout)]).toMatchObject([1, { verdict: 'unexplained', explanations: [] }])
    expect(JSON.parse(ran.stdout).tried).toBeGreaterThan(100)
  })

  test('of a long msg two are combined at most', async () => {
    const long = callback(TOKEN, 'x'.repeat(70_000))
    const tried = async (depth: number) =>
      JSON.parse((await diagnose(`--json --time-limit 600 --depth ${depth} --sign ${hash('sha1', 'x')}`, long)).stdout)
        .tried
    expect(await tried(3)).toBe(await tried(2))
  })

  test.each([
    [{ timestamp: '1' }, ['missing-member', 'missing-member', 'missing-member']],
    [{ ...GENUINE, msg: {} }, ['msg-not-a-string']]
  ])('%j: exit 2', async (envelope, codes) => {
    expect(await diagnose('', envelope)).toMatchObject({ exit: 2, codes })
  })

  test('no token: exit 2', async () => {
    expect(await run('diagnose --callback', { stdin: '{}' })).toMatchObject({ exit: 2, codes: ['missing-token'] })
  })
})

/** As PHP's htmlspecialchars with ENT_QUOTES. */
function htmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

describe('what is odd about a callback', () => {
  test('stands in the document too', async () => {
    const pasted = `POST body: ${JSON.stringify({ ...GENUINE, msg_signature: 'a'.repeat(64) })}`
    const { stdout } = await run('diagnose --callback --json', { stdin: pasted, env: ENV })
    const { warnings, explanations } = JSON.parse(stdout)
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('callback-unwrapped')
    expect(explanations).toMatchObject([{ mistakes: [{ code: 'signature-of-other-hash' }] }])
  })

  test('a search that is interrupted says so: exit 130', async () => {
    const stop = new AbortController()
    stop.abort()
    const forged = { ...GENUINE, msg_signature: '0'.repeat(40) }
    const ran = await run('diagnose --callback --json', {
      stdin: JSON.stringify(forged),
      env: ENV,
      signal: stop.signal
    })
    expect(ran.exit).toBe(130)
    const verified = await run('verify-callback', { stdin: JSON.stringify(forged), env: ENV, signal: stop.signal })
    expect(verified).toMatchObject({ exit: 130, stdout: '' })
  })
})
