import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { callback } from '../../e2e/platform.js'
import { run } from '../run.js'

const SALT = 'saltOfTheShop001'
const TOKEN = 'tokenOfTheShop01'
const ENV = { ECPAY_SALT: SALT, ECPAY_TOKEN: TOKEN, NO_COLOR: '1' }
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** Signed without its zero. */
const SIGN = md5(`2376&no_1&${SALT}&商品`)
/** Signed with it. */
const RIGHT = md5(`0&2376&no_1&${SALT}&商品`)
const BODY = JSON.stringify({
  ...{ app_id: 'tt1', out_order_no: 'no_1', total_amount: 2376, subject: '商品', disable_msg: 0 },
  sign: SIGN
})
const diagnose = (argv: string, stdin: string) => run(`diagnose ${argv}`, { stdin, env: ENV })

describe('what people paste to ecpay diagnose', () => {
  test.each([
    ['a line of a log', `2026-11-28 10:00:01 INFO pay - request: ${BODY}`, ['body-unwrapped']],
    ['a text in JSON', JSON.stringify({ url: '/create_order', data: BODY }), ['body-unwrapped']],
    ['a fence of Markdown', `\`\`\`json\n${BODY}\n\`\`\``, ['body-unwrapped']],
    ['two of the same, in a log', `${BODY}\n${BODY}`, ['body-unwrapped']]
  ])('%s: the body in it is diagnosed', async (_, stdin, codes) => {
    const ran = await diagnose('--json', stdin)
    expect([ran.exit, ran.codes]).toEqual([1, codes])
    const { explanations, warnings } = JSON.parse(ran.stdout)
    expect(explanations[0].mistakes.map(({ code }: { code: string }) => code)).toEqual(['zeros-dropped'])
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('body-unwrapped')
  })

  test.each([
    ['two bodies', `${BODY}\n${BODY.replace('no_1', 'no_2')}`, ['several-bodies']],
    ['an answer', '{"err_no":2008,"err_tips":"签名校验异常"}', ['answer-in-place-of-body']],
    ['quotation marks of text', BODY.replace('"app_id"', '“app_id”'), ['invalid-json']],
    ['nothing but quotation marks of text', '{”app_id”:”tt1”,”sign”:”x”}', ['invalid-json']],
    ['an array that Laravel dumped', `array:2 [\n  "app_id" => "tt1"\n  "sign" => "${SIGN}"\n]`, ['body-printed']],
    ['an object that Python printed', `Order(app_id='tt1', sign='${SIGN}')`, ['body-printed']],
    ['an object that Node printed', `Order { app_id: 'tt1', sign: '${SIGN}' }`, ['body-printed']],
    ['a struct that Rust printed', `Order { app_id: "tt1", sign: "${SIGN}" }`, ['body-printed']],
    ['a body that is cut off, in HTML', '{&quot;app_id&quot;:&quot;tt1', ['invalid-json']],
    ['a map that Go printed', `map[app_id:tt1 sign:${SIGN}]`, ['body-printed']]
  ])('%s: exit 2', async (_, stdin, codes) => {
    const ran = await diagnose('', stdin)
    expect([ran.exit, ran.codes, ran.stdout]).toEqual([2, codes, ''])
  })

  test.each([
    ['a body a line', '', true],
    ['lines of a log', 'INFO ', false]
  ])('several bodies, %s: --ndjson is named only where it reads them', async (_, before, isNamed) => {
    const ran = await diagnose('', `${before}${BODY}\n${before}${BODY.replace('no_1', 'no_2')}\n`)
    expect([ran.codes, ran.stderr.includes('--ndjson')]).toEqual([['several-bodies'], isNamed])
  })

  test('a callback in a line of a log is diagnosed as a callback', async () => {
    const line = `INFO notify ${JSON.stringify({ ...callback(TOKEN, '{"a":1}'), type: 'payment' })}`
    const ran = await diagnose('--json', line)
    expect([ran.exit, ran.codes]).toEqual([0, ['read-as', 'callback-unwrapped']])
  })

  test('a body that has a callback and a body in its fields is a body', async () => {
    const cp_extra = JSON.stringify({ sign: 'x', order: 1, msg_signature: 'y', msg: '{}', timestamp: '1' })
    const ran = await diagnose(`--json --sign ${SIGN}`, JSON.stringify({ out_order_no: 'no_1', cp_extra }))
    expect([ran.exit, ran.codes, JSON.parse(ran.stdout).of ?? 'request']).toEqual([1, [], 'request'])
  })

  test.each([
    ['of md5sum', `${SIGN}  -`],
    ['of openssl', `MD5(stdin)= ${SIGN}`],
    ['of a log', `sign=${SIGN},`]
  ])('--sign takes the line %s', async (_, line) => {
    const { sign, ...body } = JSON.parse(BODY)
    const ran = await run(['diagnose', '--json', '--sign', line], { stdin: JSON.stringify(body), env: ENV })
    expect(JSON.parse(ran.stdout)).toMatchObject({ theirs: sign, verdict: 'explained' })
  })

  test.each([
    ['sign-as-bytes', `b'${RIGHT}'`],
    ['sign-in-quotes', `"${RIGHT}"`],
    ['sign-in-quotes', `“${RIGHT}”`],
    ['hex-with-prefix', `0x${RIGHT.toUpperCase()}`]
  ])('--sign keeps what is sent with the digits: %s in %s', async (code, sign) => {
    const ran = await run(['diagnose', '--json', '--sign', sign], { stdin: BODY, env: ENV })
    expect([ran.exit, JSON.parse(ran.stdout).explanations[0].mistakes.at(-1)]).toMatchObject([1, { code }])
  })

  test.each([` ${RIGHT}\n`, `'${RIGHT}'`, `"sign": "${RIGHT}"`])(
    '--sign leaves out what is only pasted: %j',
    async (sign) => {
      const ran = await run(['diagnose', '--json', '--sign', sign], { stdin: BODY, env: ENV })
      expect([ran.exit, JSON.parse(ran.stdout).verdict]).toEqual([0, 'right'])
    }
  )

  test("--sign takes the minus of Java's negative BigInteger", async () => {
    const digest = md5(`100&o0&${SALT}`)
    const sign = BigInt.asIntN(128, BigInt(`0x${digest}`)).toString(16)
    const stdin = '{"out_order_no":"o0","total_amount":100}'
    const ran = await run(['diagnose', '--json', `--sign=${sign}`], { stdin, env: ENV })
    expect(sign).toMatch(/^-/)
    expect(JSON.parse(ran.stdout).explanations[0].mistakes).toMatchObject([{ code: 'hex-as-signed-number' }])
  })

  test.each([
    ['python', '<md5 _hashlib.HASH object @ 0x7f3c>', '.hexdigest()'],
    ['java', '[B@1b6d3586', '%02x'],
    ['csharp', 'System.Byte[]', 'Convert.ToHexString'],
    ['node', '[object Promise]', 'await'],
    ['go', '%!s(func() string=0x4a)', 'hex.EncodeToString'],
    ['none', 'undefined', 'No signature was computed']
  ])('a sign that %s printed: %s', async (_, sign, hint) => {
    const ran = await diagnose('', BODY.replace(SIGN, sign))
    expect([ran.exit, ran.codes]).toEqual([2, ['malformed-sign']])
    expect(ran.stderr).toContain(hint)
  })
})
