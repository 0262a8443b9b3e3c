import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/output/words/catalogue.js'
import { CATALOGUE } from '../../src/protocol/catalogue/index.js'
import { run } from './run.js'

const CODES = Object.keys(await catalogue('en').findings())
const LANGUAGES = ['en', 'zh'] as const

interface Shown {
  namespace: string
  code: string
  [key: string]: unknown
}
const entriesOf = async (argv: string): Promise<Shown[]> => JSON.parse((await run(`${argv} --json`)).stdout).entries

describe('text', () => {
  test.each([
    ['2008', /^err_no:2008 {2}the signature is wrong\n/, /Calls +create_order, query_order/, /Retry +Repeating/],
    ['err_no:1001', /^err_no:1001/, /Retry +May be repeated later/, /apifox/],
    ['err_no 2008', /^err_no:2008 {2}the signature is wrong\n/, /Retry/],
    ['2008 err_no 2010', /^err_no:2008/, /\n\nerr_no:2010/],
    ['TIMEOUT', /^order:TIMEOUT/, /State +Final/, /Source/],
    ['processing', /^order:PROCESSING/, /State +Not final/, /\n\nrefund:PROCESSING/],
    ['payment', /^callback:payment/, /In msg +appid/, /total_amount: amount, in fen/],
    ['pay:4', /^pay:4 {2}the payment was cancelled/, /Note/, /official documentation/],
    ['-1', /^push:-1/, /order\/v2\/push/, /what users report/],
    ['outer-quotes', /^ecpay:outer-quotes {2}`‹key›`/, /What to do/, /encode it once/]
  ])('%s', async (code, ...shown) => {
    const { exit, stdout, stderr } = await run(['explain', ...code.split(' ')])
    expect([exit, stderr]).toEqual([0, ''])
    for (const one of shown) expect(stdout).toMatch(one)
  })

  test.each(LANGUAGES)('every code in %s fits in 80 columns but for addresses', async (language) => {
    const asked = [...CATALOGUE.map(({ namespace, code }) => `${namespace}:${code}`), ...CODES]
    const texts = await Promise.all(asked.map((code) => run(['explain', ...code.split(' '), '--lang', language])))
    expect(texts.filter(({ exit }) => exit !== 0)).toEqual([])
    const lines = texts.flatMap(({ stdout }) => stdout.split('\n'))
    expect(lines.filter((line) => stringWidth(line) > 80 && !/^ {2}https:/.test(line))).toEqual([])
    expect(lines.filter((line) => /undefined|NaN|\[object|\bnull$/.test(line))).toEqual([])
  })

  test('is coloured only where it is asked for', async () => {
    expect((await run('explain 2008')).stdout).not.toContain('\u001b[')
    expect((await run('explain 2008 --color')).stdout).toContain('\u001b[1merr_no:2008')
  })
})

describe('--json', () => {
  test('has one shape for every code', async () => {
    const entries = await entriesOf('explain --list')
    const keys = 'namespace code meaning cause note remedy retry final calls fields source page'
    for (const entry of entries) expect(Object.keys(entry)).toEqual(keys.split(' '))
    expect(entries).toHaveLength(CATALOGUE.length + CODES.length)
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

  test('has all that an ambiguous code means', async () => {
    expect((await entriesOf('explain success')).map(({ namespace }) => namespace)).toEqual([
      'order',
      'refund',
      'settle',
      'return',
      'withdraw'
    ])
  })
})

describe('--list', () => {
  test.each(['', 'err_no', 'callback', 'order', 'pay', 'push', 'ecpay'])('%s', async (namespace) => {
    const { exit, stdout, stderr } = await run(`explain --list ${namespace}`)
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^${namespace || 'err_no'} `))
    expect(stdout.includes('\n\n')).toBe(namespace === '')
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80)
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
