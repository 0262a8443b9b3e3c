import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { place } from '../config/place.js'
import { VECTORS } from '../trade/vectors.js'
import { run } from './run.js'

const SALT = 'demoSaltOfTheLocalGateway0000001'
const ENV = { ECPAY_APP_ID: 'tt1', ECPAY_SALT: SALT, ECPAY_TOKEN: 'tokenOfThisTest' }
const BODY = '{"out_order_no":"no_1","subject":"抖音商品"}'
const SIGN = createHash('md5').update(['no_1', SALT, '抖音商品'].sort().join('&')).digest('hex')
/** BODY in GBK. */
const GBK = Buffer.concat([
  Buffer.from('{"out_order_no":"no_1","subject":"'),
  Buffer.from([0xb6, 0xb6, 0xd2, 0xf4, 0xc9, 0xcc, 0xc6, 0xb7]),
  Buffer.from('"}')
])
const le = (text: string) => Buffer.from(text, 'utf16le')
const be = (text: string) => le(text).swap16()

describe('text in UTF-16 is read, and said', () => {
  test.each<[name: string, bytes: Buffer]>([
    ['little-endian with a mark', le(`\ufeff${BODY}`)],
    ['big-endian with a mark', be(`\ufeff${BODY}`)],
    ['little-endian without one', le(BODY)],
    ['big-endian without one', be(BODY)],
    ['with the line break of PowerShell', le(`\ufeff${BODY}\r\n`)]
  ])('%s', async (_, bytes) => {
    const here = place({ 'body.json': bytes })
    const signed = await run('sign body.json', { here, env: ENV })
    expect(signed).toMatchObject({ exit: 0, stdout: `${SIGN}\n`, codes: ['read-as-utf16'] })
    const sent = await run('create-order --from body.json --amount 100 --env local --dry-run', { here })
    expect(sent).toMatchObject({ exit: 0, codes: ['read-as-utf16'] })
    expect(JSON.parse(sent.stdout)).toMatchObject({ subject: '抖音商品' })
    const diagnosed = await run(`diagnose body.json --sign ${SIGN}`, { here, env: ENV })
    expect(diagnosed).toMatchObject({ exit: 0, codes: ['read-as-utf16'] })
  })

  test('a callback is verified over its UTF-8 bytes', async () => {
    const { stdout: callback } = await run('trigger payment --set cp_extra=抖音 -q', { env: ENV })
    const here = place({ 'callback.json': le(`\ufeff${callback}`) })
    const ran = await run('verify-callback callback.json', { here, env: ENV })
    expect([ran.exit, JSON.parse(ran.stdout).cp_extra]).toEqual([0, '抖音'])
    expect(ran.stderr).toContain('read-as-utf16')
  })

  test('a configuration and its secrets', async () => {
    const files = {
      '.ecpayrc': le('\ufeffsalt_file: salt.txt\n'),
      'salt.txt': le(`\ufeff${SALT}\r\n`),
      'body.json': BODY
    }
    const ran = await run('sign body.json', { here: place(files) })
    expect(ran).toMatchObject({ exit: 0, stdout: `${SIGN}\n`, codes: ['read-as-utf16', 'read-as-utf16'] })
  })

  test('half a character is refused', async () => {
    const here = place({ 'body.json': Buffer.concat([le('\ufeff{'), Buffer.from([0x00, 0xd8, 0x7d, 0x00])]) })
    expect(await run('sign body.json', { here, env: ENV })).toMatchObject({ exit: 2, codes: ['invalid-text'] })
  })
})

