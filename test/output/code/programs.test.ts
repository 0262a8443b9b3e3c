import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { CodeLanguage } from '../../../src/output/code/code-languages.js'
import { run } from '../../commands/run.js'
import { place } from '../../config/place.js'
import { finished, type Run, Sandbox } from '../../e2e/ecpay.js'
import { SOON_READY } from '../../e2e/reference-handlers.js'
import { GO, need, needRsa, soonest } from '../../programs.js'
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

/** What is signed, and the command that prints the program. */
const SALTED = {
  'strings, numbers and words': [BODY, 'sign', 'data.json', '--lang', 'en'],
  'nested values as Go prints them': [NESTED, 'sign', 'data.json', '--nested', 'go', '--lang', 'zh'],
  'nested values as JSON': [NESTED, 'sign', 'data.json', '--nested', 'json', '--lang', 'zh']
} as const
const WITH_KEY = {
  JSON: [BODY, 'trade', 'sign', 'data.json'],
  'line breaks and white space': ['{ "a" : 1,\r\n "b": "\\n" }\n', 'trade', 'sign', 'data.json'],
  'a GET, which has none': ['', 'trade', 'sign', '--method', 'GET', '--uri', '/a?b=1']
} as const
const PROGRAMS = { ...SALTED, ...WITH_KEY }
type Name = keyof typeof PROGRAMS

const KEY_FILES = { 'private.pem': KEYS.app.private_pkcs8, 'pkcs1.pem': KEYS.app.private_pkcs1 }
const CONFIGURED = {
  ...{ ECPAY_SALT: SALT, ECPAY_APP_ID: 'tt0123456789abcdef', ECPAY_KEY_VERSION: '1' },
  ECPAY_PRIVATE_KEY_FILE: 'private.pem'
}

/** The signature of a command, and the program that it printed for it. */
async function printed(language: CodeLanguage, name: Name): Promise<{ signature: string; code: string }> {
  const [data, ...argv] = PROGRAMS[name]
  const here = place({ ...KEY_FILES, 'data.json': data })
  const { stdout, exit } = await run([...argv, '--json', '--code', language], { here, env: CONFIGURED })
  expect(exit).toBe(0)
  const { sign, byte_authorization, code } = JSON.parse(stdout)
  return { signature: sign ?? byte_authorization, code }
}

/** A program as a package beside others. */
const inPackage: Partial<Record<CodeLanguage, (code: string, name: string) => string>> = {
  java: (code, name) => `package ${name};\n${code}`,
  go: (code, name) => code.replace(/^package main$/m, `package ${name}`).replace(/^func main\(\)/m, 'func Main()')
}

/** The command that starts each of some programs. What has to be compiled is compiled for all of them at once. */
function ready(language: CodeLanguage, folder: string, codes: readonly string[]): readonly (readonly string[])[] {
  const [file, program] = RUNTIMES[language] ?? ['', '']
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const compile = (command: string, ...argv: string[]) => {
    const { status, stderr } = spawnSync(command, argv, { cwd: folder, env: { ...process.env, ...GO } })
    if (status !== 0) throw new Error(`${stderr}`)
  }
  const names = codes.map((_, i) => `p${i}`)
  for (const [i, code] of codes.entries()) put(`p${i}/${file}`, inPackage[language]?.(code, `p${i}`) ?? code)
  if (language === 'java') {
    compile('javac', '-encoding', 'UTF-8', '-d', 'classes', ...names.map((name) => `${name}/${file}`))
    return names.map((name) => [program, ...SOON_READY, '-cp', join(folder, 'classes'), `${name}.Sign`])
  }
  if (language === 'go') {
    put('go.mod', 'module programs\n')
    put('main.go', goMain(names))
    compile('go', 'build', '-o', 'all', '.')
    return names.map((name) => [join(folder, 'all'), name])
  }
  return names.map((name) => [soonest(program), join(folder, name, file)])
}

function goMain(names: readonly string[]): string {
  return `package main

import (
	"os"
${names.map((name) => `\t"programs/${name}"\n`).join('')})

func main() {
	map[string]func(){${names.map((name) => `"${name}": ${name}.Main`).join(', ')}}[os.Args[1]]()
}
`
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describe.each(LANGUAGES)('%s gives the signature', (language) => {
  const [file, program, ...argv] = RUNTIMES[language] ?? ['', '']

  let made: Promise<(name: Name) => { signature: string; code: string; start: readonly string[] }> | undefined

  /** All programs of this language, made when the first of them is wanted. */
  async function make() {
    const folder = mkdtempSync(join(tmpdir(), 'ecpay-programs-'))
    folders.push(folder)
    const names = Object.keys(PROGRAMS) as Name[]
    const all = await Promise.all(names.map((name) => printed(language, name)))
    const starts = ready(
      language,
      folder,
      all.map(({ code }) => code)
    )
    return (name: Name) => {
      const i = names.indexOf(name)
      return { signature: '', code: '', ...all[i], start: starts[i] ?? [] }
    }
  }

  async function programFor(name: Name) {
    made ??= make()
    return (await made)(name)
  }

  /** Runs a command beside the keys. */
  function started([command = '', ...more]: readonly string[], env: Record<string, string>, files = {}): Promise<Run> {
    const sandbox = new Sandbox({ ...KEY_FILES, ...files })
    return finished(spawn(command, more, { cwd: sandbox.folder, env: { ...sandbox.env, ...GO, ...env } }))
  }

  test('started as the comment at its head says', async (context) => {
    need(context, program)
    const { signature } = await programFor('strings, numbers and words')
    const here = place({ 'data.json': BODY })
    const { stdout } = await run(['sign', 'data.json', '--code', language], { here, env: { ECPAY_SALT: SALT } })
    expect(stdout.split('\n').slice(0, 2).join()).toContain([program, ...argv].join(' '))
    const ran = await started([program, ...argv], { ECPAY_SALT: SALT }, { [file]: stdout })
    expect(ran).toEqual({ stdout: `${signature}\n`, stderr: '', exitCode: 0 })
  })

  test.for(Object.keys(SALTED) as Name[])('of a body: %s', async (name, context) => {
    need(context, program)
    const { signature, start } = await programFor(name)
    expect(await started(start, { ECPAY_SALT: SALT })).toEqual({ stdout: `${signature}\n`, stderr: '', exitCode: 0 })
  })

  test('and asks for the SALT', async (context) => {
    need(context, program)
    const { start } = await programFor('strings, numbers and words')
    const { exitCode, stderr } = await started(start, {})
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('ECPAY_SALT')])
  })

  test.for(Object.keys(WITH_KEY) as Name[])('of a text: %s', async (name, context) => {
    needRsa(context, program)
    const { signature, start } = await programFor(name)
    const ran = await started(start, { ECPAY_PRIVATE_KEY_FILE: 'private.pem' })
    expect(ran).toEqual({ stdout: `${signature}\n`, stderr: '', exitCode: 0 })
  })

  test('also with a key in the form PKCS#1, or says what to do', async (context) => {
    needRsa(context, program)
    const { signature, start } = await programFor('a GET, which has none')
    const ran = await started(start, { ECPAY_PRIVATE_KEY_FILE: 'pkcs1.pem' })
    if (language === 'java') expect(ran.stderr).toContain('ecpay trade keys convert')
    else expect(ran).toEqual({ stdout: `${signature}\n`, stderr: '', exitCode: 0 })
    expect((await started(start, {})).stderr).toContain('ECPAY_PRIVATE_KEY_FILE')
  })
})
