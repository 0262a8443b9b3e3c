import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Command, syntaxOf } from '../../src/commands/shared/command.js'
import { GLOBAL_OPTIONS } from '../../src/commands/shared/global-options.js'
import { GROUPS } from '../../src/commands/shared/groups.js'
import { allCommands } from '../../src/commands/table.js'
import type { Code, Finding, FindingArgs } from '../../src/findings/findings.js'
import { NOT_KEYS, type NotAKey } from '../../src/findings/rsa-key-phrases.js'
import type { Said } from '../../src/findings/topic.js'
import { typedCommand } from '../../src/findings/typed-command.js'
import { expectation } from '../../src/findings/zh-phrases.js'
import type { DiagnoseWords } from '../../src/output/words/diagnose-words.js'
import { catalogue } from '../../src/output/words/languages.js'
import type { FindingWords, HelpWords, Words } from '../../src/output/words/words.js'
import { allEntries } from '../../src/systems.js'
import { BAD_TYPOGRAPHY, CHINESE, NOT_CHINESE, NOT_ENGLISH, prose, withoutTerms } from './typography.js'

/** The parts of a catalogue as one. */
type Whole = Words & { findings: FindingWords; diagnose: DiagnoseWords; help: HelpWords; commands: object }

/** What every command says of itself and of what it takes. */
async function commandTexts(language: 'en' | 'zh'): Promise<object> {
  const own = (await allCommands()).filter(({ call }) => call === undefined)
  const specs = await Promise.all(own.map(({ load }) => load()))
  const texts = ({ summary, description, output, arguments: placed, options }: Command) => ({
    ...mapped({ summary, ...(description && { description }), output }, (one) => one[language]),
    arguments: mapped(placed, ({ help }) => help[language]),
    options: mapped(options, ({ help }) => help[language])
  })
  return {
    ...Object.fromEntries(specs.map((spec) => [spec.name, texts(spec)])),
    globals: mapped(GLOBAL_OPTIONS, ({ help }) => help[language])
  }
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (one: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, to(one)]))
}

async function whole(language: 'en' | 'zh'): Promise<Whole> {
  const { words, findings, help, diagnose } = catalogue(language)
  const commands = { ...(await commandTexts(language)), groups: mapped(GROUPS, (one) => one[language]) }
  return { ...(await words()), findings: await findings(), diagnose: await diagnose(), help: await help(), commands }
}

const en = await whole('en')
const zh = await whole('zh')
const CATALOGUES = [
  ['en', en],
  ['zh', zh]
] as const

