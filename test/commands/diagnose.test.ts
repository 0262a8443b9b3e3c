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
  test('says that the time was over, not that the signature is none, where nothing could be tried', async () => {
    const value = '抖音商品'.repeat(1000)
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`field_${i}`, `${value}${i}`]))
    const ran = await diagnose(`--json --time-limit 1 --sign ${md5('x')}`, text(many))
    expect(ran.exit).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({ verdict: 'unexplained', timed_out: true })
  })

  test.each([
    ['right', `--sign ${RIGHT}`, text(), 0],
    ['right, in the body', '', text({ sign: RIGHT }), 0],
    ['explained', `--sign ${NO_ZERO}`, text(), 1],
    ['explained, in the body', '', text({ sign: NO_ZERO }), 1],
    ['--sign counts before the body', `--sign ${RIGHT}`, text({ sign: NO_ZERO }), 0],
    ['unexplained', '--depth 1', text({ sign: md5('x') }), 1],
    ['cut', '', text({ sign: NO_ZERO.slice(1) }), 1],
    ['a Buffer', '', text({ sign: Buffer.from(NO_ZERO, 'hex').toJSON() }), 1],
    ['a list of bytes', '', text({ sign: [...Buffer.from(NO_ZERO, 'hex')] }), 1],
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
    ['what no digest looks like', '--sign abc', text(), ['malformed-sign']],
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
    const ran = await diagnose(`--depth 1 --sign ${RIGHT}`, text({ appid: 'tt1', extra: [1] }))
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
      warnings: [],
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

  test('--json of what official sources disagree on', async () => {
    const body = text({ extra: [1, 2] })
    const ran = await diagnose(`--sign ${md5(`0&2376&[1 2]&no_1&${SALT}&商品`)} --json`, body)
    const mistakes = [{ code: 'nested-as-go' }]
    expect(ran.exit).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      verdict: 'disputed',
      source: 'go-demo',
      explanations: [{ mistakes }]
    })
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
    const argv = 'diagnose --depth 1 --time-limit 1 --prehash @hashed.txt'
    const { stdout, exit } = await run(argv, { here, stdin: text(), env: ENV })
    expect(exit).toBe(1)
    for (const shown of ['`total_amount`', 'U+200B', '`app_id`', '"zzz"', '`disable_msg`'])
      expect(stdout).toContain(shown)
    expect(stdout).not.toContain(SALT)
  })

  test.each([
    ['another SALT', `0&2376&no_1&saltOfTheShop999&商品`],
    ['no SALT', '0&2376&no_1&商品'],
    ['another order and other joints', `${SALT},0,no_1,2376,商品`]
  ])('%s is named', async (_, prehash) => {
    const argv = ['diagnose', '--depth', '1', '--time-limit', '1', '--sign', md5(prehash), '--prehash', prehash]
    const ran = await run(argv, { stdin: text(), env: ENV })
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

  test.each([
    ['app_secret', { token: 'tokenOfTheShop01', app_secret_file: 'none' }, 'tokenOfTheShop01', 'token-as-salt'],
    ['token', { token_file: 'none', app_secret: 'secretOfTheApp01' }, 'secretOfTheApp01', 'app-secret-as-salt']
  ])('a key that cannot be read takes no other away: %s', async (_, rc, key, code) => {
    const here = place({ '.ecpayrc': JSON.stringify({ salt: SALT, ...rc }) })
    const { stdout } = await run(`diagnose --sign ${md5(`0&2376&no_1&${key}&商品`)}`, { here, stdin: text() })
    expect(stdout).toContain(`(${code})`)
    expect(stdout).not.toContain(key)
  })

  test('the AppSecret in place of the SALT is shown by its name alone', async () => {
    const here = place({ '.ecpayrc': JSON.stringify({ salt: SALT, app_secret: 'secretOfTheApp01' }) })
    const argv = ['diagnose', '--json', '--prehash', '0&2376&no_1&secretOfTheApp01&商品']
    const { stdout } = await run(argv, { here, stdin: text() })
    expect(stdout).toContain('<APP_SECRET>')
    expect(stdout).not.toContain('secretOfTheApp01')
  })

  test.each(['en', 'zh'])('fits 80 columns in %s', async (lang) => {
    const long = text({ cp_extra: 'x'.repeat(200), body: '抖音商品'.repeat(60), extra: '"quoted"' })
    const outputs = await Promise.all([
      diagnose(`--lang ${lang} --sign ${RIGHT}`),
      diagnose(`--lang ${lang} --sign ${NO_ZERO} --for php`),
      diagnose(`--lang ${lang} --depth 2 --time-limit 1 --sign ${md5('x')} --prehash 1&${'y'.repeat(300)}`, long),
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

describe('a whole request', () => {
  const SIGNED = text({ sign: RIGHT })
  const SANDBOX = 'https://open-sandbox.douyin.com/api/apps/ecpay/v1/create_order'
  const PRODUCTION = 'https://developer.toutiao.com/api/apps/ecpay/v1/create_order'
  const JSON_TYPE = "-H 'Content-Type: application/json'"

  test.each([
    ['what is right', `curl ${SANDBOX} ${JSON_TYPE} -d '${SIGNED}'`, '', 0, []],
    ['another environment', `curl ${PRODUCTION} ${JSON_TYPE} -d '${SIGNED}'`, '', 0, ['request-host']],
    ['the environment that is said', `curl ${PRODUCTION} ${JSON_TYPE} -d '${SIGNED}'`, '--env production', 0, []],
    ['no Content-Type', `curl ${SANDBOX} -d '${SIGNED}'`, '', 0, ['request-content-type']],
    ['PUT', `curl -X PUT ${SANDBOX} ${JSON_TYPE} -d '${SIGNED}'`, '', 0, ['request-method']],
    ['a wrong length', `curl ${SANDBOX} ${JSON_TYPE} -H 'Content-Length: 9' -d '${SIGNED}'`, '', 0, ['request-length']],
    ['a wrong signature', `curl ${SANDBOX} ${JSON_TYPE} -d '${text({ sign: NO_ZERO })}'`, '', 1, []],
    ['a file', `curl ${SANDBOX} ${JSON_TYPE} -d @body.json`, '', 0, []],
    ['a file as it is', `curl ${SANDBOX} ${JSON_TYPE} --data-binary @body.json`, '', 0, []],
    ['a file that is not there', `curl ${SANDBOX} ${JSON_TYPE} -d @none.json`, '', 2, ['file-not-readable']],
    ['no curl', 'wget x', '', 2, ['no-request-found']],
    ['no body', `curl -X POST ${SANDBOX}`, '', 2, ['no-request-found']],
    ['no address', "curl -d '{}'", '', 2, ['no-request-found']]
  ])('curl with %s', async (_, command, argv, exit, codes) => {
    const here = place({ 'command.txt': command, 'body.json': SIGNED.replace(',', ',\n') })
    const ran = await run(`diagnose --from-curl command.txt ${argv}`, { here, env: ENV })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
  })

  test('the local gateway is wherever it listens; a base_url is where calls go', async () => {
    const stdin = `curl http://127.0.0.1:8787/api/apps/ecpay/v1/create_order ${JSON_TYPE} -d '${SIGNED}'`
    const local = await run('diagnose --from-curl - --env local --depth 1', { stdin, env: ENV })
    expect(local.codes).toEqual([])
    const other = await run('diagnose --from-curl -', {
      stdin,
      env: { ...ENV, ECPAY_BASE_URL: 'http://127.0.0.1:8787' }
    })
    expect([other.exit, other.codes]).toEqual([0, []])
  })

  test('the query of a GET is what is signed', async () => {
    const query = new URLSearchParams({ app_id: 'tt1', start_date: '20261101', sign: md5(`20261101&${SALT}`) })
    const stdin = `curl 'https://open-sandbox.douyin.com/api/apps/bills?${query}'`
    expect(await run('diagnose --from-curl -', { stdin, env: ENV })).toMatchObject({ exit: 0, codes: [] })
  })

  const har = (...requests: object[]) => JSON.stringify({ log: { entries: requests.map((request) => ({ request })) } })
  const request = {
    method: 'POST',
    url: SANDBOX,
    headers: [{ name: 'content-type', value: 'application/json; charset=utf-8' }],
    postData: { text: SIGNED }
  }

  test.each([
    [
      'the last one to the platform',
      har({ ...request, postData: { text: '{' } }, request, { url: 'https://a/' }),
      0,
      []
    ],
    ['what is wrong beside the signature', har({ ...request, headers: [] }), 0, ['request-content-type']],
    ['no headers at all', har({ ...request, headers: undefined }), 0, ['request-content-type']],
    ['nothing for the platform', har({ url: 'https://a/' }), 2, ['no-request-found']],
    ['no body', har({ ...request, postData: undefined }), 2, ['no-request-found']],
    ['no address', har({ ...request, url: '/api/apps/ecpay/' }), 2, ['no-request-found']],
    ['another document', '{"a":1}', 2, ['no-request-found']],
    ['no JSON', 'x', 2, ['invalid-json']]
  ])('HAR with %s', async (_, stdin, exit, codes) => {
    const ran = await run('diagnose --har -', { stdin, env: ENV })
    expect([ran.exit, ran.codes]).toEqual([exit, codes])
  })

  test('one of them at a time', async () => {
    const ran = await run('diagnose body.json --har x --from-curl y', { env: ENV })
    expect([ran.exit, ran.codes]).toEqual([2, ['conflicting-options']])
  })
})

describe('what points here', () => {
  test.each([
    ['sign body.json --check', ['body.json']],
    [`sign body.json --check ${NO_ZERO} --env sandbox`, ['body.json', '--sign', NO_ZERO, '--env', 'sandbox']]
  ])('%s names the command, and it works', async (argv, words) => {
    const here = place({ 'body.json': text({ sign: NO_ZERO }) })
    const { stderr } = await run(argv, { here, env: ENV })
    expect(stderr).toContain(`ecpay diagnose ${words.join(' ')}\n`)
    const { stdout } = await run(['diagnose', ...words], { here, env: ENV })
    expect(stdout).toContain('(zeros-dropped)')
  })

  test('without a file the body is in the line, quoted', async () => {
    const { stderr } = await run(['sign', '--check', NO_ZERO], { stdin: text({ subject: "it's" }), env: ENV })
    expect(stderr).toContain("it'\\''s")
    expect(stderr).toContain(`| ecpay diagnose --sign ${NO_ZERO}`)
  })
})
