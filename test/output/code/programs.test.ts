import { spawn, spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, type TestContext, test } from 'vitest'
import type { CodeLanguage } from '../../../src/output/code/code-languages.js'
import { run } from '../../commands/run.js'
import { place } from '../../config/place.js'
import { finished, Sandbox } from '../../e2e/ecpay.js'
import { need } from '../../programs.js'
import { KEYS } from '../../trade/keys/key-pastes.js'

/** The programs that run here, as the comment at the head of each says. .NET is on no machine of ours. */
const RUNTIMES: Partial<Record<CodeLanguage, [file: string, program: string, ...argv: string[]]>> = {
  php: ['sign.php', 'php', 'sign.php'],
  java: ['Sign.java', 'java', '-Dfile.encoding=UTF-8', 'Sign.java'],
  go: ['sign.go', 'go', 'run', 'sign.go'],
  python: ['sign.py', 'python3', 'sign.py'],
  node: ['sign.mjs', 'node', 'sign.mjs']
}
const LANGUAGES = Object.keys(RUNTIMES) as CodeLanguage[]

const SALT = 'your_payment_salt'

/** What careless code signs differently, and what a language writes in another way. */
const MEMBERS = [
  '"app_id":"tt1","thirdparty_id":"x","other_settle_params":"y","sign":"z","out_order_no":"no_1","subject":"测试商品"',
  '"total_amount":100,"disable_msg":0,"n1":9007199254740993,"n2":123456789012345678901234567890,"n3":-5,"n4":1.0',
  '"n5":1e2,"n6":999999999999999,"n7":-0,"w1":true,"w2":"null","w3":"","w4":"0","w5":"false"',
  String.raw`"s1":"\u3000 a \u00a0","s2":" \t\r\nb\n","s3":"\u0085c\u2028","s4":"\" d \"","s5":"\"","s6":"\ufeffx\u200b"`,
  String.raw`"cp_extra":"{\"a\":\"b/c\",\"u\":\"\\u4e2d\"}","q1":"it's \\ ${'`'}code${'`'}","q2":"*/ ?> </script> \u0001"`,
  `"q3":"$x {$y} ${'$'}{z} #{q} %s","o1":"😀","o2":"（限时）","o3":"！","o4":"a","o5":"Z","o6":"10","o7":"9"`,
  String.raw`"o8":"👨\u200d👩","__proto__":"p","1":"one","a-b":"c","$this":"d","中文":"e","class":"f","\"":"g"`
]
const BODY = `{${MEMBERS.join(',')}}`
const NESTED = '{"out_order_no":"no_1","list":[{"b":1,"a":"中"}],"empty":{},"object":{"z":null,"a":[1.5,true]}}'

describe.each(LANGUAGES)('%s gives the signature', (language) => {
  const [file, program, ...argv] = RUNTIMES[language] ?? ['', '']

  /** Runs a program that `--code` has printed. */
  async function printed(code: string, env: Record<string, string>) {
    const sandbox = new Sandbox({
      [file]: code,
      'pkcs8.pem': KEYS.app.private_pkcs8,
      'pkcs1.pem': KEYS.app.private_pkcs1
    })
    // Its cache is kept: without one, Go compiles its library first.
    const GOCACHE = process.env.GOCACHE ?? join(homedir(), '.cache', 'go-build')
    const child = spawn(program, argv, {
      cwd: sandbox.folder,
      env: { ...sandbox.env, GOCACHE, GOFLAGS: '-mod=mod', ...env }
    })
    return finished(child)
  }

  test.for([
    ['strings, numbers and words', BODY, []],
    ['nested values as Go prints them', NESTED, ['--nested', 'go']],
    ['nested values as JSON', NESTED, ['--nested', 'json']]
  ] as const)('of a body: %s', async ([, body, more], context) => {
    need(context, program)
    const here = place({ 'body.json': body })
    const env = { ECPAY_SALT: SALT }
    const lang = more.length > 0 ? 'zh' : 'en'
    const { stdout, exit } = await run(['sign', 'body.json', ...more, '--json', '--code', language, '--lang', lang], {
      here,
      env
    })
    expect(exit).toBe(0)
    const { sign, code } = JSON.parse(stdout)
    expect(await printed(code, env)).toEqual({ stdout: `${sign}\n`, stderr: '', exitCode: 0 })
  })

  test('and asks for the SALT', async (context) => {
    need(context, program)
    const { stdout } = await run(['sign', '-d', 'a=1', '--code', language], { env: { ECPAY_SALT: SALT } })
    const { exitCode, stderr } = await printed(stdout, {})
    expect(stderr).toContain('ECPAY_SALT')
    // `go run` has an exit code of its own.
    expect(exitCode).toBe(language === 'go' ? 1 : 2)
  })

  /** Python has no RSA of its own. */
  function needRsa(context: TestContext) {
    need(context, program)
    const { status } = language === 'python' ? spawnSync(program, ['-c', 'import cryptography']) : { status: 0 }
    context.skip(status !== 0, 'there is no cryptography for Python on this machine')
  }

  test.for([
    ['JSON', BODY],
    ['line breaks and white space', '{ "a" : 1,\r\n "b": "\\n" }\n'],
    ['a GET, which has none', '']
  ] as const)('of a text: %s', async ([, text], context) => {
    needRsa(context)
    const here = place({ 'data.json': text, 'private.pem': KEYS.app.private_pkcs8 })
    const given = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_KEY_VERSION: '1', ECPAY_PRIVATE_KEY_FILE: 'private.pem' }
    const argv = text === '' ? ['--method', 'GET', '--uri', '/a?b=1'] : ['data.json']
    const { stdout, exit } = await run(['trade', 'sign', ...argv, '--json', '--code', language], { here, env: given })
    expect(exit).toBe(0)
    const { byte_authorization, code } = JSON.parse(stdout)
    const run8 = await printed(code, { ECPAY_PRIVATE_KEY_FILE: 'pkcs8.pem' })
    expect(run8).toEqual({ stdout: `${byte_authorization}\n`, stderr: '', exitCode: 0 })
  })

  test('also with a key in the form PKCS#1, or says what to do', async (context) => {
    needRsa(context)
    const here = place({ 'private.pem': KEYS.app.private_pkcs8 })
    const given = { ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_KEY_VERSION: '1', ECPAY_PRIVATE_KEY_FILE: 'private.pem' }
    const { stdout } = await run(['trade', 'sign', '--method', 'GET', '--json', '--code', language], {
      here,
      env: given
    })
    const { byte_authorization, code } = JSON.parse(stdout)
    const ran = await printed(code, { ECPAY_PRIVATE_KEY_FILE: 'pkcs1.pem' })
    if (language === 'java') expect(ran.stderr).toContain('ecpay trade keys convert')
    else expect(ran).toEqual({ stdout: `${byte_authorization}\n`, stderr: '', exitCode: 0 })
    expect((await printed(code, {})).stderr).toContain('ECPAY_PRIVATE_KEY_FILE')
  })
})