/** One sample a code; a code without one is a type error. */
const SAMPLES: { [C in Code]: FindingArgs[C] } = {
  'empty-body': {},
  'body-too-large': { limit: 1048576, size: 2097152 },
  'invalid-utf8': { offset: 17 },
  'invalid-text': { encoding: 'GBK' },
  'read-as-utf16': { encoding: 'UTF-16LE' },
  'byte-order-mark': {},
  'crlf-line-breaks': { count: 4 },
  'callback-characters-sorted': {},
  'msg-emoji-changed': {},
  'token-cut': {},
  'token-with-rest-of-line': { text: ';' },
  'token-encoded': { how: 'URL' },
  'body-unwrapped': { form: 'log-line' },
  'several-bodies': { count: 2 },
  'answer-in-place-of-body': { found: 'err_no:2008' },
  'invalid-json': { line: 3, column: 14, expected: 'colon', found: 'x' },
  'json-too-deep': { limit: 200 },
  'not-an-object': { found: 'array' },
  'quotes-lost': { found: '{appid:tt1}' },

  'nested-value': { key: 'expand_order_info', kind: 'object' },
  'null-value': { key: 'cp_extra' },
  'duplicate-key': { key: 'subject' },
  'lone-surrogate': { key: 'subject', codePoint: 'U+D83C' },
  'empty-salt': {},

  'non-integer-number': { key: 'total_amount', text: '1.50' },
  'unsafe-integer': { key: 'uid', text: '9007199254740993' },
  'boolean-value': { key: 'disable_msg', text: 'true' },
  'edge-whitespace': { key: 'subject', codePoints: ['U+3000', 'U+0020'] },
  'invisible-character': { key: 'subject', codePoints: ['U+200B'] },
  'outer-quotes': { key: 'cp_extra' },
  'damaged-text': { key: 'subject', how: 'utf8-as-gbk', was: 'VIP' },
  'sort-order': { keys: ['subject', 'body'] },
  'suspicious-key': { key: 'appid', meant: 'app_id' },
  'suspicious-salt': { reason: 'white space' },
  'short-secret': { name: 'SALT' },
  'suspicious-secret': { name: 'TOKEN', reason: 'quotes' },
  'suspicious-app-id': { found: 'abc' },
  'strict-warning': { count: 2 },

  'signature-differs': {
    found: 'd41d8cd98f00b204e9800998ecf8427e',
    expected: '900150983cd24fb0d6963f7d28e17f72'
  },
  'signature-disputed': { source: 'go-demo', mistake: 'nested-as-go' },
  'missing-sign': {},
  'app-id-not-sent': {},
  'field-of-others': { key: 'timestamp' },
  'salt-like-app-secret': {},
  'malformed-sign': { found: 'xyz' },
  'no-request-found': { source: 'har' },
  'request-host': { host: 'developer.toutiao.com', env: 'sandbox', expected: 'open-sandbox.douyin.com' },
  'request-method': { found: 'PUT', wanted: 'POST' },
  'request-insecure': { host: 'developer.toutiao.com' },
  'cmd-ends-command': { found: '&' },
  'request-charset': { found: 'GBK' },
  'path-without-slash': {
    found: '/api/trade_basic/v1/developer/order_query',
    near: '/api/trade_basic/v1/developer/order_query/'
  },
  'unknown-path': { found: '/api/ecpay/v1/create_order', near: ['/api/apps/ecpay/v1/create_order'] },
  'form-body': { form: 'urlencoded', keys: ['app_id', 'sign'] },
  'read-as': { kind: 'curl' },
  'body-printed': { form: 'php-print-r' },
  'read-as-trade-callback': {},
  'not-a-body': { kind: 'curl', command: 'ecpay diagnose --from-curl body.txt' },
  'request-content-type': { found: 'text/plain' },
  'request-length': { length: '12', size: 13 },

  'missing-member': { key: 'nonce' },
  'wrong-type': { key: 'nonce', found: 'array', expected: ['string', 'number'] },
  'msg-not-a-string': { found: 'object' },
  'malformed-signature': { found: 'abc' },
  'signature-mismatch': {},
  'timestamp-not-seconds': { found: 'soon' },
  'too-old': { age: 900, maxAge: 300 },
  'from-the-future': { ahead: 900, maxAge: 300 },
  'callback-unwrapped': { form: 'log-line' },
  'callback-not-raw': { form: 'java-map' },
  'callback-of-trade-system': { version: '3.0' },
  'not-a-callback': { kind: 'request' },
  'signature-of-other-hash': { digits: 32, hash: 'MD5' },
  'uppercase-digest': {},
  'md5-digest': {},
  'sha256-digest': {},
  'sha512-digest': {},
  'hmac-digest': {},
  'hex-without-leading-zeros': {},
  'hex-bytes-unpadded': {},
  'hex-bytes-signed': {},
  'hex-with-separators': {},
  'hex-bytes-as-numbers': {},
  'hashed-twice': {},
  'nothing-hashed': {},
  'md5-16-digits': {},
  'digest-cut': { length: 32, digits: 40 },
  'base64-digest': {},
  'base64-of-hex': {},
  'demo-token': {},
  'demo-salt-as-token': {},
  'app-id-as-token': {},
  'token-not-loaded': { text: 'None' },
  'token-quoted': {},
  'token-as-printed': { text: "b'…'" },
  'token-in-other-case': {},
  'token-edge-whitespace': {},
  'salt-as-token': {},
  'other-profile-token': { profile: 'shop' },
  'other-profile-salt': { profile: 'shop' },
  'msg-rewritten': { how: 'json_encode (PHP)' },
  'msg-trimmed': {},
  'callback-white-space-behind': {},
  'msg-not-decoded': {},
  'msg-decoded-twice': {},
  'msg-url-encoded': {},
  'msg-html-escaped': {},
  'msg-with-byte-order-mark': {},
  'msg-tags-stripped': {},
  'msg-spaces-removed': {},
  'msg-slashes-added': {},
  'msg-quotes-removed': {},
  'msg-line-breaks-changed': {},
  'msg-in-base64': {},
  'msg-in-other-case': {},
  'msg-cut': { length: 255 },
  'msg-printed': { how: 'Map.toString() (Java)' },
  'body-in-place-of-msg': {},
  'whole-body-signed': {},
  'callback-part-left-out': { key: 'msg' },
  'member-not-read': { key: 'nonce', text: 'None' },
  'stamp-rewritten': { key: 'timestamp', text: '1.7E9', received: '1700000000' },
  'callback-quotes-kept': {},
  'callback-hashed-as': { charset: 'GBK' },
  'callback-read-as': { charset: 'GBK' },
  'callback-sorted-as-numbers': {},
  'callback-not-sorted': { order: ['timestamp', 'nonce', 'token', 'msg'] },
  'callback-sorted-otherwise': { how: 'reverse' },
  'callback-list-printed': {},
  'callback-key-value': { how: 'a=1&b=2&key=…' },
  'all-members-signed': {},
  'callback-separator': { separator: '&' },
  'envelope-member-signed': { key: 'type' },
  'msg-changed': {},
  'unknown-type': { found: 'gift' },

  'unwritable-authorization': { key: 'nonce_str', codePoints: ['U+0022'] },
  'uri-not-a-path': { found: 'https://open.douyin.com/api' },
  'not-an-authorization': { found: 'Bearer x' },
  'authorization-incomplete': { names: ['signature'] },
  'authorization-differs': { key: 'key_version', found: '1', expected: '2' },
  'authorization-wrong': {},
  'client-call-signed': { found: '/api/trade_basic/v1/user/order_create' },
  'timestamp-in-milliseconds': { found: '1700000000000' },
  'nonce-outside-alphabet': { characters: ['-'] },
  'nonce-too-long': { length: 129, limit: 128 },
  'nonce-empty': {},
  'missing-authorization': {},
  'line-not-authorized': {},
  'body-not-a-text': { found: 'object' },
  'data-not-a-text': { found: 'object' },
  'client-parameters-signed': {},
  'data-empty': {},
  'data-not-json': { line: 1, column: 7 },
  'unusual-escapes': { examples: ['\\u8d2d', '\\/'] },
  'loose-spaces': { places: ['edges', 'inside', 'crlf'] },
  'header-missing': { names: ['Byte-Timestamp', 'Byte-Signature'] },
  'header-twice': { name: 'Byte-Signature' },
  'signature-not-base64': { how: 'plus-lost' },
  'signature-length': { bytes: 255, expected: 256 },
  'rsa-signature-mismatch': {},
  'ecpay-callback': {},
  'malformed-header': { found: 'Byte-Timestamp' },
  'line-not-a-callback': {},
  'bad-callbacks': { count: 2, total: 12 },
  'no-callback-files': { found: 'callbacks' },
  'unknown-version': { found: '9.0', known: ['3.0', '2.0'] },
  'body-reserialised': { how: 'json_encode (PHP)' },
  'msg-for-body': {},
  'spaces-stripped': { isHere: true },
  'signed-msg-only': {},
  'no-final-newline': {},
  crlf: { where: 'joints' },
  'literal-newline': {},
  'no-line-breaks': {},
  'five-lines': { uri: '/notify' },
  'timestamp-nonce-swapped': {},
  'signed-without': { part: 'Byte-Timestamp' },
  'timestamp-unit-changed': { found: '1700000000', signed: '1700000000000' },
  'body-edge-changed': { how: 'line-break-added' },
  'body-encoded': { how: 'html-escaped' },
  'app-key-for-platform-key': {},
  'signed-with-app-key': {},
  'signed-with-demo-key': {},
  'other-profiles-key': { profile: 'other-app' },
  'other-platform-key': {},
  'other-hash': { hash: 'SHA-1' },
  'digest-not-wrapped': {},
  'pss-padding': {},
  'one-character-changed': { offset: 112, found: '1', was: '0' },
  'body-changed': {},
  'missing-field': { key: 'total_amount', option: '--amount <fen>', assign: ':=' },
  'not-both': { key: 'item_order_detail', other: 'refund_all' },
  'missing-one-of': { key: 'out_settle_no', other: 'settle_no' },
  'too-many-items': { key: 'settle_params', limit: 4, length: 5 },
  'wrong-field-type': { key: 'valid_time', found: 'string', expected: 'number' },
  'too-many-bytes': { key: 'subject', limit: 128, length: 150 },
  'too-many-characters': { key: 'subject', limit: 42, length: 50 },
  'below-minimum': { key: 'valid_time', limit: 300, value: '299' },
  'above-maximum': { key: 'valid_time', limit: 172800, value: '172801' },
  'not-an-integer': { key: 'valid_time', value: 'ten' },
  'character-not-allowed': { key: 'out_order_no', allowed: '0-9A-Za-z_*-', codePoints: ['U+0023'] },
  'not-a-url': { key: 'notify_url', length: 5 },
  'not-https': { key: 'notify_url', found: 'http:' },
  'port-not-443': { key: 'notify_url', found: '8443' },
  'not-a-date': { key: 'bill_date', found: '2026-11-22', expected: 'yyyyMMdd' },
  'not-one-of': { key: 'limit_pay_way', allowed: ['LIMIT_WX', 'LIMIT_ALI'], found: 'WX' },
  'not-json-text': { key: 'expand_order_info' },
  'too-few-items': { key: 'skuList', limit: 1, length: 0 },
  'leading-slash': { key: 'orderEntrySchema.path', path: 'pages/order' },
  'path-with-query': { key: 'orderEntrySchema.path', path: 'pages/order' },
  'amount-with-decimals': { key: 'total_amount', value: '19.90', fen: '1990' },
  'seconds-not-milliseconds': { key: 'update_time', value: '1795380546' },
  'unknown-field': { key: 'notifyurl', meant: 'notify_url' },
  'null-member': { key: 'merchantUid' },
  'client-token-refused': {
    error_code: '10013',
    description: 'bad secret',
    meaning: { en: 'client_secret is wrong', zh: 'client_secret 错误' },
    remedy: { en: 'Check it.', zh: '请检查。' }
  },
  'answer-without-token': {},
  'no-client-token': { app_id: 'tt1', at: 'https://open.douyin.com' },
  'former-token-ends': { app_id: 'tt1' },
  'token-needs-confirmation': { app_id: 'tt1' },
  'reveal-needs-terminal': {},
  'token-file-unusable': { path: '/state/client-tokens.json', reason: 'EACCES' },
  'waiting-for-token': { pid: 4711, host: 'build-1' },
  'old-order-given': { command: 'ecpay trade migrate order.json' },
  'empty-member': { key: 'merchantUid' },
  'unknown-member': { key: 'cp_extra' },
  'milliseconds-not-seconds': { key: 'payExpireSeconds', value: '900000', seconds: '900' },
  'moment-not-duration': { key: 'payExpireSeconds', value: '1764230400' },
  'total-above-goods': { key: 'totalAmount', total: '1999', price: '1998', quantity: '1', goods: '1998' },
  'total-below-goods': { key: 'totalAmount', total: '1998', price: '1999', quantity: '1', goods: '1999' },
  'date-beside-payment': { key: 'firstDeductionDate', beside: 'authPayOrder' },
  'missing-tag-group': {
    key: 'skuList.0.tagGroupId',
    type: '201',
    known: [{ id: 'tag_group_1', rule: { en: 'no refund', zh: '不支持退款' } }]
  },
  'tag-group-of-other-type': {
    key: 'skuList.0.tagGroupId',
    group: 'tag_group_1',
    type: '301',
    of: ['401'],
    known: ['tag_group_2']
  },
  'unknown-tag-group': { key: 'skuList.0.tagGroupId', group: '705', type: '301', known: ['tag_group_2'] },
  'unknown-goods-type': { key: 'skuList.0.type', type: '705', known: ['101', '301'] },
  'diamond-quantity': { key: 'skuList.0.quantity', quantity: '2' },
  'sources-differ': { key: 'payScene', said: { en: 'one has it, another does not', zh: '有的有，有的没有' } },

  'missing-command': {},
  'unknown-command': { found: 'sing', meant: 'sign' },
  'unknown-old-call': { known: ['create_order', 'query_order'] },
  'already-migrated': { key: 'skuList' },
  'no-successor': { call: 'order/v2/push' },
  'unknown-option': { found: '--amout', meant: '--amount' },
  'missing-argument': { name: 'out_order_no' },
  'argument-wins': { key: 'out_order_no', given: 'no_1', found: 'no_2' },
  'later-wins': { key: 'total_amount', given: '300', by: '-d', found: '100', over: '--amount' },
  'missing-option': { option: '--amount' },
  'missing-option-value': { option: '--amount' },
  'too-many-arguments': { found: 7, expected: 1 },
  'invalid-option-value': { option: '--nested', found: 'java', expected: 'go, json' },
  'option-without-value': { option: '--json' },
  'conflicting-options': { options: ['--fill', '--check'] },
  'unknown-language': { found: 'fr', known: 'en, zh' },
  'secret-in-flag': { key: 'access_token', variable: 'ECPAY_ACCESS_TOKEN', flag: '--access-token-file' },
  'malformed-assignment': { option: '-d', found: 'subject' },
  'no-input': {},
  'file-not-readable': { path: 'body.json', reason: 'ENOENT' },
  'file-not-writable': { path: 'report.xml', reason: 'EACCES' },
  'file-exists': { path: 'bill.csv', flag: '--force' },
  'prompt-refused': { flags: ['--app-id', '--salt-file'] },
  'confirmation-needed': { flag: '--yes', env: 'production' },
  'not-confirmed': {},
  interrupted: {},
  'internal-error': { reason: 'boom' },
  'bad-lines': { count: 2, total: 12 },
  'lines-differ': { count: 2, total: 12 },
  'lines-not-diagnosed': { count: 2, total: 12 },
  'secret-masked': { count: 2 },
  'command-not-shown': { characters: ['U+202E'] },
  'unknown-code': { found: '2009', near: ['2008', '2000'] },

  'missing-salt': {},
  'missing-token': {},
  'missing-access-token': {},
  'unknown-variable': { name: 'ECPAY_APPID', meant: 'ECPAY_APP_ID' },
  'missing-app-id': {},
  'missing-private-key': {},
  'missing-platform-public-key': {},
  'missing-key-version': {},
  'missing-app-secret': {},
  'public-key-given': {},
  'private-key-given': {},
  'certificate-given': { wanted: 'public' },
  'encrypted-key': {},
  'truncated-key': { wanted: 'private', found: 1200, expected: 1624 },
  'damaged-key': { wanted: 'private' },
  'not-rsa': { wanted: 'private', found: 'SM2' },
  'short-key': { wanted: 'private', bits: 1024 },
  'several-keys': { wanted: 'public', count: 2 },
  'signature-given': { wanted: 'public' },
  'salt-given': { wanted: 'private' },
  'not-a-key': { wanted: 'private', found: 'path' },
  'keys-not-a-pair': { found: '9f86d081', expected: '2cf24dba' },
  'published-key': { key: 'private_key', of: 'documentation' },
  'unusual-key-form': {},
  'long-key': { source: 'private_key', wanted: 'private', bits: 4096 },
  'key-file-exists': { path: '/keys/private_key.pem' },
  'private-key-not-printed': {},

  'config-unreadable': { path: '.ecpayrc', reason: 'EACCES' },
  'config-not-writable': { path: '.ecpayrc', reason: 'EROFS' },
  'config-more-problems': { path: '.ecpayrc', count: 99_980 },
  'config-not-yours': { path: '/tmp/.ecpayrc', why: 'owner', mode: '0644', uid: 1001 },
  'file-outside-folder': { path: '.ecpayrc', key: 'salt_file', target: '/etc/passwd', meant: 'ECPAY_SALT_FILE' },
  'reference-outside-secret': { path: '.ecpayrc', key: 'app_id', variable: 'GITHUB_TOKEN', meant: 'ECPAY_APP_ID' },
  'untrusted-host': { path: '.ecpayrc', key: 'base_url', host: 'stub.example', keys: ['salt', 'app_id'] },
  'config-unknown-key': { path: '.ecpayrc', key: 'slat', known: ['app_id', 'salt'], meant: 'salt' },
  'config-wrong-type': { path: '.ecpayrc', key: 'timeout_ms', expected: 'number', found: 'string' },
  'config-exposed': { path: '.ecpayrc', mode: '0644' },
  'config-not-found': { path: '.ecpayrc' },
  'config-exists': { path: '.ecpayrc' },
  'profile-exists': { path: '.ecpayrc', profile: 'shop' },
  'config-in-package-json': { path: 'package.json' },
  'config-hidden': { path: '/shop/api/.ecpayrc', hidden: '/shop/.ecpayrc' },
  'config-laid-out-anew': { path: '.ecpayrc' },
  'conflicting-settings': { keys: ['salt', 'salt_file'], path: '.ecpayrc' },
  'unset-variable': { path: '.ecpayrc', key: 'salt', variable: 'SHOP_SALT' },
  'unknown-profile': { found: 'shopp', known: ['shop', 'cafe'] },
  'invalid-base-url': { found: 'ftp:x', source: 'ECPAY_BASE_URL' },
  'insecure-base-url': { found: 'http://example.com', source: 'ECPAY_BASE_URL' },
  'secret-file-unreadable': { key: 'salt_file', path: 'salt.txt', reason: 'ENOENT' },
  'invalid-setting': { key: 'timeout_ms', source: 'ECPAY_TIMEOUT_MS', expected: 'number', found: 'ten' },

  'using-local': {},
  'local-platform-key': {},
  'other-host': { host: 'proxy.example', source: 'ECPAY_BASE_URL' },
  'host-not-allowed': { host: 'proxy.example', source: 'ECPAY_BASE_URL', sends: ['local', 'sandbox'] },
  retrying: { attempt: 1, of: 2, cause: 'connection-reset', delay: 250 },
  'validation-skipped': { count: 3 },
  'not-in-sandbox': { call: 'merchant_withdraw' },

  'unsendable-header': { header: 'access-token' },
  'connection-refused': { host: 'proxy.example' },
  'connection-reset': { host: 'proxy.example' },
  'host-not-found': { host: 'proxy.example' },
  'host-unreachable': { host: 'proxy.example', reason: 'ENETUNREACH' },
  'tls-untrusted': { host: 'proxy.example', reason: 'SELF_SIGNED' },
  'connect-timeout': { host: 'proxy.example', limit: 10000 },
  'answer-timeout': { host: 'proxy.example', limit: 10000 },
  'network-error': { host: 'proxy.example', reason: 'EPROTO' },
  'http-redirect': { status: 302, location: 'https://login.example/' },
  'http-client-error': { status: 404 },
  'http-server-error': { status: 503 },
  'html-answer': { status: 200 },
  'answer-not-json': { line: 3, column: 14 },
  'answer-with-byte-order-mark': {},
  'client-token-given': { key: 'access_token' },
  'nothing-refused': {},
  'refused-without-body': { path: '/api/apps/x', reason: 'a-form' },
  'answer-cut-off': { size: 512 },
  'file-cut-off': { size: 70000 },
  'file-needs-save': { limit: 10485760 },
  'answer-empty': { status: 200 },
  'answer-too-large': { limit: 10485760 },
  'not-a-sandbox-app': { message: 'app is not sandboxApp' },
  'answer-without-err-no': {},
  'gateway-refused': { err_no: '2008', err_tips: 'bad sign' },
  'unknown-call': { found: 'creat_order', near: ['create_order'] },
  'negative-test-in-production': {},
  'demo-check-failed': { check: 'sum', expected: '10000', found: '9999' },
  'not-succeeded': { call: 'create_refund', status: 'FAIL' },
  'wait-timeout': { limit: 120, status: 'PROCESSING' },

  'no-numbers': {},
  'no-number-column': { found: ['no', 'amount'], keys: ['out_order_no', 'order_id'] },
  'line-without-number': { line: 3, keys: ['out_order_no'] },
  'line-not-json': { line: 3 },
  'number-rounded': { line: 3, found: '2.02611E+24' },
  'bad-number': { line: 3, key: 'out_order_no', found: 'no 1', codePoints: ['U+0020'], allowed: '0-9A-Za-z_*-' },
  'numbers-repeated': { count: 2 },
  'rate-above-limit': { call: 'query_order', rate: 200, limit: 150 },
  'not-answers': { path: 'answers.ndjson', line: 1 },
  'answers-to-something-else': {
    path: 'answers.ndjson',
    line: 1,
    key: 'env',
    found: 'sandbox',
    expected: 'production'
  },
  'answers-to-unknown': { path: 'answers.ndjson', line: 1 },
  'answers-in-use': { path: 'answers.ndjson', pid: 4711 },
  'numbers-refused': { err_no: '2000', err_tips: 'no such number', count: 7, lines: [1, 2, 3, 4, 5] },
  'numbers-without-answer': { of: 'connection-refused', count: 1, lines: [3] },
  'numbers-not-asked': { count: 7, resumable: false, why: 'no-answer' },

  'order-not-found': { out_order_no: 'no_1' },
  'order-not-payable': { out_order_no: 'no_1', status: 'TIMEOUT', maker: 'ecpay create-order' },
  'agreement-not-changeable': { number: 'sign_1', status: 'CANCEL', needed: 'SERVING' },
  'not-a-clock-time': { found: 'tomorrow' },
  'clock-out-of-range': {
    found: '2020-01-01',
    meant: '2020-01-01 00:00:00',
    least: '2026-11-28 00:45:00',
    most: '2036-11-28 00:45:00'
  },
  'client-refused': { errNo: '11004', errMsg: 'requestOrder:fail 签名校验异常', reason: 'unknown-key' },
  'refund-not-answered': { number: 'ots1' },
  'not-refundable': { out_order_no: 'no_1', reason: 'order-not-paid' },
  'application-answer-unusable': { refund_id: 'ots1' },
  'order-not-closable': { out_order_no: 'no_1', status: 'SUCCESS' },
  'not-a-trade-order': { out_order_no: 'no_1' },
  'payment-cannot-fail': { out_order_no: 'no_1' },
  'way-not-offered': { out_order_no: 'no_1', way: 'wx', by: 'limit_pay_way LIMIT_WX' },
  'record-not-found': { kind: 'refund', number: 'refund_1' },
  'must-fail': { kind: 'refund', number: 'refund_1', reason: 'too little money' },
  'result-is-final': { kind: 'refund', number: 'refund_1', status: 'SUCCESS' },
  'port-in-use': { port: 8787 },
  'port-unusable': { port: 80, reason: 'EACCES' },
  'state-unusable': { path: '/state', reason: 'EACCES' },
  'lmdb-missing': { platform: 'linux', arch: 'x64', reason: 'No native build was found' },
  'waiting-for-lock': { path: '/state/lock', pid: 4711, host: 'other', seconds: 2 },
  'callback-not-delivered': { url: 'https://shop.example/notify', attempts: 16, needs: [] },
  'callback-not-200': { status: 500 },
  'callback-answer-not-json': {},
  'callback-answer-empty': {},
  'callback-answer-byte-order-mark': {},
  'callback-answer-php-warning': {},
  'callback-answer-success-text': {},
  'callback-answer-xml': {},
  'callback-answer-html': {},
  'err-no-as-text': { err_no: '0' },
  'error-text-in-answer': { said: 'Fatal error' },
  'answered-when-sent-again': { count: 3, of: 50 },
  'effect-changed': { before: '0', after: '1' },
  'callback-refused': { err_no: '7', err_tips: 'busy' },
  'insecure-target': { host: 'shop.example' },
  'insecure-delivery': { host: 'shop.example' },
  'callback-answer-not-text': { keys: ['data.order_entry_schema.params'] },
  'callback-answer-incomplete': { missing: ['data.out_refund_no'] },
  'callback-answer-text-differs': { key: 'err_tips', given: 'OK', wanted: 'success' },
  'callback-answers-differ': { key: 'data.out_refund_no', before: 'a', after: 'b' },
  'forgery-accepted': {},
  'handler-crashed': { status: 500 },
  'echostr-not-returned': { status: 404 },
  'answer-slow': { milliseconds: 1500, limit: 1000 },
  'effect-repeated': { before: '1', after: '2' },
  'effect-differs': { found: '2', expected: '1' },
  'effect-not-seen': { shown: '{"status":"paid"}' },
  'order-url-failed': { status: 500 },
  'query-failed': { reason: 'exit 1', said: 'no such table: orders' },
  'journal-not-written': { path: '/home/a/.local/state/ecpay/journal-v1', reason: 'ENOSPC' },
  'strangers-not-logged': { most: 400 },
  'journal-damaged': { path: '/home/a/.local/state/ecpay/journal-v1', count: 2 },
  'journal-cut': { id: 'hmq2z1a7k3c0', kept: 65_536, size: 200_000 },
  'log-entry-not-found': { found: 'hmq2z1a7k3c0' },
  'log-empty': {},
  'unknown-control': { found: '/_ecpay/pray', known: ['requests', 'pay'], meant: '/_ecpay/pay' },
  'control-method': { found: 'PUT', allowed: ['GET', 'POST'] },
  'unknown-control-field': { found: 'wya', known: ['way', 'fail'], meant: 'way' },
  'control-not-json': {},
  'not-a-since': { found: 'yesterday' },
  'delivery-not-found': { found: 'hmq2z1a7k3c0' },
  'deliveries-kept-again': { count: 3 },
  'no-deliveries': {},
  'cannot-resign': { name: 'hmq2z1a7k3c0' },
  'replay-failed': { failed: 3, of: 40 },
  'handler-failed': { failed: 3, of: 40 },
  'old-node': { found: '18.0.0', needed: '20.18.1' },
  'newer-version': { found: '0.1.0', latest: '0.2.0' },
  'secret-edges': { name: 'TOKEN' },
  'secrets-not-ignored': { path: '/home/dev/shop/.ecpayrc', name: '.ecpayrc' },
  'secrets-committed': { path: '/home/dev/shop/.ecpayrc', commit: '1a2b3c4' },
  'unreadable-proxy': { variable: 'HTTPS_PROXY' },
  'proxy-unreachable': { variable: 'HTTPS_PROXY', host: '127.0.0.1:7890' },
  'clock-differs': { seconds: 400, host: 'developer.toutiao.com', command: 'sudo timedatectl set-ntp true' },
  'salt-refused': { env: 'sandbox' },
  'app-id-refused': { env: 'sandbox' },
  'signer-not-started': { command: 'php sign.php', reason: 'ENOENT' },
  'signer-failed': { exit: 255, said: 'Error: x' },
  'signer-silent': {},
  'signer-hangs': { limit: 30_000, answered: 3, of: 200 },
  'signer-stopped': { answered: 3, of: 200, exit: 'SIGSEGV' },
  'signer-out-of-order': { moved: 98, of: 99 },
  'signer-without-breaks': {},
  'signer-answers-differ-in-number': { found: 900, expected: 200 },
  'signer-says-too-much': { expected: 200 },
  'signer-no-signature': { first: 'Usage: sign <file>', of: 200 },
  'signer-writes-mark': {},
  'signer-writes-crlf': {},
  'signer-pads': { count: 2 },
  'signer-adds-text': { text: 'sign:' },
  'signer-adds-lines': { count: 2, first: 'Loading' },
  'signer-exit': { exit: 1 },
  'signer-said': { said: 'Warning: x' },
  'signer-answered-status': { status: 404 },
  'signer-differs': { found: 'xyz', expected: '900150983cd24fb0d6963f7d28e17f72' },
  'signer-unanswered': {},
  'signer-parts': { found: '900150983cd24fb0d6963f7d28e17f72' },
  'signer-wrong': { failed: 3, of: 127 },
  'suite-unreadable': { place: 's.yaml:3:1', detail: 'DUPLICATE_KEY', key: 'body' },
  'suite-not-text': { place: 's.yaml', limit: 1 },
  'suite-without-cases': { place: 's.yaml:3:1' },
  'suite-unknown-code': { place: 's.yaml:3:1', key: 'refuse', found: 'nested', meant: 'nested-value' },
  'suite-unknown-key': { place: 's.yaml:3:1', key: 'bdy', known: ['body'], meant: 'body' },
  'suite-unused-key': { place: 's.yaml:1:1', key: 'expect', with: 'refuse' },
  'suite-step-name': { place: 's.yaml:1:1', name: 'order' },
  'suite-wrong-type': { place: 's.yaml:3:1', key: 'env', found: 'lcal', expected: ['local', 'sandbox'] },
  'suite-missing-key': { place: 's.yaml:3:1', key: 'cases' },
  'suite-literal-secret': { place: 's.yaml:3:1', key: 'salt' },
  'suite-unknown-command': { place: 's.yaml:3:1', found: 'sgn', meant: 'sign' },
  'suite-unknown-profile': { place: 'a.yaml:3:10', found: 'shp', known: ['shop'], meant: 'shop' },
  'suite-file-missing': { place: 's.yaml:3:1', path: 'body.json', reason: 'ENOENT' },
  'suite-file-outside': { place: 's.yaml:3:1', path: '../body.json' },
  'suite-sends-elsewhere': { host: 'evil.example' },
  'suite-unknown-reference': { place: 's.yaml:3:1', found: 'x.y', known: ['order'] },
  'no-suites': { found: 'tests' },
  'no-cases': { filter: 'refund', known: ['sign', 'query'] },
  'suite-exists': { path: 'ecpay-suite.yaml' },
  'expectation-differs': { key: 'err_no', found: '2008', expected: '0' },
  'expectation-code-missing': { key: 'refuse', codes: ['nested-value'], found: ['null-value'] },
  'step-refused': { command: 'sign', codes: ['missing-salt'] },
  'suite-failed': { failed: 3, of: 12 }
}

