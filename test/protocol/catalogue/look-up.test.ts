import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Findable, findable } from '../../../src/output/catalogue-text.js'
import { explanations } from '../../../src/output/explanations.js'
import { toldApart } from '../../../src/output/told-apart.js'
import { lookUp } from '../../../src/protocol/catalogue/look-up.js'
import { anyCharacter } from '../../any-text.js'

const ALL = findable(await explanations('en'), await explanations('zh'))

function answerTo(asked: string, words = [asked]) {
  const answer = lookUp(words, toldApart(ALL, words.join(' ')))
  const unknown = answer.by === 'code' ? answer.unknown : []
  return { ...answer, found: answer.found.map(nameOf), unknown }
}

/** As it is asked for, with the word of the second system in front. */
function nameOf({ namespace, code, explanation }: Findable): string {
  return `${explanation.system === 'trade' ? 'trade ' : ''}${namespace}:${code}`
}

const ORDER_STATES = [
  ...['SUCCESS', 'TIMEOUT', 'PROCESSING', 'FAIL'].map((code) => `order:${code}`),
  ...['INIT', 'PROCESS', 'SUCCESS', 'TIMEOUT', 'CANCEL', 'FAIL'].map((code) => `trade order:${code}`)
]

/** The codes that are named, and nothing else. */
const CODES: [asked: string, found: string[]][] = [
  ['2008', ['err_no:2008']],
  ['err_no:2008', ['err_no:2008']],
  ['ERR_NO:2008', ['err_no:2008']],
  ['err_no 2008', ['err_no:2008']],
  ['err_no=2008', ['err_no:2008']],
  ['err_no：2008', ['err_no:2008']],
  ['errNo: 2008', ['err_no:2008']],
  ['"err_no": 2008,', ['err_no:2008']],
  ['２００８', ['err_no:2008']],
  ['2008。', ['err_no:2008']],
  ['2008！', ['err_no:2008']],
  ['“2008”', ['err_no:2008']],
  ['错误码2008', ['err_no:2008']],
  ['错误码：２００８', ['err_no:2008']],
  ['返回码是 2042', ['err_no:2042']],
  ['"order_status": "TIMEOUT",', ['order:TIMEOUT', 'trade order:TIMEOUT']],
  ['order_status: TIMEOUT', ['order:TIMEOUT', 'trade order:TIMEOUT']],
  ['pay_status: TIMEOUT', ['trade order:TIMEOUT']],
  ['pay_status PROCESS', ['trade order:PROCESS']],
  ['audit_status: OVERTIME', ['trade audit:OVERTIME']],
  ['item_order_status 20', ['trade item:20']],
  ['refund_source 4', ['trade refund_source:4']],
  ['pay_channel 20', ['trade way:20']],
  ['"order_status": 4', ['push_status:4']],
  ['order_status 8', ['push_status:8']],
  ['order_type 200', ['push_type:200']],
  ['err_code:40022', ['push:40022']],
  ['err_code: -1', ['push:-1']],
  ['push:-1', ['push:-1']],
  ['-1', ['push:-1']],
  ['type: refund', ['callback:refund', 'trade callback:refund']],
  ['"type":"transfer"', ['trade callback:transfer']],
  ['type: pre_create_refund', ['trade callback:pre_create_refund']],
  [' pay:4 ', ['pay:4']],
  ['"code":4', ['pay:4']],
  ['res.code 4', ['pay:4']],
  ['way 3', ['way:3', 'trade way:3']],
  ['4', ['pay:4', 'push_status:4', 'trade item:4', 'trade refund_source:4']],
  ['payment', ['callback:payment', 'trade callback:payment']],
  ['timeout', ['order:TIMEOUT', 'trade order:TIMEOUT', 'trade sign:TIMEOUT', 'trade sign_pay:TIMEOUT']],
  [
    'Success',
    [
      ...['order', 'refund', 'settle', 'return', 'withdraw'].map((name) => `${name}:SUCCESS`),
      ...['order', 'refund', 'settle', 'withdraw', 'sign', 'sign_pay'].map((name) => `trade ${name}:SUCCESS`)
    ]
  ],
  ['refund fail', ['refund:FAIL', 'trade refund:FAIL']],
  ['X-TT-LOGID', ['header:x-tt-logid']],
  ['cd0011', ['other:CD0011']],
  ['502', ['ecpay:http-server-error']],
  ['404', ['ecpay:http-client-error']],
  ['501', ['err_no:501']],
  ['order', ORDER_STATES],
  ['<err_no>0</err_no>', ['err_no:0', 'trade err_no:0']],
  ['if err_no == 0 { return }', ['err_no:0', 'trade err_no:0']],
  ['if (res.err_no !== 2008) {', ['err_no:2008']],
  ['err_no:11004', ['trade err_no:11004']],
  ['11004', ['trade client:11004', 'trade err_no:11004']],
  ['10000 12001', ['trade client:10000', 'trade err_no:10000', 'trade err_no:12001']],
  ['sub_error_code 23002', ['trade err_no:23002']],
  ['errNo 9', ['trade client:9']],
  ['40004', ['err_no:40004', 'push:40004']],
  ['2008 2000', ['err_no:2008', 'err_no:2000']],
  ['2008，2042、2000', ['err_no:2008', 'err_no:2042', 'err_no:2000']],
  ['2008 err_no 2010', ['err_no:2008', 'err_no:2010']],
  [
    'way',
    [
      ...[0, 1, 2, 3, 10].map((code) => `way:${code}`),
      ...[1, 2, 3, 10, 20].map((code) => `trade way:${code}`),
      'field:way'
    ]
  ],
  ['pay order', [0, 1, 2, 3, 4, 9].map((code) => `pay:${code}`).concat(ORDER_STATES)],
  [
    'payment refund settle',
    [
      'callback:payment',
      'trade callback:payment',
      'callback:refund',
      'trade callback:refund',
      'callback:settle',
      'trade callback:settle',
      'call:settle'
    ]
  ],
  ['tt.pay 返回 4', ['pay:4', 'push_status:4', 'trade item:4', 'trade refund_source:4']],
  ['返回 code 3', ['pay:3']],
  ['状态 TIMEOUT', ['order:TIMEOUT', 'trade order:TIMEOUT', 'trade sign:TIMEOUT', 'trade sign_pay:TIMEOUT']],
  ['状态：退款中 order_status=5', ['push_status:5']],
  ['(2008)', ['err_no:2008']],
  ['[2008]', ['err_no:2008']],
  ['err_no->2008', ['err_no:2008']],
  ['err_no:2008 sign error', ['err_no:2008']],
  ['create_order', ['call:create_order']],
  ['valid_time', ['field:valid_time']],
  ['skuList', ['trade field:skuList']],
  ['out_order_no', ['field:out_order_no', 'trade field:out_order_no']],
  ['zeros-dropped', ['diagnose:zeros-dropped']],
  ['uppercase-digest', ['ecpay:uppercase-digest', 'diagnose:uppercase-digest']],
  ['genuine', ['check-handler:genuine', 'trade check-handler:genuine']],
  ['envelope', ['verify-callback:envelope', 'trade verify-callback:envelope']]
]

