import { describe, expect, test } from 'vitest'
import { readObject } from '../../src/protocol/json/json.js'
import { validate } from '../../src/protocol/system/validate.js'
import { ENDPOINTS } from '../../src/trade/endpoints/endpoints.js'
import { ERR_NO } from '../../src/trade/verdict.js'

const unique = (all: readonly unknown[]) => expect(new Set(all).size).toBe(all.length)
const names = ENDPOINTS.map(({ name }) => name)

test('calls, commands and paths are each there once', () => {
  unique(names)
  unique(ENDPOINTS.map(({ command }) => command))
  unique(ENDPOINTS.flatMap(({ path, former = [] }) => [path, former].flat()))
})

/** The nine of trade_basic, balance, withdrawals, bills, the sixteen of trade_auth, onboarding, and those of trade system 2.0. */
test('all documented calls are there', () => {
  const under = (prefix: string) => ENDPOINTS.filter(({ path }) => path.startsWith(prefix)).length
  expect([
    under('/api/trade_basic/v1/developer/'),
    under('/api/trade_auth/v1/developer/'),
    under('/api/apps/ecpay/saas/'),
    under('/api/apps/v3/'),
    under('/api/apps/ecpay/v3/saas/'),
    under('/api/apps/trade/v2/')
  ]).toEqual([9, 16, 3, 2, 7, 10])
})

describe.each(ENDPOINTS)('$name', (endpoint) => {
  test('its path ends in its name, as documented with a slash or without, and its token stands in a header', () => {
    const { path, former, name } = endpoint
    const isV2 = path.startsWith('/api/apps/trade/v2/')
    expect(path).toMatch(/^\/api\/[a-z0-9/_]+$/)
    expect(path.endsWith(isV2 ? `/v2/${name}` : `/${name}/`)).toBe(true)
    expect(former).toBe(isV2 ? `/api/apps/trade/v2/${name.split('/')[1]}` : undefined)
    expect([endpoint.signed, endpoint.method]).toEqual(['header', 'POST'])
  })

  test('its words are there in both languages', () => {
    for (const { en, zh } of [endpoint.summary, ...[...endpoint.fields, ...endpoint.answer].map((one) => one.meaning)])
      expect([en, zh]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)])
  })

  test('each of its codes is explained', () => {
    expect(endpoint.errNos.filter((one) => ERR_NO.explain(`${one}`) === undefined)).toEqual([])
  })

  test('its fields, flags, answer and numbers are each there once', () => {
    unique(endpoint.fields.map(({ key }) => key))
    unique(endpoint.fields.flatMap(({ flag }) => (flag ? [flag.syntax.split(' ')[0]] : [])))
    unique(endpoint.answer.map(({ path }) => path))
    unique(endpoint.errNos)
  })

  test('what it names exists', () => {
    const { wait, resultBy, askedBy, answer, fields } = endpoint
    if (wait) expect(answer.map(({ path }) => path)).toContain(wait.path.filter((key) => key !== '0').join('.'))
    for (const other of [resultBy, askedBy]) if (other !== undefined) expect(names).toContain(other)
    const asking = ENDPOINTS.find(({ name }) => name === resultBy)
    if (asking) {
      expect(asking.wait).toBeDefined()
      const shared = asking.fields.filter(({ key }) => fields.some((one) => one.key === key && one.required))
      expect(shared).not.toEqual([])
    }
  })
})