/** Samples of the sentences' other halves: arguments that may be absent or empty. */
const VARIANTS: Finding[] = [
  { code: 'unsendable-header', header: 'Byte-Authorization' },
  { code: 'unsendable-header', header: 'x-trace' },
  {
    code: 'secret-file-unreadable',
    key: 'ECPAY_PRIVATE_KEY_FILE',
    path: '/x',
    reason: 'ENOENT',
    meant: 'ECPAY_PRIVATE_KEY'
  },
  { code: 'public-key-given', source: 'ECPAY_PRIVATE_KEY' },
  { code: 'lmdb-missing', platform: 'linux', arch: 'x64', reason: 'No native build was found', inOneFile: true },
  { code: 'damaged-key', wanted: 'either' },
  { code: 'published-key', key: 'private_key', of: 'demo-app' },
  { code: 'unusual-key-form', source: 'private_key', isBare: true },
  { code: 'short-key', wanted: 'either', bits: 1024 },
  { code: 'short-secret', name: 'APP_SECRET' },
  { code: 'suspicious-secret', name: 'APP_SECRET', reason: 'white space' },
  { code: 'truncated-key', wanted: 'public', found: 0, expected: 0, source: 'ECPAY_PLATFORM_PUBLIC_KEY' },
  { code: 'short-key', wanted: 'public', bits: 1024 },
  { code: 'long-key', wanted: 'public', bits: 4096 },
  ...(Object.keys(NOT_KEYS) as NotAKey[]).map((found): Finding => ({ code: 'not-a-key', wanted: 'public', found })),
  { code: 'echostr-not-returned', status: 200 },
  { code: 'not-a-url', key: 'notify_url', length: 25, codePoints: ['U+0020'] },
  { code: 'callback-refused', err_no: '', err_tips: '' },
  { code: 'callback-refused', err_no: '1', err_tips: '', needs: ['data.out_refund_no'] },
  { code: 'callback-not-delivered', url: 'https://shop.example/notify', attempts: 1, needs: ['data.out_refund_no'] },
  { code: 'callback-answer-not-text', keys: ['data.out_refund_no', 'data.order_entry_schema.params'] },
  { code: 'callback-not-200', status: 302 },
  { code: 'callback-not-200', status: 404 },
  { code: 'callback-not-200', status: 405 },
  { code: 'callback-not-200', status: 415 },
  { code: 'answer-timeout', host: '127.0.0.1:9000', limit: 5000, handler: true },
  { code: 'handler-failed', failed: 3, of: 40, command: 'ecpay check-handler --list' },
  { code: 'signer-not-started', command: './sign', reason: 'EACCES' },
  { code: 'suite-unknown-key', place: 's.yaml:3:1', key: 'x', known: ['body', 'salt'] },
  { code: 'suite-unknown-key', place: 's.yaml:3:1', key: 'as', known: ['body', 'salt'], isBeside: true },
  { code: 'suite-unknown-command', place: 's.yaml:3:1', found: 'x' },
  { code: 'suite-not-text', place: 's.yaml:3:1' },
  { code: 'suite-unknown-code', place: 's.yaml:3:1', key: 'refuse', found: 'x' },
  { code: 'suite-unknown-reference', place: 's.yaml:3:1', found: 'x.y', known: [], isLater: true },
  { code: 'suite-unknown-reference', place: 's.yaml:3:1', found: 'x.y', known: [], isOwn: true },
  { code: 'suite-unknown-reference', place: 's.yaml:3:1', found: 'x.y', known: [] },
  { code: 'suite-unknown-reference', place: 's.yaml:3:1', found: '$\u007bX}', known: [], variable: 'unset' },
  { code: 'suite-unknown-reference', place: 's.yaml:3:1', found: '$\u007bX}', known: [], variable: 'closed' },
  { code: 'expectation-code-missing', key: 'warn', codes: ['boolean-value'], found: [] },
  { code: 'signer-failed', exit: 'SIGSEGV' },
  { code: 'signer-silent', said: 'x' },
  { code: 'signer-stopped', answered: 1, of: 200, exit: 0, said: 'x' },
  { code: 'signer-exit', exit: 'SIGTERM', said: 'x' },
  { code: 'signer-answered-status', status: 500 },
  { code: 'signer-differs', found: '', expected: '900150983cd24fb0d6963f7d28e17f72' },
  { code: 'signer-parts', found: '' },
  { code: 'missing-field', key: 'subject', option: '--subject <text>', assign: '=', empty: true },
  { code: 'later-wins', key: 'subject', given: 'a', by: '-d', found: 'b', over: '-d' },
  { code: 'read-as-utf16', encoding: 'UTF-16LE', path: '.ecpayrc' },
  { code: 'invalid-json', line: 3, column: 14, expected: 'value', found: '' },
  { code: 'suspicious-salt', reason: 'quotes' },
  { code: 'suspicious-key', key: 'sign_type', meant: 'sign', isThere: true },
  { code: 'request-content-type', found: '' },
  { code: 'suspicious-salt', reason: 'invisible characters' },
  { code: 'suspicious-salt', reason: 'white space inside' },
  { code: 'suspicious-salt', reason: 'app secret' },
  { code: 'config-not-yours', path: '.ecpayrc', why: 'writable', mode: '0666', uid: 0 },
  { code: 'file-outside-folder', path: '.ecpayrc', key: '', target: '/etc/passwd', meant: '' },
  { code: 'untrusted-host', path: '.ecpayrc', key: 'notify_url', host: 'shop.example', keys: [] },
  { code: 'signature-differs', found: 'xyz', expected: '900150983cd24fb0d6963f7d28e17f72' },
  { code: 'msg-rewritten', how: 'sorted keys' },
  { code: 'callback-not-sorted' },
  { code: 'callback-not-raw', form: 'several' },
  { code: 'not-a-callback', kind: 'answer' },
  { code: 'not-a-callback', kind: 'msg' },
  { code: 'token-not-loaded', text: '' },
  ...['msg', 'timestamp', 'nonce', 'token'].map((key): Finding => ({ code: 'callback-part-left-out', key })),
  { code: 'unknown-command', found: 'sing' },
  { code: 'unknown-option', found: '--amout' },
  { code: 'unknown-code', found: 'xyz', near: [] },
  { code: 'config-unreadable', path: '.ecpayrc', reason: 'invalid-json', line: 3 },
  { code: 'config-unreadable', path: '.ecpayrc', reason: 'invalid-yaml', line: 3, detail: 'bad indentation' },
  { code: 'config-unreadable', path: '.ecpayrc', reason: 'invalid-utf8' },
  { code: 'config-unknown-key', path: '.ecpayrc', key: 'slat', known: ['app_id', 'salt'] },
  { code: 'config-unknown-key', path: '.ecpayrc', key: 'lang', known: ['app_id'], ways: ['--lang', 'ECPAY_LANG'] },
  { code: 'config-unreadable', path: '.ecpayrc', reason: 'duplicate-key', detail: 'salt' },
  { code: 'conflicting-settings', keys: ['ECPAY_SALT', '--salt-file'] },
  { code: 'unknown-profile', found: 'shop', known: [] },
  { code: 'gateway-refused', err_no: '2008', err_tips: '' },
  { code: 'gateway-refused', err_no: '40022', err_tips: 'x', member: 'err_code' },
  { code: 'answer-without-err-no', member: 'err_code' },
  { code: 'gateway-refused', err_no: '2008', err_tips: 'x', command: 'ecpay diagnose body.json' },
  {
    code: 'signature-differs',
    found: 'xyz',
    expected: '900150983cd24fb0d6963f7d28e17f72',
    command: 'ecpay diagnose body.json --sign xyz'
  },
  { code: 'callback-refused', err_no: '', err_tips: '' }
]

