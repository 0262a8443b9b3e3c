import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readExchange } from '../../src/ecpay/diagnose/exchange-findings.js'
import { requestCommand, SHELLS } from '../../src/gateway/request-command.js'
import { kindOf } from '../../src/recorded/recorded.js'

const URL_OF = 'https://open-sandbox.douyin.com/api/apps/ecpay/v1/create_order'
const HEADERS = { 'content-type': 'application/json', 'x-test': 'it\'s "so"; 100%' }
const command = (shell: (typeof SHELLS)[number], body: string, url = URL_OF) =>
  requestCommand(shell, { method: 'POST', url, headers: HEADERS, body })

const hostile = fc.string({
  unit: fc.constantFrom(
    '中',
    '🎉',
    '"',
    "'",
    '’',
    '&',
    '%',
    '$',
    '`',
    '^',
    '!',
    '\\',
    '\n',
    ' ',
    '|',
    '<',
    ')',
    ';',
    '@',
    'a',
    '%PATH%'
  )
})

describe.each(SHELLS)('the command for %s', (shell) => {
  test('is read back as the request that it sends', async () => {
    const values = fc.sample(fc.tuple(hostile, hostile), 300)
    for (const [subject, url] of values) {
      const body = JSON.stringify({ app_id: 'tt1', subject, notify_url: `https://a.example/${url}`, sign: 'x' })
      const text = await command(shell, body)
      expect(kindOf(text)).toBe(shell === 'powershell' ? 'powershell' : 'curl')
      const read = readExchange(text, 'curl')
      expect(read).toMatchObject({ method: 'POST', url: new URL(URL_OF) })
      expect(Object.fromEntries(read.headers.map(([name, value]) => [name.toLowerCase(), value]))).toEqual(HEADERS)
      // cmd gets what is not ASCII as escapes of JSON, which stand for the same values.
      if (shell === 'cmd') expect(JSON.parse(read.body)).toEqual(JSON.parse(body))
      else expect(read.body).toBe(body)
    }
  })

  test('keeps the query of an address', async () => {
    const url = 'https://developer.toutiao.com/api/apps/bills?bill_date=20261122&subject=%E4%B8%AD&sign=x'
    const text = await requestCommand(shell, { method: 'GET', url, headers: {}, body: '' })
    expect(readExchange(text, 'curl')).toMatchObject({ method: 'GET', url: new URL(url) })
  })

  test('takes a secret from the environment', async () => {
    const body = '{"access_token":"<ACCESS_TOKEN>","a":"it\'s"}'
    const request = { method: 'POST' as const, url: URL_OF, headers: HEADERS, body }
    const text = await requestCommand(shell, request, { '<ACCESS_TOKEN>': 'ECPAY_ACCESS_TOKEN' })
    expect(text).not.toContain('<ACCESS_TOKEN>')
    expect(text).toContain(
      { sh: '"$ECPAY_ACCESS_TOKEN"', powershell: '$env:ECPAY_ACCESS_TOKEN', cmd: '%ECPAY_ACCESS_TOKEN%' }[shell]
    )
  })
})

test('cmd sees no quote, and nothing that it reads is left without a caret', async () => {
  for (const body of fc.sample(hostile, 300)) {
    const text = await command('cmd', JSON.stringify({ a: body }))
    const [, ...rest] = text
      .replaceAll(/ \^\n {2}/g, ' ')
      .trimEnd()
      .split('--data-raw ')
    expect(rest.join('').replace(/\^[\s\S]/g, '')).not.toMatch(/["&|<>()%!^]/)
    expect(text).toMatch(/^[\n -~]*$/)
  }
})