/** What people paste. */
const PASTED: [asked: string, found: string[]][] = [
  ['{"err_no":2008,"err_tips":"签名校验异常,请使用正确的签名","data":null}', ['err_no:2008']],
  ['"err_no":2008,"err_tips":"签名校验异常"', ['err_no:2008']],
  ['{"err_no":2008,"err_ti', ['err_no:2008']],
  ['{err_no:2008,err_tips:签名校验异常,data:null}', ['err_no:2008']],
  ['{\\"err_no\\":2008,\\"err_tips\\":\\"x\\"}', ['err_no:2008']],
  ['{"err_no":2010,"err_tips":"\\u4e1a\\u52a1\\u53c2\\u6570\\u9519\\u8bef"}', ['err_no:2010']],
  ["{'err_no': 2010, 'err_tips': 'x', 'data': None}", ['err_no:2010']],
  ['{err_no=2000, err_tips=单号记录不存在}', ['err_no:2000']],
  ['Array\n(\n    [err_no] => 2008\n    [err_tips] => x\n)', ['err_no:2008']],
  ['map[data:<nil> err_no:2008 err_tips:x]', ['err_no:2008']],
  ['err_no=2008&err_tips=x', ['err_no:2008']],
  ['<err_no>2008</err_no>', ['err_no:2008']],
  ['%7B%22err_no%22%3A2008%2C%22err_tips%22%3A%22x%22%7D', ['err_no:2008']],
  ['if (res.code === 4) return', ['pay:4']],
  ['if err_no != 2008 {', ['err_no:2008']],
  ['{"err_code":40022,"err_msg":"担保交易支付订单不存在"}', ['push:40022']],
  ['{"err_no":11004,"err_tips":"签名校验异常"}', ['trade err_no:11004']],
  ['{"err_no":28001008,"err_msg":"access_token过期","log_id":"2025"}', ['trade err_no:28001008']],
  [
    '{"data":{"error_code":2190002,"description":"x"},"extra":{"error_code":2190002,"sub_error_code":0}}',
    ['trade err_no:2190002']
  ],
  [
    '{"extra":{"error_code":2190004,"sub_error_code":23002,"sub_description":"x"}}',
    ['trade err_no:2190004', 'trade err_no:23002']
  ],
  [
    '{"errMsg":"requestOrder:fail 签名校验异常","errNo":"11004","errorType":"S","errorCode":159550,"errLogId":"2025"}',
    ['trade client:11004', 'trade client:159550']
  ],
  ['{"errMsg":"requestOrder:fail internal error","errNo":10401}', ['trade client:10401']],
  ['{"version":"3.0","type":"refund","msg":"{\\"status\\":\\"SUCCESS\\"}"}', ['trade callback:refund']],
  ['{\\"version\\":\\"2.0\\",\\"type\\":\\"payment\\"}', ['trade callback:payment']],
  ['{"data":"app is not sandboxApp","error":2}', ['token:2']],
  ['{"data":{"captcha":"","description":"配置无效","error_code":10003},"message":"error"}', ['trade token:10003']],
  ['{"extra":{"error_code":2191000,"sub_error_code":13000}}', ['trade err_no:2191000', 'trade err_no:13000']],
  [
    '{"errMsg":"pay:fail Fail to get order info, 支付失败,请稍后重试 2010","errNo":10401,"errorType":"F","errorCode":157491,"data":{"status":1,"code":10003}}',
    ['client:10401', 'client:157491']
  ],
  ['{errMsg:"pay:fail permission denied",errorCode:157406,errorType:"D"}', ['client:157406']],
  ['{"code":"40007","msg":"Service Internal Error","sub_code":"GW.THIRD_PARTY_ERROR"}', ['other:40007']],
  ['{"err_no":0,"err_tips":"success","payment_info":{"order_status":"TIMEOUT"}}', ['order:TIMEOUT']],
  ['{"err_no":0,"err_tips":"success"}', ['err_no:0', 'trade err_no:0']],
  [
    '{"timestamp":"1700000000","nonce":"4367","msg":"{\\"status\\":\\"SUCCESS\\"}","type":"payment"}',
    ['callback:payment']
  ],
  ['2026-01-17 20:10:03.123 ERROR [pay-1] 127.0.0.1:8787 create_order {"err_no":2008,"err_tips":"x"}', ['err_no:2008']],
  [
    '20:43:52  /api/apps/ecpay/v1/create_order  err_no 2008  o1  zeros-dropped',
    ['err_no:2008', 'diagnose:zeros-dropped']
  ],
  ['x-ecpay-reason: left-out;key=body, too-many-bytes;key=subject', ['diagnose:left-out', 'ecpay:too-many-bytes']],
  ['error: The SALT differs. (missing-salt)', ['ecpay:missing-salt']],
  ['为什么一直返回2008', ['err_no:2008']],
  ['2008 怎么办', ['err_no:2008']]
]