const FINDINGS = [...Object.entries(SAMPLES).map(([code, args]) => ({ code, ...args }) as Finding), ...VARIANTS]

/** Sentences whose argument is a phrase of the catalogue itself, so that it is translated too. */
const TRANSLATED_ARGUMENTS = new Set<Code>([
  'invalid-json',
  'suspicious-salt',
  'suspicious-secret',
  'msg-rewritten',
  'config-unreadable',
  'callback-unwrapped',
  'callback-not-raw',
  'not-a-callback',
  'callback-sorted-otherwise',
  'certificate-given',
  'truncated-key',
  'damaged-key',
  'not-rsa',
  'short-key',
  'long-key',
  'several-keys',
  'signature-given',
  'salt-given',
  'not-a-key',
  'published-key'
])
/** Entries that are the same in both languages. */
const SAME_IN_BOTH = ['help.limit.range', 'trace.digest']

const parts = (said: Said): string[] => (typeof said === 'string' ? [said] : said)

function say(words: Whole, found: Finding): string[] {
  const sentence = words.findings[found.code] as (args: object) => Said
  return parts(sentence(found))
}

/** The leaves of a catalogue by dotted path; a sentence with gaps is filled with `gap1`, `gap2`, … */
function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, value(...gaps(value.length))]]
  return Object.entries(value as object).flatMap(([key, one]) => leaves(one, path ? `${path}.${key}` : key))
}

