import { createHash } from 'node:crypto'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { SNIPPET_LANGUAGES } from '../../src/output/words/snippets.js'
import { place } from '../config/place.js'
import { run } from './run.js'

const SALT = 'saltOfTheShop001'
const ENV = { ECPAY_SALT: SALT, NO_COLOR: '1' }
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

const BODY = { app_id: 'tt1', out_order_no: 'no_1', total_amount: 2376, subject: '商品', disable_msg: 0 }
const RIGHT = md5(`0&2376&no_1&${SALT}&商品`)
const NO_ZERO = md5(`2376&no_1&${SALT}&商品`)
const text = (members: object = {}) => JSON.stringify({ ...BODY, ...members })
const diagnose = (argv = '', stdin = text(), env: Record<string, string> = ENV) =>
  run(`diagnose ${argv}`, { stdin, env })

describe('ecpay diagnose', () => {
  test.each([
    ['right', `--sign ${RIGHT}`, text(), 0],
    ['right, in the body', '', text({ sign: RIGHT }), 0],
    ['explained', `--sign ${NO_ZERO}`, text(), 1],
    ['explained, in the body', '', text({ sign: NO_ZERO }), 1],
    ['--sign counts before the body', `--sign ${RIGHT}`, text({ sign: NO_ZERO }), 0],
    ['unexplained', '--depth 1', text({ sign: md5('x') }), 1],
    ['only a string that was hashed', `--prehash 2376&no_1&${SALT}&商品`, text(), 1],
    ['the right string', `--prehash 0&2376&no_1&${SALT}&商品`, text(), 0]
  ])('%s', async (_, argv, stdin, exit) => {
    const ran = await diagnose(argv, stdin)
    expect([ran.exit, ran.codes]).toEqual([exit, []])
    expect(ran.stdout).not.toContain(SALT)
  })

  test.each([
    ['no signature anywhere', '', text(), ['missing-sign']],
    ['an empty one', '', text({ sign: '' }), ['missing-sign']],
    ['not JSON', '', '{', ['invalid-json']],
    ['the same key twice', `--sign ${RIGHT}`, '{"a":1,"a":2}', ['duplicate-key']],
    ['no such language', '--for cobol', text(), ['invalid-option-value']],
    ['no depth', '--depth 0', text(), ['invalid-option-value']],
    ['no such file', '--prehash @none.txt', text(), ['file-not-readable']]
  ])('%s: exit 2', async (_, argv, stdin, codes) => {
    const ran = await diagnose(argv, stdin)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  })

  test('no SALT: exit 2', async () => {
    expect(await diagnose(`--sign ${RIGHT}`, text(), {})).toMatchObject({ exit: 2, codes: ['missing-salt'] })
  })

  test('warnings of the body', async () => {
    const ran = await diagnose(`--sign ${RIGHT}`, text({ appid: 'tt1', extra: [1] }))
    expect(ran.codes).toEqual(['nested-value'])
    expect((await diagnose(`--sign ${RIGHT}`, text({ appid: 'tt1' }))).codes).toEqual(['suspicious-key'])
  })

  test('--json', async () => {
    const ran = await diagnose(`--sign ${NO_ZERO} --json`)
    const document = JSON.parse(ran.stdout)
    expect(document).toEqual({
      verdict: 'explained',
      sign: RIGHT,
      theirs: NO_ZERO,
      explanations: expect.any(Array),
      tried: expect.any(Number),
      also_check: expect.any(Array)
    })
    expect(document.explanations[0]).toEqual({
      mistakes: [{ code: 'zeros-dropped', message: expect.any(String), fix: expect.any(String) }],
      string_to_sign: '2376&no_1&<SALT>&商品'
    })
    expect(document.explanations.map(({ mistakes }: { mistakes: object[] }) => mistakes)).toContainEqual([
      { code: 'left-out', key: 'disable_msg', message: expect.any(String), fix: expect.any(String) }
    ])
    expect(document.also_check.map(({ code }: { code: string }) => code)).toEqual([
      'host-of-other-environment',
      'salt-of-other-app',
      'misspelt-key',
      'bytes-changed',
      'not-json-content',
      'unsigned-get-parameters'
    ])
  })

  test.each([
    ['right', 0, 'right'],
    ['explained', 1, 'explained'],
    ['unexplained', 1, 'unexplained']
  ])('--json of a hash step that is %s', async (name, exit, verdict) => {
    const prehash = `0&2376&no_1&${SALT}&商品`
    const sign = { right: RIGHT, explained: RIGHT.toUpperCase(), unexplained: md5('x') }[name] ?? ''
    const ran = await run(['diagnose', '--json', '--depth', '1', '--sign', sign, '--prehash', prehash], {
      stdin: text(),
      env: ENV
    })
    expect([ran.exit, JSON.parse(ran.stdout)]).toMatchObject([exit, { differences: [], hash_step: { verdict } }])
  })

  test('differences by member, with the code points of what cannot be seen', async () => {
    const here = place({ 'hashed.txt': `2376.0&no_1&tt1&zzz&${SALT}&\u200b商品\n` })
    const argv = 'diagnose --depth 1 --prehash @hashed.txt'
    const { stdout, exit } = await run(argv, { here, stdin: text(), env: ENV })
    expect(exit).toBe(1)
    for (const shown of ['`total_amount`', 'U+200B', '`app_id`', '«zzz»', '`disable_msg`'])
      expect(stdout).toContain(shown)
    expect(stdout).not.toContain(SALT)
  })

  test.each([
    ['another SALT', `0&2376&no_1&saltOfTheShop999&商品`],
    ['no SALT', '0&2376&no_1&商品'],
    ['another order and other joints', `${SALT},0,no_1,2376,商品`]
  ])('%s is named', async (_, prehash) => {
    const ran = await run(['diagnose', '--depth', '1', '--sign', md5(prehash), '--prehash', prehash], {
      stdin: text(),
      env: ENV
    })
    expect([ran.exit, ran.stdout.includes('saltOfTheShop')]).toEqual([1, false])
  })

  test('keys of other profiles and the token are tried, and never shown', async () => {
    const rc = { salt: SALT, token: 'tokenOfTheShop01', profiles: { cafe: { salt: 'saltOfTheCafe001' } } }
    const here = place({ '.ecpayrc': JSON.stringify(rc) })
    for (const [key, code] of [
      ['saltOfTheCafe001', 'salt-of-other-profile'],
      ['tokenOfTheShop01', 'token-as-salt']
    ] as const) {
      const sign = md5(`0&2376&no_1&${key}&商品`)
      const { stdout } = await run(`diagnose --sign ${sign}`, { here, stdin: text() })
      expect(stdout).toContain(`(${code})`)
      expect(stdout).not.toContain(key)
    }
  })

  test('a token that cannot be read does not stop it', async () => {
    const here = place({ '.ecpayrc': JSON.stringify({ salt: SALT, token_file: 'none' }) })
    expect((await run(`diagnose --sign ${RIGHT}`, { here, stdin: text() })).exit).toBe(0)
  })

  test.each(['en', 'zh'])('fits 80 columns in %s', async (lang) => {
    const long = text({ cp_extra: 'x'.repeat(200), body: '抖音商品'.repeat(60), extra: '"quoted"' })
    const outputs = await Promise.all([
      diagnose(`--lang ${lang} --sign ${RIGHT}`),
      diagnose(`--lang ${lang} --sign ${NO_ZERO} --for php`),
      diagnose(`--lang ${lang} --depth 2 --sign ${md5('x')} --prehash 1&${'y'.repeat(300)}`, long),
      diagnose(`--lang ${lang} --sign ${NO_ZERO.toUpperCase()}`)
    ])
    const wide = outputs.flatMap(({ stdout }) => stdout.split('\n')).filter((line) => stringWidth(line) > 80)
    expect(wide.filter((line) => !line.startsWith('     '))).toEqual([])
  })

  test.each(SNIPPET_LANGUAGES)('the fix in %s', async (language) => {
    const [plain, shown] = [await diagnose(`--sign ${NO_ZERO}`), await diagnose(`--sign ${NO_ZERO} --for ${language}`)]
    expect(plain.stdout).toContain('--for')
    expect(shown.stdout).not.toContain('--for')
    expect(shown.stdout).toMatch(/^ {5}\S/m)
  })

  test('Ctrl-C gives what was found until then', async () => {
    const ran = await run(`diagnose --sign ${md5('x')}`, { stdin: text(), env: ENV, signal: AbortSignal.abort() })
    expect(ran.exit).toBe(130)
  })
})
