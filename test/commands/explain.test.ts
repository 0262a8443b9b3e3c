import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { CALLBACK_CHECK_ENTRIES } from '../../src/ecpay/catalogue/checks.js'
import { REASON_ENTRIES } from '../../src/ecpay/catalogue/reasons.js'
import { rsaKeys } from '../../src/findings/rsa-keys.js'
import { tradeCallbackCauses } from '../../src/findings/trade-callback-causes.js'
import { explanations } from '../../src/output/explanations.js'
import { catalogue } from '../../src/output/words/languages.js'
import { SNIPPET_LANGUAGES } from '../../src/output/words/snippets.js'
import { SYSTEMS } from '../../src/systems.js'
import { CALLBACK_CHECK_ENTRIES as TRADE_CALLBACK_CHECK_ENTRIES } from '../../src/trade/catalogue/checks.js'
import { run } from './run.js'

const ALL = await explanations('en')
const LANGUAGES = ['en', 'zh'] as const

interface Shown {
  namespace: string
  code: string
  [key: string]: unknown
}
const entriesOf = async (argv: string): Promise<Shown[]> => JSON.parse((await run(`${argv} --json`)).stdout).entries

describe('text', () => {
  test.each([
    [
      '2008',
      /^err_no:2008 {2}the signature is wrong\n {2}System +guaranteed payment \(担保支付\)\n/,
      /Retry +Repeating[\s\S]*Calls +create_order, query_order/
    ],
    ['err_no:1001', /^err_no:1001/, /Retry +May be repeated later/, /apifox/],
    ['err_no 2008', /^err_no:2008 {2}the signature is wrong\n/, /Retry/],
    ['2008 err_no 2010', /^err_no:2008/, /\n\nerr_no:2010/],
    ['TIMEOUT', /^order:TIMEOUT/, /State +Final/, /Source/],
    ['processing', /^order:PROCESSING/, /State +Not final/, /\n\nrefund:PROCESSING/],
    ['payment', /^callback:payment/, /Fields +appid/, /total_amount: amount, in fen/],
    [
      '2010',
      /^err_no:2010/,
      /What to do +Read err_tips[\s\S]*create_order: Correct[\s\S]*query_order, query_refund[\s\S]*Calls/
    ],
    ['2000', /query_settle: Check[\s\S]*Calls +query_order, create_refund/],
    ['order_status 8', /^push_status:8[^\n]*\n(?!push_status)/],
    ['zeros-dropped', /^diagnose:zeros-dropped/, /What to do/, /php:\n +if \(\$text/, /csharp:\n/],
    ['genuine', /^check-handler:genuine/, /Cause/, /HTTP 200/],
    [
      '签名校验异常',
      /^3 entries match/,
      /err_no:2008 +the signature is wrong/,
      /client:11004 +general trade system \(通用交易系统\): the/
    ],
    ['签名参数异常', /^client:11004 {2}/, /System +general trade system \(通用交易系统\)\n/, /byteAuthorization/],
    ['11004', /^client:11004/, /\n\nerr_no:11004/],
    ['pre_create_refund', /^callback:pre_create_refund/, /Answer\n +\{\n +"err_no": 0,\n[\s\S]*"out_refund_no": /],
    ['payment --system ecpay', /^callback:payment/, /^(?![\s\S]*通用交易系统)/],
    ['payment --system trade', /^callback:payment/, /^(?![\s\S]*guaranteed)/, /event_time: [^\n]*milliseconds/],
    ['order closed', /^(?:order:TIMEOUT {2}|\d entries match[^\n]*\n +order:TIMEOUT )/],
    ['订单关闭', /order:TIMEOUT/],
    ['分账中', /^(?:\d entries match[^\n]*\n +)?settle:PROCESSING/],
    ['退款中', /refund:PROCESSING/],
    ['商户号不存在', /^reason:no-such-merchant/],
    ['appid not match', /^(?:\d entries match[^\n]*\n +)?err_no:4000/],
    ['settle failed', /^(?:\d entries match[^\n]*\n +)?settle:FAIL/],
    ['pay:fail cancel', /^pay:4 /],
    ['cURL error 60: SSL certificate problem', /^ecpay:tls-untrusted(?![\s\S]*host-not-found)/],
    ['cURL error 6: Could not resolve host', /^ecpay:host-not-found/],
    ['settle_callback', /^callback:settle/],
    ['payment_callback', /^callback:payment/],
    ['分帐失败', /^(?:\d entries match[^\n]*\n +)?settle:FAIL/],
    ['ip whitelist', /^other:40006/],
    ['签名', /^\d entries match/, /err_no:2008 +the signature is wrong/],
    ['商户未进件', /^reason:no-such-merchant/, /merchant_id\s+of a finished onboarding/],
    ['金额不一致', /^2 entries match/, /callback:payment/, /reason:number-reused/],
    ['回调金额不一致', /^callback:payment/, /compare total_amount/],
    ['重复支付', /^callback:payment/],
    ['未开通支付', /^client:157406/],
    ['用户取消支付', /^pay:4/],
    ['参数缺失', /^err_no:2010/],
    ['pay:4', /^pay:4 {2}the payment was cancelled/, /Note/, /official documentation/],
    ['-1', /^push:-1/, /order\/v2\/push/, /what users report/],
    [
      'diagnose:no-final-newline',
      /^diagnose:no-final-newline/,
      /What to do +Sign five lines/,
      /node:\n +const text = \[/
    ],
    ['scheme-missing', /For the client, write[\s\S]*For a call, send/, /php:\n +\$byteAuth[\s\S]*\$header = /],
    ['public-key-given', /^ecpay:public-key-given/, /What to do/],
    ['key-version-not-raised', /^diagnose:key-version-not-raised/],
    ['outer-quotes', /^ecpay:outer-quotes {2}`‹key›`/, /What to do/, /encode it once/]
  ])('%s', async (code, ...shown) => {
    const { exit, stdout, stderr } = await run(['explain', ...code.split(' ')])
    expect([exit, stderr]).toEqual([0, ''])
    for (const one of shown) expect(stdout).toMatch(one)
  })

  test.each(LANGUAGES)('every code in %s fits in 80 columns but for addresses and code', async (language) => {
    // Two mistakes quote such words themselves.
    const all = (await explanations(language)).filter(({ meaning }) => !/undefined|\[object/.test(meaning))
    const code = all.flatMap(({ snippets }) => Object.values(snippets ?? {})).join('\n')
    const { stdout } = await run([
      'explain',
      ...all.map(({ namespace, code }) => `${namespace}:${code}`),
      '--lang',
      language
    ])
    const lines = stdout.split('\n')
    const tooLong = lines.filter((line) => stringWidth(line) > 80 && !/^ {2}https:/.test(line))
    expect(tooLong.filter((line) => !code.includes(line.trim()))).toEqual([])
    expect(lines.filter((line) => /undefined|NaN|\[object|\bnull$/.test(line) && !code.includes(line.trim()))).toEqual(
      []
    )
  })

  test('is coloured only where it is asked for', async () => {
    expect((await run('explain 2008')).stdout).not.toContain('\u001b[')
    expect((await run('explain 2008 --color')).stdout).toContain('\u001b[1merr_no:2008')
  })
})

describe('--json', () => {
  test('has one shape for every code', async () => {
    const entries = await entriesOf('explain --list')
    const keys =
      'namespace code system meaning cause note remedy remedies retry final calls fields reply says snippets source page'
    for (const entry of entries) expect(Object.keys(entry)).toEqual(keys.split(' '))
    expect(entries).toHaveLength(ALL.length)
  })

  test('says what is known, and null for what is not', async () => {
    const [entry] = await entriesOf('explain err_no:1000')
    expect(entry).toMatchObject({ namespace: 'err_no', code: '1000', retry: 'at once', final: null, fields: [] })
    expect(entry).toMatchObject({ source: 'official-mirror', calls: expect.arrayContaining(['create_order']) })
    expect((await entriesOf('explain outer-quotes'))[0]).toMatchObject({
      namespace: 'ecpay',
      source: 'ecpay',
      page: null
    })
    expect((await entriesOf('explain order:FAIL'))[0]).toMatchObject({
      final: true,
      retry: null,
      remedy: expect.any(String)
    })
  })

  test('has the members of a msg with their units', async () => {
    const [{ fields } = { fields: [] }] = await entriesOf('explain callback:refund')
    expect(fields).toContainEqual({ key: 'refund_amount', unit: 'fen', meaning: 'amount' })
    expect(fields).toContainEqual({ key: 'refund_no', unit: null, meaning: expect.any(String) })
    expect(fields).toContainEqual({ key: 'refunded_at', unit: 'seconds', meaning: expect.any(String) })
  })

  test('says which system it is of', async () => {
    const systemOf = async (name: string) => (await entriesOf(`explain ${name}`)).map(({ system }) => system)
    expect(await systemOf('err_no:2008')).toEqual(['ecpay'])
    expect(await systemOf('call:create_order')).toEqual(['ecpay'])
    expect(await systemOf('callback:payment')).toEqual(['ecpay', 'trade'])
    expect(await systemOf('28001008')).toEqual(['trade'])
    expect(await systemOf('other:40007 zeros-dropped header:x-ecpay-reason')).toEqual([null, null, null])
  })

  test('has all that an ambiguous code means', async () => {
    const of = async (system: string) => await entriesOf(`explain success --system ${system}`)
    expect((await of('trade')).map(({ namespace }) => namespace)).toContain('sign_pay')
    expect((await of('ecpay')).map(({ namespace }) => namespace)).toEqual([
      'order',
      'refund',
      'settle',
      'return',
      'withdraw'
    ])
  })
})

describe('every code of this tool, from the lists themselves', () => {
  test.each(LANGUAGES)('in %s', async (language) => {
    const { mistakes, checks } = await catalogue(language).diagnose()
    const ofTrade = await catalogue(language).tradeDiagnose()
    const cases = await Promise.all(SYSTEMS.map(async (one) => (await (await one.callbackTools()).cases()).all))
    const lists: [namespace: string, codes: string[]][] = [
      ['ecpay', Object.keys(await catalogue(language).findings())],
      ['diagnose', Object.keys(mistakes)],
      ['diagnose', Object.keys(checks)],
      ['diagnose', Object.keys(ofTrade.mistakes)],
      ['diagnose', Object.keys(ofTrade.checks)],
      ['reason', REASON_ENTRIES.map(({ code }) => code)],
      ...cases.map((all): [string, string[]] => ['check-handler', all.map(({ code }) => code)]),
      ['verify-callback', CALLBACK_CHECK_ENTRIES.map(({ code }) => code)],
      ['verify-callback', TRADE_CALLBACK_CHECK_ENTRIES.map(({ code }) => code)]
    ]
    for (const [namespace, codes] of lists) {
      expect(codes.length).toBeGreaterThan(3)
      const { exit, stdout } = await run(['explain', ...codes, '--json', '--lang', language])
      expect(exit).toBe(0)
      const found = (JSON.parse(stdout).entries as Shown[]).filter((one) => one.namespace === namespace)
      expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
      for (const { meaning, source } of found) expect([source, meaning]).toEqual(['ecpay', expect.stringMatching(/\S/)])
    }
  })

  test('mistakes and cases have a remedy, mistakes the code of it in each language', () => {
    const mistakes = ALL.filter(({ namespace, remedy }) => namespace === 'diagnose' && remedy !== null)
    const without = ALL.filter((one) => one.namespace === 'check-handler' && one.remedy === null)
    expect(without).toEqual([])
    for (const { snippets } of mistakes) expect(Object.keys(snippets ?? {})).toEqual([...SNIPPET_LANGUAGES])
  })

  test('what is wrong with a key, and why a callback is refused, has a remedy', () => {
    const codes = [rsaKeys, tradeCallbackCauses].flatMap((topic) => Object.keys(topic.codes))
    const remedied = ALL.filter(({ namespace, remedy }) => namespace === 'ecpay' && remedy !== null)
    expect(codes.filter((code) => !remedied.some((one) => one.code === code))).toEqual([])
  })

  test('every mistake of both systems has a fix', async () => {
    // In the first system, the probe of src/ecpay/diagnose/fixes.ts needs something for each to happen to.
    for (const [system, words] of [
      [null, await catalogue('en').diagnose()],
      ['trade', await catalogue('en').tradeDiagnose()]
    ] as const) {
      const known = ALL.filter((one) => one.system === system && one.snippets !== null).map(({ code }) => code)
      expect(Object.keys(words.mistakes).filter((code) => !known.includes(code))).toEqual([])
    }
  })
})

describe('what comes by a pipe', () => {
  const ANSWER = '{"err_no":2008,"err_tips":"签名校验异常","data":null}'

  test.each([[['explain']], [['explain', '-']], [['explain', '--lang', 'zh']]])('%j is read', async (argv) => {
    const { exit, stdout } = await run(argv, { stdin: `\u001b[31m${ANSWER}\u001b[0m\n` })
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^err_no:2008/)])
  })

  test.each([
    ['UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${ANSWER}`, 'utf16le')],
    ['GBK, as a Chinese Windows pipes it', Buffer.from('c7a9c3fbd0a3d1e9d2ecb3a3', 'hex')]
  ])('is read in %s', async (_, stdin) => {
    expect((await run('explain', { stdin })).stdout).toMatch(/^(?:3 entries[^\n]*\n {2})?err_no:2008/)
  })

  test('is left alone where something is asked', async () => {
    expect((await run('explain 2010', { stdin: ANSWER })).stdout).toMatch(/^err_no:2010/)
  })

  test('is not waited for at a terminal', async () => {
    expect(await run('explain', { terminal: true })).toMatchObject({ exit: 2, codes: ['missing-argument'] })
  })

  test('is cut where nothing is known, without a part of a secret', async () => {
    const ECPAY_SALT = 'Zebra0123456789Zebra0123456789'
    const { exit, stderr } = await run('explain', { stdin: `${'量子'.repeat(20)} ${ECPAY_SALT}`, env: { ECPAY_SALT } })
    expect([exit, stderr]).toEqual([1, expect.not.stringMatching(/zeb/i)])
    const long = await run('explain', { stdin: `量子${'纠缠'.repeat(500)}` })
    expect(long.stderr.length).toBeLessThan(300)
  })
})

describe('--list', () => {
  test.each(['', 'err_no', 'callback', 'order', 'pay', 'push', 'ecpay'])('%s', async (namespace) => {
    const { exit, stdout, stderr } = await run(`explain --list ${namespace}`)
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^${namespace || 'err_no'} `))
    expect(stdout.includes('\n\n')).toBe(['', 'err_no', 'callback', 'order'].includes(namespace))
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  })

  test('one system by itself', async () => {
    const { stdout } = await run('explain --list err_no --system trade')
    expect(stdout).toMatch(/^err_no {2}general trade system \(通用交易系统\): /)
    expect(stdout).toContain('28001008')
    expect(stdout).not.toMatch(/^ {2}2008 /m)
  })

  test.each(['explain pay --list', 'explain --list PAY', 'explain --list=pay'])('%s', async (argv) => {
    expect((await run(argv)).stdout).toBe((await run('explain --list pay')).stdout)
  })
})

test.each<[string, number, string]>([
  ['explain 2009', 1, 'unknown-code'],
  ['explain 2009 --json', 1, 'unknown-code'],
  ['explain no-such-thing-at-all', 1, 'unknown-code'],
  ['explain', 2, 'missing-argument'],
  ['explain -', 2, 'missing-argument'],
  ['explain 2008 2009', 1, 'unknown-code'],
  ['explain err_no 2009', 1, 'unknown-code'],
  ['explain 2008 --list pay', 2, 'too-many-arguments'],
  ['explain --list nothing', 2, 'invalid-option-value']
])('%s: exit %i, %s', async (argv, exit, code) => {
  const ran = await run(argv)
  expect(ran).toMatchObject({ exit, stdout: '', codes: [code] })
})

test.each(LANGUAGES)('an unknown code names the nearest, in %s', async (language) => {
  const { stderr } = await run(`explain SUCESS --lang ${language}`)
  expect(stderr).toContain('SUCCESS')
  expect(stderr).toContain('ecpay explain --list')
})