const gaps = (count: number) => Array.from({ length: count }, (_, i) => `gap${i + 1}`)
const otherLeaves = ({ findings: _, ...words }: Whole) => leaves(words)

/** Everything a language says, each text named by its code or path. */
function texts(words: Whole): [name: string, text: string][] {
  return [
    ...FINDINGS.flatMap((found) => say(words, found).map((text): [string, string] => [found.code, text])),
    ...otherLeaves(words)
  ]
}

describe.each(CATALOGUES)('findings in %s', (_, words) => {
  test.each(FINDINGS.map((found) => [found.code, found] as const))('%s has a sentence', (_code, found) => {
    for (const text of say(words, found)) {
      expect(text.trim()).not.toBe('')
      expect(text).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  test('no code is there that cannot be reported', () => {
    expect(Object.keys(words.findings).sort()).toEqual(Object.keys(SAMPLES).sort())
  })
})

describe('the two catalogues', () => {
  test('have the same entries', () => {
    const paths = (words: Whole) => otherLeaves(words).map(([path]) => path)
    expect(paths(zh).sort()).toEqual(paths(en).sort())
  })

  test.each(FINDINGS.map((found) => [found.code, found] as const))('%s says the same in both', (code, found) => {
    const [english, chinese] = [say(en, found), say(zh, found)]
    expect(chinese).toHaveLength(english.length)
    for (const [i, text] of chinese.entries()) expect(text).not.toBe(english[i])
    if (TRANSLATED_ARGUMENTS.has(code)) return
    const named = (texts: string[]) =>
      Object.values(found)
        .flat()
        .map(String)
        .filter((one) => expectation(one) === one && texts.join(' ').includes(one))
    expect(named(chinese)).toEqual(expect.arrayContaining(named(english)))
  })

  test('differ in every entry, but in every gap agree', () => {
    const english = new Map(otherLeaves(en))
    const same = otherLeaves(zh).filter(([path, text]) => text === english.get(path))
    expect(same.map(([path]) => path).sort()).toEqual([...SAME_IN_BOTH].sort())
    for (const [path, text] of otherLeaves(zh)) {
      const named = (one = '') => one.match(/gap\d/g)?.sort() ?? []
      expect([path, named(text)]).toEqual([path, named(english.get(path))])
    }
  })

  test('a last attempt has no next one', () => {
    for (const [, words] of CATALOGUES) {
      expect(words.simulate.notDelivered(3, 3, 'HTTP 500', undefined)).not.toMatch(/undefined/)
    }
  })

  test('Chinese is Chinese, with its punctuation and spaces', () => {
    const allowed = new Set([...SAME_IN_BOTH, 'diagnose.difference.quoted'])
    expect(texts(zh).filter(([name, text]) => !CHINESE.test(text) && !allowed.has(name))).toEqual([])
    expect(texts(zh).filter(([, text]) => BAD_TYPOGRAPHY.test(text))).toEqual([])
  })

  test.each(NOT_ENGLISH)('English %s', (_, pattern) => {
    expect(texts(en).filter(([, text]) => pattern.test(prose(text)))).toEqual([])
  })

  /** Their argument is a sentence of the system. */
  const QUOTING = ['lmdb-missing']

  test.each(NOT_CHINESE)('Chinese %s', (_, pattern) => {
    const broken = texts(zh).filter(([name, text]) => !QUOTING.includes(name) && pattern.test(prose(text)))
    expect(broken).toEqual([])
  })

  test("English holds no Chinese but the platform's terms", () => {
    expect(texts(en).filter(([, text]) => CHINESE.test(withoutTerms(text)))).toEqual([])
  })
})

const ENTRIES = await allEntries()

describe('what the words name exists', () => {
  let specs: Command[]
  beforeAll(async () => {
    specs = await Promise.all((await allCommands()).map(({ load }) => load()))
  })

  /** Lines of other programs have options of their own. */
  const OTHER_PROGRAMS = /`(?:openssl|ssh-keygen|git|npm) [^`]*`/g
  const flagsIn = (text: string) =>
    text.replace(OTHER_PROGRAMS, '').match(/(?<![\w-])(?:--[a-z][\w-]*|-[a-zA-Z](?![\w-]))/g) ?? []
  const flagsOf = (options: readonly { syntax: string }[]) => options.flatMap(({ syntax }) => flagsIn(syntax))
  const GLOBALS = flagsOf(Object.values(GLOBAL_OPTIONS))
  /** Read once for each command: they are asked for of every finding. */
  const taken = new Map<Command, readonly string[]>()
  const flagsTaken = (spec: Command) => {
    const flags = taken.get(spec) ?? [...flagsOf(syntaxOf(spec).options), ...GLOBALS]
    taken.set(spec, flags)
    return flags
  }
  const advice = (language: 'en' | 'zh') =>
    ENTRIES.flatMap(({ namespace, code, cause, note, remedy }): [string, string][] =>
      [cause, note, remedy].flatMap((one) => (one ? [[`${namespace}:${code}`, one[language]]] : []))
    )
  /** Flags that a sentence repeats because the user wrote them. */
  const QUOTED = new Set(['--amout'])

  test.each(CATALOGUES)('every option in %s', (language, words) => {
    const known = new Set(specs.flatMap(flagsTaken))
    const unknown = [...texts(words), ...advice(language)].flatMap(([name, text]) =>
      flagsIn(text)
        .filter((flag) => !known.has(flag) && !QUOTED.has(flag))
        .map((flag) => [name, flag])
    )
    expect(unknown).toEqual([])
  })

  test.each(CATALOGUES)('every command in %s, with its options', (language, words) => {
    const wrong = [...texts(words), ...advice(language)].flatMap(([name, text]) =>
      [...text.matchAll(/\becpay ((?!itself)[a-z-][^`,，。；\n]*)/g)]
        .filter(([, line = '']) => !isRunnable(line))
        .map(([line]) => [name, line])
    )
    expect(wrong).toEqual([])
  })

  function isRunnable(line: string): boolean {
    if (line.startsWith('--')) return flagsIn(line).every((flag) => GLOBALS.includes(flag))
    const spec = specs.find(({ name }) => line === name || line.startsWith(`${name} `))
    return spec !== undefined && flagsIn(line).every((flag) => flagsTaken(spec).includes(flag))
  }

  describe('a hint names what the command has in which it stands', () => {
    /** Said only where this option was typed. */
    const BECAUSE_OF: { [C in Code]?: string } = {
      'profile-exists': '--app-id',
      'too-old': '--max-age',
      'from-the-future': '--max-age',
      'strict-warning': '--strict',
      'validation-skipped': '--no-validate',
      'negative-test-in-production': '--negative-test',
      'reveal-needs-terminal': '--reveal',
      'token-needs-confirmation': '--yes',
      'argument-wins': '--from',
      'later-wins': '-d',
      'missing-field': '-d',
      'malformed-assignment': '-d',
      'command-not-shown': '--curl',
      'wait-timeout': '--wait-timeout',
      'file-cut-off': '--save',
      'file-needs-save': '--save',
      'way-not-offered': '--way',
      'insecure-delivery': '--insecure',
      'cannot-resign': '--resign',
      'signer-stopped': '--each',
      'signer-hangs': '--each',
      'signer-answers-differ-in-number': '--each',
      'signer-out-of-order': '--each',
      'order-url-failed': '--order-url',
      'query-failed': '--query',
      'effect-differs': '--expect',
      'effect-not-seen': '--work-time',
      'private-key-not-printed': '--public'
    }
    const hasOption = (spec: Command, option: string | undefined) =>
      option === undefined || flagsTaken(spec).includes(option)
    /** A whole line of a command: what it names is that command's own business. */
    const LINES = /`ecpay [^`]+`|ecpay [a-z][a-z-]*(?: [a-z<-][^,，。；\n]*)?/g
    const typedAs = (spec: Command) => {
      const { placed, options } = syntaxOf(spec)
      return typedCommand(spec.name, placed, [...options, ...Object.values(GLOBAL_OPTIONS)], spec.askedBy)
    }
    /** Without what the finding itself brings along: that is the command's own. */
    const withoutGiven = (text: string, found: Finding) =>
      Object.values(found)
        .flat()
        .reduce<string>((left, one) => (String(one).startsWith('-') ? left.replaceAll(String(one), '') : left), text)

    test.each(['en', 'zh'] as const)('every finding of every command, %s', async (language) => {
      const wrong: string[][] = []
      for (const spec of specs) {
        const sentences = await catalogue(language, () => typedAs(spec)).findings()
        for (const found of FINDINGS.filter(({ code }) => hasOption(spec, BECAUSE_OF[code]))) {
          const text = parts((sentences[found.code] as (args: object) => Said)(found)).join(' ')
          const flags = flagsIn(withoutGiven(text.replace(LINES, ''), found))
          const unknown = flags.filter((flag) => !hasOption(spec, flag) && !QUOTED.has(flag))
          const lines = (text.match(LINES) ?? []).map((line) => line.replaceAll('`', '').slice('ecpay '.length))
          const broken = lines.filter((line) => !/^(itself|…)/.test(line) && !isRunnable(line))
          if (unknown.length + broken.length > 0) wrong.push([spec.name, found.code, ...unknown, ...broken])
        }
      }
      expect(wrong).toEqual([])
    })

    test.each([
      ['create-order', '`ecpay query`'],
      ['refund', '`ecpay query-refund`'],
      ['settle', '`ecpay query-settle`'],
      ['withdraw', '`ecpay query-withdraw`']
    ])('the lost answer of %s is asked for by %s', async (name, line) => {
      const spec = specs.find((one) => one.name === name) as Command
      for (const language of ['en', 'zh'] as const) {
        const sentences = await catalogue(language, () => typedAs(spec)).findings()
        expect(parts(sentences['answer-timeout']({ host: 'a', limit: 1 }))[1]).toContain(line)
        expect(parts(sentences['answer-empty']({ status: 200 }))[1]).toContain(line)
      }
    })

    test('a call that asks is asked again', async () => {
      const spec = specs.find((one) => one.name === 'query') as Command
      const sentences = await catalogue('en', () => typedAs(spec)).findings()
      expect(parts(sentences['answer-empty']({ status: 200 }))[1]).toBe('Try again.')
    })

    test('what an option is asked for is an option of some command', () => {
      const options = Object.values(BECAUSE_OF)
      expect(options.filter((option) => !specs.some((spec) => hasOption(spec, option)))).toEqual([])
    })

    test('where nothing is typed yet, only global options are named', async () => {
      const nothing = typedCommand('', [], Object.values(GLOBAL_OPTIONS))
      const sentences = await catalogue('en', () => nothing).findings()
      expect(sentences['unknown-option']({ found: '--x' })).toEqual([
        'There is no option --x.',
        'Its options: `ecpay --help`'
      ])
    })
  })
})

describe('every word is used', () => {
  const src = new URL('../../src', import.meta.url).pathname
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  const source = files
    .filter((file) => file.endsWith('.ts') && !file.startsWith(join('output', 'words')))
    .filter((file) => !file.startsWith('findings') && !/diagnose.(\w+-mistakes|fix-words|check-words)\.ts$/.test(file))
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n')
  const isNamed = (key: string) => new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(source)

  // Help of commands and options is held against the commands themselves, above.
  const { findings: _findings, commands: _commands, ...words } = en
  test.each(leaves(words))('%s', (path) => {
    expect(path.split('.').filter((key) => !isNamed(key))).toEqual([])
  })

  test.each(Object.keys(SAMPLES))('finding %s', (code) => {
    expect(source.includes(`'${code}'`)).toBe(true)
  })
})
