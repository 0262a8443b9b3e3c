import { describe, expect, test } from 'vitest'
import { EXCLUDED_KEYS, excludedKey, suspiciousKey } from '../../../src/ecpay/sign/suspicious-key.js'

describe('what a key was meant to be', () => {
  test.each([
    ['appid', 'app_id'],
    ['appId', 'app_id'],
    ['App_id', 'app_id'],
    ['APP_ID', 'app_id'],
    ['app-id', 'app_id'],
    ['app.id', 'app_id'],
    [' app_id', 'app_id'],
    ['app_id\u3000', 'app_id'],
    ['\ufeffapp_id', 'app_id'],
    ['ap_id', 'app_id'],
    ['aapp_id', 'app_id'],
    ['app_ids', 'app_id'],
    ['app_ib', 'app_id'],
    ['apt_id', 'app_id'],
    ['app_di', 'app_id'],
    ['pap_id', 'app_id'],
    ['аpp_id', 'app_id'], // its first letter is Cyrillic
    ['sign_type', 'sign'],
    ['Sign', 'sign'],
    ['sing', 'sign'],
    ['sig', 'sign'],
    ['signs', 'sign'],
    ['signature', 'sign'],
    ['thirdpartyid', 'thirdparty_id'],
    ['third_party_id', 'thirdparty_id'],
    ['thirdPartyId', 'thirdparty_id'],
    ['thirdparty_ids', 'thirdparty_id'],
    ['other_settle_param', 'other_settle_params'],
    ['otherSettleParams', 'other_settle_params'],
    ['other_settle_parmas', 'other_settle_params']
  ])('%j: %s', (key, meant) => expect(suspiciousKey(key)).toBe(meant))
})

describe('other keys are ordinary', () => {
  test.each([
    ...EXCLUDED_KEYS,
    ...['out_order_no', 'total_amount', 'subject', 'body', 'valid_time', 'notify_url', 'cp_extra', 'disable_msg'],
    ...['msg_page', 'store_uid', 'limit_pay_way', 'expand_order_info', 'nonce', 'settle_params', 'settle_desc'],
    ...[
      'constructor',
      '__proto__',
      'toString',
      '',
      '签名',
      'id',
      'app',
      'appidentity',
      'assign_id',
      'ngis',
      'signal_no'
    ],
    'x'.repeat(100)
  ])('%j', (key) => expect(suspiciousKey(key)).toBeUndefined())
})

test('excludedKey gives the four excluded keys themselves', () => {
  expect(EXCLUDED_KEYS.map(excludedKey)).toEqual(['app_id', 'thirdparty_id', 'sign', 'other_settle_params'])
})

test('the answer does not depend on what was asked before, however much', () => {
  for (let i = 0; i < 1500; i++) expect(suspiciousKey(`member_${i}`)).toBeUndefined()
  for (const key of ['ordinary', 'SIGN', 'member_3', 'member_1499']) {
    const first = suspiciousKey(key)
    expect(suspiciousKey(key)).toBe(first)
    expect(first).toBe(key === 'SIGN' ? 'sign' : undefined)
  }
})