const CODES: readonly [call: string, body: string, codes: readonly string[]][] = [
  ['order_query', '{"out_order_no":"a"}', []],
  ['order_query', '{"order_id":"motb1"}', []],
  ['order_query', '{}', ['out_order_no missing-one-of']],
  ['order_query', `{"order_id":"${'a'.repeat(65)}"}`, ['order_id too-many-bytes']],
  ['refund_query', '{"order_id":"motb1"}', []],
  ['settle_query', '{"order_id":"motb1"}', []],
  ['settle_query', '{"out_order_no":"a"}', []],
  ['settle_query', '{}', ['out_settle_no missing-one-of']],
  ['query_sign_refund', '{"pay_order_id":"mopb1"}', []],
  ['tag_query', '{}', []],
  ['tag_query', '{"goods_type":"x"}', ['goods_type not-an-integer']],
  ['fulfill_push_status', '{"order_id":"m","item_order_id_list":["a"],"to_status":"fulfilling"}', []],
  [
    'fulfill_push_status',
    '{"order_id":"m","item_order_id_list":[],"to_status":"x"}',
    ['item_order_id_list too-few-items']
  ],
  [
    'fulfill_push_status',
    '{"order_id":"m","item_order_id_list":"a","to_status":"x"}',
    ['item_order_id_list wrong-field-type']
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"refund_all":true,"refund_reason":[{"code":101,"text":"no"}],"order_entry_schema":{"path":"pages/a"},"cp_extra":""}',
    []
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1.5,"refund_all":"true","refund_reason":"no","order_entry_schema":{"path":"/pages/a?b=1"}}',
    [
      'refund_total_amount amount-with-decimals',
      'refund_all wrong-field-type',
      'refund_reason wrong-field-type',
      'order_entry_schema.path leading-slash',
      'order_entry_schema.path path-with-query'
    ]
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"item_order_detail":[{"item_order_id":"i","refund_amount":0}],"refund_reason":[{"code":7,"text":"a"}],"order_entry_schema":{}}',
    [
      'item_order_detail.0.refund_amount below-minimum',
      'refund_reason.0.code not-one-of',
      'order_entry_schema.path missing-field'
    ]
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"refund_all":true,"item_order_detail":[{"item_order_id":"i","refund_amount":1}],"refund_reason":[{"code":101,"text":"no"}],"order_entry_schema":{"path":"pages/a"}}',
    ['item_order_detail not-both']
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"refund_all":true,"item_order_detail":[],"refund_reason":[{"code":101,"text":"no"}],"order_entry_schema":{"path":"pages/a"}}',
    ['item_order_detail not-both']
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"refund_all":false,"refund_reason":[{"code":101,"text":"no"}],"order_entry_schema":{"path":"pages/a"}}',
    ['item_order_detail missing-one-of']
  ],
  [
    'refund_create',
    '{"order_id":"m","out_refund_no":"r","refund_total_amount":1,"refund_all":false,"item_order_detail":[{"item_order_id":"i","refund_amount":1}],"refund_reason":[{"code":101,"text":"no"}],"order_entry_schema":{"path":"pages/a"}}',
    []
  ],
  [
    'merchant_withdraw',
    '{"merchant_uid":"7","channel_type":"yzt","out_order_id":"w","withdraw_amount":1}',
    ['merchant_entity missing-field']
  ],
  [
    'merchant_withdraw',
    '{"merchant_uid":"7","channel_type":"yzt","out_order_id":"w","withdraw_amount":1,"merchant_entity":1}',
    ['merchant_entity not-one-of']
  ],
  [
    'merchant_withdraw',
    '{"merchant_uid":"7","channel_type":"yzt","out_order_id":"w","withdraw_amount":1,"merchant_entity":2}',
    []
  ],
  [
    'merchant_withdraw',
    '{"merchant_uid":"7","channel_type":"wx","out_order_id":"w","withdraw_amount":1,"merchant_entity":1}',
    []
  ],
  [
    'merchant_withdraw',
    '{"merchant_uid":"7","channel_type":"wx","out_order_id":"w","withdraw_amount":1,"merchant_entity":3}',
    ['merchant_entity above-maximum']
  ],
  ['refund_audit_callback', '{"refund_id":"r","refund_audit_status":1}', []],
  ['refund_audit_callback', '{"refund_id":"r","refund_audit_status":2}', ['deny_message missing-field']],
  ['refund_audit_callback', '{"refund_id":"r","refund_audit_status":3}', ['refund_audit_status not-one-of']],
  ['settle_create', '{"out_order_no":"a","out_settle_no":"s","settle_desc":"d"}', []],
  [
    'settle_create',
    '{"out_order_no":"a","out_settle_no":"s","settle_desc":"d","settle_params":[{"merchant_uid":"1","amount":1}]}',
    ['settle_params wrong-field-type']
  ],
  [
    'settle_create',
    '{"out_order_no":"a","out_settle_no":"s","settle_desc":"d","settle_params":"[{\\"merchant_uid\\":\\"1\\"}]","notify_url":"http://a.example/"}',
    ['settle_params.0.amount missing-field', 'notify_url not-https']
  ],
  [
    'v3/bills',
    '{"app_id":"tt1","merchant_id":"7","bill_date":"20261322","bill_type":"payment"}',
    ['bill_date not-a-date']
  ],
  ['query_merchant_status', '{"merchant_id":"7"}', []],
  ['order/query_order', '{}', ['out_order_no missing-one-of']],
  [
    'order/create_order',
    '{"goods_list":[{"goods_id":"g","goods_id_type":3,"quantity":0}],"out_order_no":"a","total_amount":1,"open_id":"o","order_entry_schema":{"path":"pages/a"},"pay_expire_seconds":172801}',
    [
      'goods_list.0.goods_id_type not-one-of',
      'goods_list.0.quantity below-minimum',
      'goods_list.0.price missing-field',
      'pay_expire_seconds above-maximum'
    ]
  ],
  ['fulfillment/push_delivery', '{"out_order_no":"a","use_all":true}', []],
  ['fulfillment/push_delivery', '{"out_order_no":"a"}', ['item_order_list missing-one-of']],
  ['refund/query_refund', '{"order_id":"ot1"}', []],
  ['refund/merchant_audit_callback', '{"out_refund_no":"r","refund_audit_status":2}', ['deny_message missing-field']],
  ['settle/query_settle', '{"out_order_no":"a"}', []],
  ['get_app_merchant', '{"app_id":"tt1","url_type":4}', ['thirdparty_id missing-field', 'url_type not-one-of']],
  [
    'create_merchant',
    '{"type":2,"channels":["yzt"],"legal_person":{"name":"a","id_type":"1","front_pic_url":[{"url":"u"}]}}',
    [
      'out_order_id missing-field',
      'type wrong-field-type',
      'channels.0 not-one-of',
      'merchant_type missing-field',
      'merchant_name missing-field',
      'merchant_short_name missing-field',
      'province_code missing-field',
      'city_code missing-field',
      'district_code missing-field',
      'registered_addr missing-field',
      'business_license missing-field',
      'legal_person.begin_date missing-field',
      'legal_person.exp_date missing-field',
      'legal_person.id_type wrong-field-type',
      'legal_person.id_no missing-field',
      'legal_person.front_pic_url.0.channel missing-field',
      'merchant_card_info missing-field',
      'merchant_operation_info missing-field',
      'industry_code missing-field',
      'create_name missing-field'
    ]
  ],
  [
    'create_pay_order',
    '{"auth_order_id":"a","out_pay_order_no":"p","total_amount":1,"fee_detail_list":[{"title":"t","amount":1}]}',
    ['fee_detail_list.0.quantity missing-field']
  ]
]

test.each(CODES)('%s %s: %j', (call, body, codes) => {
  const endpoint = ENDPOINTS.find(({ name }) => name === call)
  if (!endpoint) throw new Error(call)
  expect(validate(endpoint, readObject(body)).map((one) => `${'key' in one ? one.key : ''} ${one.code}`)).toEqual(codes)
})