describe('a stream of bodies', () => {
  const lines = `${BODY}\n${BODY}\n`
  test.each<[name: string, bytes: Buffer, options: string, codes: string[]]>([
    ['UTF-16', le(`\ufeff${lines}`), '', ['read-as-utf16']],
    ['UTF-16 without a mark', be(lines), '', ['read-as-utf16']],
    ['GBK', Buffer.concat([GBK, Buffer.from('\n'), GBK]), ' --encoding gbk', []]
  ])('in %s', async (_, bytes, options, codes) => {
    const ran = await run(`sign --ndjson${options}`, { stdin: bytes, env: ENV })
    expect(ran).toMatchObject({ exit: 0, stdout: `${SIGN}\n${SIGN}\n`, codes })
  })

  test('a line of GBK names the command that reads it, and the others are signed', async () => {
    const ran = await run('sign --ndjson', { stdin: Buffer.concat([Buffer.from(`${BODY}\n`), GBK]), env: ENV })
    expect(ran).toMatchObject({ exit: 2, stdout: `${SIGN}\n\n` })
    expect(ran.stderr).toContain('ecpay sign --ndjson --encoding gbk')
  })

  test.each(['verify-callback --ndjson', 'trade verify-callback --ndjson'])('the same of %s', async (argv) => {
    const key = VECTORS.keys.platform.public
    const { stdout } = await run(argv, { stdin: GBK, env: { ...ENV, ECPAY_PLATFORM_PUBLIC_KEY: key } })
    const { problems } = JSON.parse(stdout)
    expect(problems).toHaveLength(1)
    expect(problems[0].hint).toContain(`ecpay ${argv} --encoding gbk`)
    expect(stdout).not.toContain('isGbk')
  })

  test('a line of neither is not called GBK', async () => {
    const ran = await run('sign --ndjson', { stdin: Buffer.from([0x7b, 0xff, 0xff]), env: ENV })
    expect(ran).toMatchObject({ exit: 2, stdout: '\n' })
    expect(ran.stderr).not.toContain('--encoding')
  })
})

describe('GBK', () => {
  const here = () => place({ 'body.json': GBK })

  test.each([
    ['sign body.json', 'ecpay sign body.json --encoding gbk'],
    ['diagnose body.json', 'ecpay diagnose body.json --encoding gbk'],
    ['create-order --amount 100 --from body.json', 'ecpay create-order --amount 100 --from body.json --encoding gbk'],
    ['verify-callback body.json', 'ecpay verify-callback body.json --encoding gbk']
  ])('%s names the command that reads it', async (line, command) => {
    const ran = await run(line, { here: here(), env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['invalid-utf8'] })
    expect(ran.stderr).toContain(command)
  })

  test.each(['gbk', 'gb18030'])('is read as %s where that is said', async (encoding) => {
    const ran = await run(`sign body.json --encoding ${encoding}`, { here: here(), env: ENV })
    expect(ran).toMatchObject({ exit: 0, stdout: `${SIGN}\n`, codes: [] })
  })

  test('what is neither is not called GBK', async () => {
    const ran = await run('sign body.json', { here: place({ 'body.json': Buffer.from([0x7b, 0xff, 0xff]) }), env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['invalid-utf8'] })
    expect(ran.stderr).not.toContain('--encoding')
  })
})

test.each(['sign', 'verify-callback'])('%s says how large an input is', async (command) => {
  const body = `{"a":"${'x'.repeat(3_000_000)}"}`
  const here = place({ 'body.json': body })
  for (const options of [{ here }, { stdin: body }]) {
    const argv = [command, ...('here' in options ? ['body.json'] : [])]
    const ran = await run(argv, { ...options, env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['body-too-large'] })
    expect(ran.stderr).toContain(String(body.length))
  }
})

test.each(['--check', '--sign'])('white space around what %s is given is none of it', async (option) => {
  const here = place({ 'body.json': BODY })
  const command = option === '--check' ? 'sign' : 'diagnose'
  for (const given of [` ${SIGN} `, `${SIGN}\r\n`]) {
    expect(await run([command, 'body.json', option, given], { here, env: ENV })).toMatchObject({ exit: 0 })
  }
})

