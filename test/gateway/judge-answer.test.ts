import { describe, expect, test } from 'vitest'
import { exitFor } from '../../src/commands/shared/exit.js'
import { ERR_NO } from '../../src/ecpay/verdict.js'
import { judge } from '../../src/gateway/judge-answer.js'
import { ERR_NO as TRADE } from '../../src/trade/verdict.js'

const answer = (body: string | Uint8Array, status = 200, headers: Record<string, string> = {}, cutOff = false) =>
  judge(
    { status, headers: { 'content-type': 'application/json', ...headers }, bytes: Buffer.from(body), cutOff },
    ERR_NO
  )

describe('what an answer means, by exit code and codes', () => {
  test.each<[body: string, exit: number, codes: string[]]>([
    ['{"err_no":0}', 0, []],
    ['{"err_no":"0"}', 0, []],
    [' \r\n{"err_no":0}\n', 0, []],
    ['{"err_no":0,"err_tips":"failed, it says"}', 0, []],
    ['{"err_no":2008,"err_tips":"x"}', 1, ['gateway-refused']],
    ['{"err_no":-1}', 1, ['gateway-refused']],
    ['{"err_no":10000000000000000000001}', 1, ['gateway-refused']],
    ['{"err_no":null}', 3, ['answer-without-err-no']],
    ['{"err_no":true}', 3, ['answer-without-err-no']],
    ['{"err_no":"ok"}', 3, ['answer-without-err-no']],
    ['{"err_no":{}}', 3, ['answer-without-err-no']],
    ['{"data":"app is not sandboxApp","error":2}', 1, ['not-a-sandbox-app']],
    ['{}', 3, ['answer-without-err-no']],
    ['[{"err_no":0}]', 3, ['answer-without-err-no']],
    ['"err_no"', 3, ['answer-without-err-no']],
    ['', 3, ['answer-empty']],
    [' \n', 3, ['answer-empty']],
    ['{"err_no":0', 3, ['answer-cut-off']],
    ['{"err_no":0}}', 3, ['answer-not-json']],
    ['ok', 3, ['answer-not-json']],
    [`${'['.repeat(5000)}`, 3, ['answer-not-json']],
    ['<!DOCTYPE html>', 3, ['html-answer']],
    ['\n<HTML>', 3, ['html-answer']]
  ])('%s', async (body, exit, codes) => {
    const judged = answer(body)
    expect([await exitFor(judged.findings), judged.findings.map(({ code }) => code)]).toEqual([exit, codes])
    expect(judged.text).toBe(body)
  })

  test.each([
    ['{"err_no":0,"data":{"order_id":"1"}}', 0],
    ['{"err_no":2008,"err_tips":"x"}', 1]
  ])('a byte order mark before %s changes nothing, and is noted', async (body, exit) => {
    const judged = answer(`\ufeff${body}`)
    expect([await exitFor(judged.findings), judged.notes, answer(body).notes]).toEqual([
      exit,
      [{ code: 'answer-with-byte-order-mark' }],
      undefined
    ])
  })

  test.each<[status: number, body: string, exit: number, codes: string[]]>([
    [201, '{"err_no":0}', 0, []],
    [301, '{"err_no":0}', 3, ['http-redirect']],
    [400, '{"err_no":0}', 1, ['http-client-error', 'gateway-refused']],
    [404, '<html>', 3, ['http-client-error', 'html-answer']],
    [404, '', 3, ['http-client-error', 'answer-empty']],
    [403, '{"error":"denied"}', 3, ['http-client-error']],
    [500, '{"err_no":0}', 3, ['http-server-error']],
    [504, '<html>', 3, ['http-server-error']]
  ])('HTTP %i %s', async (status, body, exit, codes) => {
    const judged = answer(body, status, { location: 'https://elsewhere.example/' })
    expect([await exitFor(judged.findings), judged.findings.map(({ code }) => code)]).toEqual([exit, codes])
  })

  test('the type says HTML, whatever the body is', () => {
    expect(answer('login', 200, { 'content-type': 'text/html; charset=gbk' }).findings).toMatchObject([
      { code: 'html-answer' }
    ])
  })

  test('a connection that ended too early, though what came is JSON', () => {
    expect(answer('{"err_no":0}', 200, {}, true)).toMatchObject({
      findings: [{ code: 'answer-cut-off', size: 12 }]
    })
  })

  test('a redirect without an address', () => {
    expect(judge({ status: 302, headers: {}, bytes: Buffer.alloc(0), cutOff: false }, ERR_NO).findings).toEqual([
      { code: 'http-redirect', status: 302, location: '' }
    ])
  })
})

describe('what an answer of the general trade system means', () => {
  const OF_2 = '"extra":{"error_code":2191000,"sub_error_code":13000,"sub_description":"系统错误","logid":"L1","now":1}'
  test.each<[body: string, said: object | undefined]>([
    ['{"err_no":0,"err_msg":"success","log_id":"L1","data":{}}', undefined],
    ['{"err_no":"0","err_msg":""}', undefined],
    [
      '{"err_no":10000,"err_msg":"参数不合法","log_id":"L1"}',
      { err_no: '10000', err_tips: '参数不合法', log_id: 'L1' }
    ],
    ['{"err_no":10000,"err_tips":"参数错误"}', { err_no: '10000', err_tips: '参数错误' }],
    ['{"data":{"error_code":0,"description":""},"extra":{"error_code":0,"logid":"L1","now":1}}', undefined],
    ['{"extra":{"error_code":0,"sub_error_code":0}}', undefined],
    [
      `{"data":{"error_code":13000,"description":"系统错误"},${OF_2}}`,
      { err_no: '13000', err_tips: '系统错误', member: 'sub_error_code', log_id: 'L1' }
    ],
    [
      '{"data":{"error_code":2190004,"description":"应用未获得该能力"},"extra":{"error_code":2190004,"sub_error_code":0,"logid":"L1"}}',
      { err_no: '2190004', err_tips: '应用未获得该能力', member: 'error_code', log_id: 'L1' }
    ],
    [
      '{"extra":{"error_code":2190004,"sub_error_code":23002,"sub_description":"至少指定一个"}}',
      { err_no: '23002', err_tips: '至少指定一个', member: 'sub_error_code' }
    ]
  ])('%s', (body, said) => {
    for (const status of said ? [200, 400] : [200]) {
      const { findings } = judge({ status, headers: {}, bytes: Buffer.from(body), cutOff: false }, TRADE)
      expect(findings).toEqual(said ? [{ code: 'gateway-refused', ...said }] : [])
    }
  })

  test.each([
    [400, '{"err_no":0}', ['http-client-error', 'gateway-refused']],
    [401, '{"err_no":28001003}', ['http-client-error', 'gateway-refused']],
    [200, '{"data":{}}', ['answer-without-err-no']]
  ])('HTTP %i %s', (status, body, codes) => {
    const { findings } = judge({ status, headers: {}, bytes: Buffer.from(body), cutOff: false }, TRADE)
    expect(findings.map(({ code }) => code)).toEqual(codes)
  })
})
