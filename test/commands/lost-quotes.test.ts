import { describe, expect, test } from 'vitest'
import { hasLostQuotes } from '../../src/protocol/json/lost-quotes.js'
import { place } from '../config/place.js'
import { run } from './run.js'

const ENV = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'demoSaltOfTheLocalGateway0000001', ECPAY_TOKEN: 'tokenOfThisTest' }

test.each([
  ['{appid:tt1}', true],
  ['{app_id:tt1,out_order_no:no_1,total_amount:100}', true],
  ['{ subject: 抖音商品, total_amount: 1 }', true],
  ['[{merchant_uid:6,amount:1}]', true],
  ["'[{merchant_uid:6}]'", true],
  ['[a, b]', true],
  ['{notify_url:https://a.example/n}', true],
  ['{}', false],
  ['[]', false],
  ['[1,2', false],
  ['[1,2]', false],
  ['{"a":1', false],
  ['{a', false],
  ['curl x', false],
  ['', false]
])('%s', (text, lost) => expect(hasLostQuotes(text)).toBe(lost))

test('a long text is looked at once', () => {
  expect(hasLostQuotes(`[${'a  ,'.repeat(50_000)}`)).toBe(false)
  expect(hasLostQuotes(`{${'a '.repeat(50_000)}`)).toBe(false)
})

describe('JSON whose quotes a shell took is named, with what to type instead', () => {
  test.each<[line: string[], stdin?: string]>([
    [['sign'], '{appid:tt1}'],
    [['sign', '-d', 'settle_params:=[{merchant_uid:6,amount:1}]']],
    [['create-order', '--amount', '1', '--from', '-', '--dry-run'], '{subject:a}'],
    [['create-order', '--amount', '1', '--expand-order-info', '{original_delivery_fee:1}', '--dry-run']],
    [['settle', 'no_1', '--settle-params', '[{merchant_uid:6,amount:1}]', '--dry-run']],
    [['call', '/api/apps/ecpay/v1/settle', '-d', 'a:={b:c}', '--dry-run']]
  ])('%s', async (argv, stdin = '') => {
    const ran = await run([...argv], { stdin, env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['quotes-lost'], stdout: '' })
    expect(ran.stderr).toContain('@file')
  })

  test('where no option takes a file in its place, none is named', async () => {
    const ran = await run(['diagnose'], { stdin: '{appid:tt1}', env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['quotes-lost'], stdout: '' })
    expect(ran.stderr).not.toContain('@file')
  })
})

describe('-d takes a file', () => {
  const here = () =>
    place({ 'list.json': '[{"merchant_uid":"6","amount":1}]\r\n', 'gbk.txt': Buffer.from([0xb6, 0xb6, 0xd2, 0xf4]) })
  const inDry = async (...data: string[]) => {
    const argv = ['call', '/x', ...data.flatMap((one) => ['-d', one]), '--no-validate', '--dry-run', '--env', 'local']
    return run(argv, { here: here() })
  }

  test('as text and as JSON', async () => {
    const ran = await run(['sign', '--fill', '-d', 'a=@list.json', '-d', 'b=x@y'], { here: here(), env: ENV })
    expect(JSON.parse(ran.stdout)).toMatchObject({ a: '[{"merchant_uid":"6","amount":1}]', b: 'x@y' })
    const nested = await run(['sign', '--fill', '--nested', 'json', '-d', 'a:=@list.json'], { here: here(), env: ENV })
    expect(JSON.parse(nested.stdout)).toMatchObject({ a: [{ merchant_uid: '6', amount: 1 }] })
  })

  test('in a call', async () => {
    const ran = await inDry('a=@list.json')
    expect(JSON.parse(ran.stdout)).toMatchObject({ a: '[{"merchant_uid":"6","amount":1}]' })
  })

  test('that is not there, or in GBK', async () => {
    expect(await inDry('a=@none')).toMatchObject({ exit: 2, codes: ['file-not-readable'] })
    expect(await inDry('a=@gbk.txt')).toMatchObject({ exit: 2, codes: ['invalid-utf8'] })
  })
})

test('--strict refuses text that is damaged', async () => {
  const stdin = '{"subject":"????"}'
  expect(await run('sign', { stdin, env: ENV })).toMatchObject({ exit: 0, codes: ['damaged-text'] })
  const refused = await run('sign --strict', { stdin, env: ENV })
  expect(refused).toMatchObject({ exit: 2, codes: ['strict-warning', 'damaged-text'] })
  const dry = await run(['create-order', '--amount', '1', '--subject', '????', '--dry-run'], { env: ENV })
  expect(dry).toMatchObject({ exit: 0, codes: ['damaged-text'] })
  const sent = await run(['trigger', 'payment', '--set', 'cp_extra=鎶栭煶鍟嗗搧'], { env: ENV })
  expect(sent).toMatchObject({ exit: 0, codes: ['damaged-text'] })
})
