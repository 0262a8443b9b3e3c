import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { run } from './run.js'

const BODY = '{"app_id":"tt1","out_order_no":"no_1","sign":"0123456789abcdef0123456789abcdef"}'
const NESTED = '{"app_id":"tt1","settle_params":[{"merchant_uid":"6","amount":1}]}'
const LOCAL = { ECPAY_ENV: 'local' }

interface Usage {
  argv: string[]
  codes: string[]
  /** What the hint names: the very command that was typed, its own option, or the value to write. */
  says: string[]
  never?: string[]
  /** What it ends with; 2 where it is not said. */
  exit?: number
  stdin?: string
  files?: Record<string, string>
  env?: Record<string, string>
  terminal?: true
}

const files = { 'body.json': BODY, 'nested.json': NESTED, 'plain.json': '{"a":1}' }

/** What people type wrongly, and what the answer has to name. */
const USAGES: Usage[] = [
  // the command
  { argv: [], codes: ['missing-command'], says: ['`ecpay demo`', '`ecpay --help`'] },
  { argv: ['creat-order'], codes: ['unknown-command'], says: ['`ecpay create-order`'] },
  { argv: ['createOrder'], codes: ['unknown-command'], says: ['`ecpay create-order`'] },
  { argv: ['SIGN'], codes: ['unknown-command'], says: ['`ecpay sign`'] },
  { argv: ['verify'], codes: ['unknown-command'], says: ['`ecpay verify-callback`'] },
  { argv: ['query_order', 'no_1'], codes: ['unknown-command'], says: ['`ecpay query`'] },
  { argv: ['qwertyuiop'], codes: ['unknown-command'], says: ['`ecpay --help`'] },
  { argv: ['simulate'], codes: ['missing-command'], says: ['`ecpay simulate --help`'], never: ['`ecpay demo`'] },
  { argv: ['simulate', 'pya'], codes: ['unknown-command'], says: ['`ecpay simulate pay`'] },
  { argv: ['simulate', 'zzzzzz'], codes: ['unknown-command'], says: ['`ecpay simulate --help`'] },
  { argv: ['deliveries', 'lst'], codes: ['unknown-command'], says: ['`ecpay deliveries list`'] },
  // options
  { argv: ['-o', 'x.json', 'sign', 'b.json'], codes: ['unknown-option'], says: ['ecpay sign -o'] },
  { argv: ['--lang', 'en', '--out=x', 'sign'], codes: ['unknown-option'], says: ['ecpay sign --out '] },
  { argv: ['--count', '2', 'config', 'show'], codes: ['unknown-option'], says: ['`ecpay --help`'] },
  { argv: ['--file', 'a', 'simulate', 'pay', 'no_1'], codes: ['unknown-option'], says: ['`ecpay --help`'] },
  { argv: ['-d', 'a=1', '--env', 'local', 'create-order'], codes: ['unknown-option'], says: ['create-order -d'] },
  { argv: ['sign', '--xyzzy'], codes: ['unknown-option'], says: ['`ecpay sign --help`'] },
  { argv: ['simulate', 'pay', 'no_1', '--nope'], codes: ['unknown-option'], says: ['`ecpay simulate pay --help`'] },
  { argv: ['create-order', '--amout', '1'], codes: ['unknown-option'], says: ['--amount'] },
  { argv: ['diagnose', '--check'], codes: ['unknown-option'], says: ['ecpay diagnose'] },
  { argv: ['create-order', '--amount'], codes: ['missing-option-value'], says: ['`ecpay create-order --help`'] },
  {
    argv: ['refund', 'no_1', '--amount', '--dry-run'],
    codes: ['missing-option-value'],
    says: ['`ecpay refund --help`']
  },
  { argv: ['sign', '-e', '--json'], codes: ['missing-option-value'], says: ['--env'] },
  { argv: ['sign', '--json=x'], codes: ['option-without-value'], says: ['--json'] },
  { argv: ['sign', '--nested', 'java'], codes: ['invalid-option-value'], says: ['`ecpay sign --help`'] },
  { argv: ['diagnose', '--for', 'pyton'], codes: ['invalid-option-value'], says: ['python'] },
  { argv: ['diagnose', '--depth', '0'], codes: ['invalid-option-value'], says: ['--depth', '1'], never: ['≥'] },
  { argv: ['simulate', 'serve', '--port', '99999'], codes: ['invalid-option-value'], says: ['65535'], never: ['..'] },
  { argv: ['sign', '--fill', '--check'], codes: ['conflicting-options'], says: ['`ecpay sign --help`'] },
  { argv: ['create-order', '--salt', 'x'], codes: ['secret-in-flag'], says: ['ECPAY_SALT', '--salt-file'] },
  { argv: ['create-order', '--amount', '1', '-d', 'subject'], codes: ['malformed-assignment'], says: ['-d key=text'] },
  { argv: ['call', '/x', '--file', 'a'], codes: ['malformed-assignment'], says: ['--file key=path'] },
  // arguments
  { argv: ['query'], codes: ['missing-argument'], says: ['<out_order_no>', '`ecpay query --help`'] },
  { argv: ['query', 'a', 'b'], codes: ['too-many-arguments'], says: ['`ecpay query --help`'] },
  { argv: ['trigger', 'pay'], codes: ['invalid-option-value'], says: ['<type>', '`ecpay trigger --help`'] },
  {
    argv: ['check-handler', '127.0.0.1:80/n', '-e', 'local'],
    codes: ['invalid-option-value'],
    says: ['http://127.0.0.1:80/n']
  },
  {
    argv: ['trigger', 'refund', '-e', 'local', '--to', 'shop.example/n'],
    codes: ['invalid-option-value'],
    says: ['https://shop']
  },
  { argv: ['completion', 'fsh'], codes: ['invalid-option-value'], says: ['<shell>', 'fish'] },
  { argv: ['call', 'creat_order'], codes: ['unknown-path'], says: ['/api/apps/ecpay/v1/create_order'] },
  { argv: ['deliveries', 'show'], codes: ['missing-argument'], says: ['`ecpay deliveries show --help`'] },
  // what is read
  { argv: ['sign'], terminal: true, codes: ['no-input'], says: ['ecpay sign body.json'] },
  { argv: ['query', '--from', '-'], terminal: true, codes: ['no-input'], says: ['ecpay query --from body.json'] },
  { argv: ['sign', 'no.json'], codes: ['file-not-readable'], says: ['no.json'] },
  { argv: ['sign', 'plain.json', '--check'], codes: ['missing-sign'], says: ['--check <hex>'], never: ['--sign'] },
  { argv: ['diagnose', 'plain.json'], codes: ['missing-sign'], says: ['--sign <hex>'], never: ['--check'] },
  {
    argv: ['verify-callback', 'body.json', '--env', 'local'],
    codes: ['not-a-callback'],
    says: ['`ecpay diagnose body.json --env local`']
  },
  { argv: ['diagnose', 'body.json', '--callback'], codes: ['not-a-callback'], says: ['--callback'], never: ['`ecpay'] },
  { argv: ['sign', 'nested.json'], codes: ['nested-value'], says: ['--nested go'], never: ['ecpay sign --nested'] },
  {
    argv: ['settle', 'no_1', '--from', 'nested.json', '--dry-run'],
    codes: ['nested-value'],
    says: ['--nested go'],
    never: ['ecpay sign --nested']
  },
  {
    argv: ['query', 'no_1', '-d', 'x:={"a":1}', '--dry-run'],
    codes: ['nested-value'],
    says: ['`ecpay sign --nested go`']
  },
  // fields
  { argv: ['create-order'], codes: ['missing-field'], says: ['--amount <fen>', '-d total_amount:='] },
  {
    argv: ['create-order', '--amount', '1', '--subject=', '--dry-run'],
    codes: ['missing-field'],
    says: ['--subject'],
    never: ['missing.', '缺少']
  },
  { argv: ['create-order', '--amount', '1.00', '--dry-run'], codes: ['amount-with-decimals'], says: ['100'] },
  { argv: ['create-order', '--amount', '100yuan', '--dry-run'], codes: ['not-an-integer'], says: ['1.00'] },
  {
    argv: ['create-order', '--amount', '1', '-d', 'valid_time=900', '--dry-run'],
    codes: ['wrong-field-type'],
    says: ['-d valid_time:=1']
  },
  {
    argv: ['create-order', '--amount', '100', '-d', 'total_amount:=300', '--dry-run'],
    exit: 0,
    codes: ['later-wins'],
    says: ['300', '-d', '100', '--amount']
  },
  {
    argv: ['create-order', '--amount', '100', '--amount', '200', '--dry-run'],
    exit: 0,
    codes: ['later-wins'],
    says: ['200', '100', '--amount']
  },
  { argv: ['sign', '-d', 'a=1', '-d', 'a=2'], exit: 0, codes: ['later-wins'], says: ['-d'] },
  // configuration
  { argv: ['query', 'no_1', '--env', 'loca'], codes: ['invalid-setting'], says: ['local'], never: ['missing-'] },
  { argv: ['query', 'no_1', '--profile', 'shpo'], codes: ['unknown-profile'], says: ['shpo'] },
  {
    argv: ['query', 'no_1'],
    env: { ECPAY_BASE_URL: '127.0.0.1:8787' },
    codes: ['invalid-base-url'],
    says: ['http://127.0.0.1:8787']
  },
  {
    argv: ['sign', 'plain.json', '--config', 'c.yml'],
    files: { 'c.yml': 'salt: 12345' },
    codes: ['config-wrong-type'],
    says: ['salt']
  },
  {
    argv: ['sign', 'plain.json', '--config', 'c.yml'],
    files: { 'c.yml': '[1]' },
    codes: ['config-wrong-type'],
    says: ['app_id: tt…'],
    never: ['`.`']
  },
  {
    argv: ['sign', 'plain.json'],
    env: { ECPAY_ENV: '' },
    codes: ['missing-salt'],
    says: ['--salt-file', '--env local']
  },
  {
    argv: ['sign', 'plain.json', '-e', 'production'],
    env: { ECPAY_ENV: '' },
    codes: ['missing-salt'],
    says: ['ECPAY_SALT', '--salt-file'],
    never: ['--env local']
  },
  { argv: ['verify-callback', 'plain.json'], env: { ECPAY_ENV: '' }, codes: ['missing-token'], says: ['--token-file'] },
  {
    argv: ['init', '--app-id', 'tt0123456789abcdef01'],
    files: { '.ecpayrc': 'app_id: tt1' },
    env: { ECPAY_SALT: 'saltOfTheShop001' },
    codes: ['config-exists'],
    says: ['profiles', '--force']
  },
  { argv: ['init', '--app-id', 'tt1'], codes: ['prompt-refused'], says: ['--salt-file'], never: ['--app-id'] },
  {
    argv: ['refund', 'no_1', '--amount', '1', '--env', 'production'],
    env: { ECPAY_APP_ID: 'tt0123456789abcdef01', ECPAY_SALT: 'saltOfTheShop001' },
    codes: ['confirmation-needed'],
    says: ['--yes', '--dry-run']
  }
]

describe.each(['en', 'zh'])('what is typed wrongly is named with what to type, %s', (lang) => {
  test.each(USAGES.map((one) => [one.argv.join(' '), one] as const))('ecpay %s', async (_, usage) => {
    const { argv, codes, says, never = [], exit = 2, terminal } = usage
    const ran = await run([...argv, '--lang', lang], {
      here: place({ ...files, ...usage.files }),
      env: { ...LOCAL, ...usage.env },
      ...(terminal ? { terminal } : { stdin: usage.stdin ?? '' })
    })
    expect([ran.exit, exit === 0 || ran.stdout === '']).toEqual([exit, true])
    expect(ran.codes).toEqual(expect.arrayContaining(codes))
    for (const text of says) expect(ran.stderr).toContain(text)
    for (const text of never) expect(ran.stderr).not.toContain(text)
  })
})