test.each([...CODES, ...PASTED])('%j names %j', (asked, found) => {
  expect(answerTo(asked)).toEqual({ by: 'code', found, unknown: [] })
  // Without quotes on the command line it comes as several words.
  expect(answerTo(asked, asked.split(' ')).found).toEqual(found)
})

describe('a text finds what says it first', () => {
  test.each([
    ['签名校验异常', 'err_no:2008'],
    ['签名校验异常,请使用正确的签名和 json 传参', 'err_no:2008'],
    ['invalid sign', 'err_no:2008'],
    ['Invalid Signature!', 'err_no:2008'],
    ['验签失败', 'err_no:2008'],
    ['单号记录不存在', 'err_no:2000'],
    ['退款记录不存在', 'err_no:3101'],
    ['业务参数处理异常', 'err_no:2010'],
    ['系统错误,请重试', 'push:-1'],
    ['系统错误，请重试', 'push:-1'],
    ['担保交易支付订单不存在', 'push:40022'],
    ['access_token错误，请检查该字段是否错误或过期', 'push:40004'],
    ['open_id错误', 'push:40003'],
    ['app is not sandboxApp', 'token:2'],
    ['sandboxApp', 'token:2'],
    ['permission denied', 'client:157406'],
    ['pay:fail permission denied', 'client:157406'],
    ['requestOrder:fail 签名校验异常', 'trade client:11004'],
    ['签名参数异常', 'trade client:11004'],
    ['商品不符合行业要求', 'trade client:10000'],
    ['data.skuList should be array', 'trade client:10000'],
    ['out_settle_no has existed', 'trade err_no:23111'],
    ['byteAuthorization', 'trade header:Byte-Authorization'],
    ['MA_PAY_BAN', 'other:MA_PAY_BAN'],
    ['access_token无效', 'trade err_no:28001003'],
    ['应用未获得该能力', 'trade err_no:2190004'],
    ['支付成功了但是没有回调', 'callback:payment'],
    ['重复通知', 'callback:payment'],
    ['沙盒只回调一次', 'callback:payment'],
    ['沙箱只回调一次', 'callback:payment'],
    ['退款没有回调', 'callback:refund'],
    ['error:1E08010C', 'ecpay:not-a-key'],
    ['refund 22002', 'trade err_no:22002'],
    ['settle 23101', 'trade err_no:23101'],
    ['回调验签失败', 'verify-callback:signature'],
    ['sign error', 'err_no:2008'],
    ['支付失败', 'order:FAIL'],
    ['单号已被使用', 'reason:number-reused'],
    ['app_id 无效', 'err_no:2042'],
    ['银行退票', 'withdraw:REEXCHANGE'],
    ['超时未支付', 'order:TIMEOUT'],
    ['退款失败', 'refund:FAIL'],
    ['too many requests', 'err_no:1001'],
    ['handler crashed', 'ecpay:handler-crashed'],
    ['签名不对', 'err_no:2008'],
    ['分账失败', 'settle:FAIL'],
    ['重复下单怎么办', 'reason:number-reused'],
    ['ECONNREFUSED', 'ecpay:connection-refused'],
    ['curl: (7) Failed to connect to 127.0.0.1 port 8787', 'ecpay:connection-refused'],
    ['cURL error 60: SSL certificate problem', 'ecpay:tls-untrusted'],
    ['cURL error 28', 'ecpay:answer-timeout'],
    ['HTTP 403', 'ecpay:http-client-error'],
    ["StatusCode: 403, ReasonPhrase: 'Forbidden'", 'ecpay:http-client-error'],
    ['Request failed with status code 404', 'ecpay:http-client-error'],
    ['HTTP/1.1 502 Bad Gateway', 'ecpay:http-server-error'],
    ['HTTP 429', 'err_no:1001'],
    ['调用频率超限', 'err_no:1001'],
    ['退款金额大于订单金额', 'reason:more-than-paid'],
    ['订单已关闭', 'order:TIMEOUT'],
    ['重复退款', 'reason:number-reused'],
    ['{"BaseResp":{"StatusCode":2008,"StatusMessage":""}}', 'err_no:2008'],
    ['connect ETIMEDOUT 101.1.1.1:443', 'ecpay:connect-timeout'],
    ['curl: (60) SSL certificate problem: unable to get local issuer certificate', 'ecpay:tls-untrusted'],
    ['java.net.UnknownHostException: open-sandbox.douyin.com', 'ecpay:host-not-found'],
    ['Post "https://…": context deadline exceeded', 'ecpay:answer-timeout'],
    ['java.net.SocketTimeoutException: Read timed out', 'ecpay:answer-timeout']
  ])('%j: %s', (asked, first) => expect(answerTo(asked).found[0]).toBe(first))

  test('and lists further ones, the likeliest first', () => {
    expect(answerTo('签名').found).toContain('err_no:2008')
    expect(answerTo('分账').found.length).toBeGreaterThan(3)
    expect(answerTo('签名').found.length).toBeLessThanOrEqual(8)
  })
})