describe('what is no body is named, with the command that reads it', () => {
  const curl = `$ curl https://open-sandbox.douyin.com/api/apps/ecpay/v1/create_order --json '${BODY}'`
  const har = JSON.stringify({ log: { entries: [] } })
  const callback = '{"timestamp":"1602507471","nonce":"797","msg":"{}","msg_signature":"x","type":"payment"}'
  test.each([
    ['sign in.txt', curl, 'ecpay diagnose --from-curl in.txt'],
    ['sign in.txt', har, 'ecpay diagnose --har in.txt'],
    ['sign in.txt', callback, 'ecpay verify-callback in.txt'],
    ['create-order --amount 1 --from in.txt', curl, 'ecpay diagnose --from-curl in.txt'],
    ['create-order --amount 1 --from in.txt', callback, 'ecpay verify-callback in.txt'],
    ['verify-callback in.txt', curl, 'ecpay diagnose --callback --from-curl in.txt'],
    ['sign in.txt --env local', callback, 'ecpay verify-callback in.txt --env local'],
    ['sign in.txt -e sandbox', har, 'ecpay diagnose --har in.txt --env sandbox'],
    ['create-order --from in.txt --env local', curl, 'ecpay diagnose --from-curl in.txt --env local'],
    ['sign in.txt -p shop -c rc.json', callback, 'ecpay verify-callback in.txt --config rc.json --profile shop']
  ])('%s', async (line, content, command) => {
    const rc = JSON.stringify({ profiles: { shop: { token: 'tokenOfThisTest' } } })
    const here = place({ 'in.txt': content, 'rc.json': rc })
    const ran = await run(line, { here, env: ENV })
    expect(ran).toMatchObject({ exit: 2, codes: ['not-a-body'] })
    expect(ran.stderr).toContain(`${command}\n`)
    // It reads the same input with the same keys.
    const pasted = await run(command.replace(/^ecpay /, ''), {
      here,
      env: /--env local|--profile/.test(command) ? {} : ENV
    })
    expect(
      pasted.codes.filter((code) => /^missing-(?:token|salt)$/.test(code)),
      command
    ).toEqual([])
  })

  test('diagnose reads it at once', async () => {
    const signed = BODY.replace('}', `,"sign":"${SIGN}"}`)
    const files = { 'in.txt': curl.replace(BODY, signed) }
    expect(await run('diagnose in.txt', { here: place(files), env: ENV })).toMatchObject({
      exit: 0,
      codes: ['read-as']
    })
    const { stdout } = await run('trigger payment -q', { env: ENV })
    const ran = await run('diagnose', { stdin: stdout, env: ENV })
    expect(ran).toMatchObject({ exit: 0, codes: ['read-as'] })
  })
})

describe('what is printed in place of a body is told by its form', () => {
  const PRINTED: [form: string, text: string, code: string][] = [
    ['a form', 'app_id=tt1&out_order_no=no_1', 'form-body'],
    ['PHP print_r', 'Array\n(\n    [app_id] => tt1\n)\n', 'body-printed'],
    ['PHP var_export', "array (\n  'app_id' => 'tt1',\n)", 'body-printed'],
    ['PHP var_dump', 'array(1) {\n  ["app_id"]=>\n  string(3) "tt1"\n}', 'body-printed'],
    ['Python', "{'app_id': 'tt1', 'total_amount': 100}", 'body-printed'],
    ['Java', '{app_id=tt1, total_amount=100}', 'body-printed'],
    ['Go', 'map[app_id:tt1 total_amount:100]', 'body-printed'],
    ['JavaScript', "{ app_id: 'tt1', total_amount: 100 }", 'body-printed'],
    ['a reference of Java', 'Order@1a2b3c', 'body-printed'],
    ['a reference of Java with its package', 'com.shop.pay.Order$Builder@7f31245a\n', 'body-printed'],
    ['a byte[] of Java', '[B@1a2b3c', 'body-printed'],
    ['a pointer of Go', '0xc000012345', 'body-printed'],
    ['a struct of pointers of Go', '&{0xc000010050 0xc000010060}', 'body-printed'],
    ['a struct of Go without names', '&{tt1 no_1 100 https://a.example/x}', 'body-printed'],
    ['the same by value', '{tt1 no_1 100 subject}', 'body-printed'],
    ['bytes of Go', '[123 34 97 112 112 34 125]', 'body-printed'],
    ['bytes of Go behind which Sum(b) put a hash', '[49 50 51 202 235 17 4]', 'body-printed'],
    ['a Buffer of Node', '<Buffer 7b 22 61 70 70 5f 69 64 ... 50 more bytes>', 'body-printed'],
    ['bytes of Python', 'b\'{"app_id":"tt1"}\'', 'body-printed'],
    ['an object of Python', '<__main__.Order object at 0x7f31c0a1b2c0>', 'body-printed'],
    ['a type of C#', 'System.Collections.Generic.Dictionary`2[System.String,System.Object]', 'body-printed'],
    ['JSON without its quotes', '{app_id:tt1,total_amount:100}', 'quotes-lost'],
    ['a list', '[1]', 'not-an-object']
  ]
  test.each(PRINTED)('%s', async (_, stdin, code) => {
    for (const line of ['sign', 'create-order --from - --dry-run', 'diagnose --sign 00000000000000000000000000000000'])
      expect(await run(`${line} --env local`, { stdin }), line).toMatchObject({ exit: 2, codes: [code] })
  })
})