describe('what is not there', () => {
  test.each([
    ['9999', []],
    ['2009', []],
    ['40008', []],
    ['err_no:2009', []],
    ['SUCESS', ['SUCCESS']],
    ['paymnet', ['payment']],
    ['zeros-droped', ['zeros-dropped']],
    ['pay:40022', ['push:40022']],
    ['{"err_no":9999,"err_tips":"签名校验异常"}', ['err_no:2008', 'client:11004', 'err_no:11004']],
    ['no-such-thing-at-all', []],
    ['completely-else', []],
    ['今天天气怎么样', []],
    ['量子纠缠', []],
    ['库存不足', []],
    ['2020-01-02', []],
    ['订单号 20260117001', []]
  ])('%j: nearest %j', (asked, near) => {
    const { found, unknown } = answerTo(asked)
    expect(found).toEqual([])
    expect(unknown.map((one) => one.near)).toEqual([near])
  })

  test.each(['if err_no != 0 { return }', 'res.err_no!==0', 'if (err_no > 0) {', 'if (errNo !== "0") return'])(
    'a comparison is not success: %s',
    (asked) => expect(answerTo(asked).found.filter((name) => name.endsWith(':0'))).toEqual([])
  )

  test.each(['', ' ', ':', '__proto__', 'constructor', 'toString:0', 'constructor 2008x', '。', '{}'])(
    '%j: nothing',
    (asked) => expect(answerTo(asked).found).toEqual([])
  )

  test('is repeated as it was typed, for a secret in it is known by that', () => {
    expect(answerTo('Xyzzy  PLUGH').unknown[0]?.asked).toBe('Xyzzy  PLUGH')
  })
})

test('each code is found by its name, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.constantFrom('%', '%。', '"%"', ' %', '%!', '“%”', '%,'), (one, around) => {
      const name = `${one.namespace}:${one.code}`
      const namesakes = ALL.filter(({ namespace, code }) => `${namespace}:${code}` === name)
      expect(answerTo(around.replace('%', name)).found.toSorted()).toEqual(namesakes.map(nameOf).toSorted())
    })
  )
})

test.each([
  ['backslashes', '\\'.repeat(60_000)],
  ['quotes behind a key', `err_no${'"'.repeat(60_000)}`],
  ['Han characters', '量子纠缠'.repeat(15_000)],
  ['words joined by hyphens', 'ab-'.repeat(20_000)]
])('a long text of %s ends in an answer, not in the time-out of this test', (_, text) => {
  const { found, unknown } = answerTo(text)
  expect(found.length + unknown.length).toBeGreaterThan(0)
})

test('any text ends in an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (text) => {
      const { found, unknown } = answerTo(text)
      expect(found.length + unknown.length).toBeGreaterThan(0)
    })
  )
})
