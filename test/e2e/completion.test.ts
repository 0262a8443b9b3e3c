import { cpSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawn as spawnPty } from '@lydell/node-pty'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { run } from '../commands/run.js'
import { place } from '../config/place.js'
import { need } from '../programs.js'
import { BIN, finished, Sandbox } from './ecpay.js'

const RC = JSON.stringify({ profiles: { shop: {}, cafe: {}, 'shop-2': {} } })

/** What the program offers for a line whose last word is being typed. */
async function words(line: string, here = place({ '.ecpayrc': RC })): Promise<string[]> {
  const { stdout, stderr, exit } = await run(['completion', 'words', '--', ...line.split(' ')], { here })
  expect([exit, stderr]).toEqual([0, ''])
  return stdout.split('\n').flatMap((one) => (one === '' ? [] : [one.split('\t')[0] ?? '']))
}

const globals =
  '--profile --env --config --json --lang --quiet --verbose --no-input --color --no-color --help --version'

describe('the words, from the data of commands and options', () => {
  test('every command by its first word, and by its second behind that', async () => {
    const names = (await allCommands()).map(({ name }) => name.split(' '))
    expect(await words('')).toEqual([...new Set(names.map(([first]) => first))])
    const second = names.filter(([first]) => first === 'simulate').map(([, second]) => second)
    expect(await words('simulate ')).toEqual(second)
    expect(await words('--env local simulate ')).toEqual(second)
  })

  test.each(ENDPOINTS.map(({ command, fields }) => ({ command, fields })))(
    'every option of $command',
    async ({ command, fields }) => {
      const flags = fields.flatMap(({ flag }) => (flag?.syntax.startsWith('--') ? [flag.syntax.split(' ')[0]] : []))
      const found = await words(`${command} --`)
      expect(found).toEqual(expect.arrayContaining([...flags, '--dry-run', '--curl', ...globals.split(' ')]))
      expect(new Set(found).size).toBe(found.length)
    }
  )

  test.each([
    ['create-o', 'create-order'],
    ['create-order --am', '--amount'],
    ['create-order --amount 100 --subj', '--subject'],
    ['-e local create-order --am', '--amount'],
    ['help create-or', 'create-order'],
    ['help env', 'environment'],
    ['help conf', 'config configuration'],
    ['--lang zh help exit', 'exit-codes'],
    ['merchant up', 'upload-image'],
    ['trade ke', 'keys'],
    ['trade keys ', 'generate show check convert'],
    ['help trade keys c', 'check convert'],
    ['trade keys convert --pu', '--public'],
    ['trade keys generate --format ', 'pkcs8 pkcs1 base64'],
    ['query no_1 --output ', 'raw pretty both'],
    ['query no_1 --output=p', '--output=pretty'],
    ['query -e ', 'local sandbox production'],
    ['query --env s', 'sandbox'],
    ['--lang ', 'en zh'],
    ['query -p ', 'shop cafe shop-2'],
    ['query --profile=shop', '--profile=shop --profile=shop-2'],
    ['push-order --order-type ', '0 9101 9001 200 140'],
    ['create-order --limit-pay-way LIMIT_W', 'LIMIT_WX'],
    ['create-order --limit-pay-way LIMIT_WX,', 'LIMIT_WX,LIMIT_ALI LIMIT_WX,LIMIT_DYZF'],
    ['trigger ', 'payment refund settle withdraw pre_create_refund pre_create_order sign_callback sign_pay_callback'],
    ['completion ', 'bash zsh fish powershell'],
    ['explain 40022', '40022']
  ])('%s', async (line, found) => expect(await words(line)).toEqual(found.split(' ')))

  test.each(['sign ', 'query ', 'query --config ', 'create-order --from ', 'create-order --amount ', 'nothing '])(
    '%s: nothing, and the shell completes file names',
    async (line) => expect(await words(line)).toEqual([])
  )

  test('no option of the line is taken for one of this command', async () => {
    expect(await words('query --version')).toEqual(['--version'])
    expect(await words('query --help')).toEqual(['--help'])
  })

  test('a configuration that cannot be read has no profiles', async () => {
    expect(await words('query -p ', place({ '.ecpayrc': '{' }))).toEqual([])
    const other = place({ 'other.json': RC })
    expect(await words('query -c other.json -p c', other)).toEqual(['cafe'])
  })

  test('a profile is not offered whose name is more than a word to a shell', async () => {
    const odd = [
      '$(touch x)',
      '`id`',
      'a b',
      '; rm',
      '*',
      '--yes',
      'a\nb',
      '\u001b[2J',
      "'",
      '"',
      '\\',
      '!!',
      '~',
      '#',
      '<x'
    ]
    const profiles = Object.fromEntries([...odd, '茶', 'a.b-c_1'].map((name) => [name, {}]))
    expect(await words('query -p ', place({ '.ecpayrc': JSON.stringify({ profiles }) }))).toEqual(['茶', 'a.b-c_1'])
  })

  test('each says what it is for, in the language of the user', async () => {
    const words = (...line: string[]) => run(['completion', 'words', '--lang', 'zh', '--', ...line])
    expect((await words('quer')).stdout).toContain('query\t支付结果查询')
    expect((await words('help', 'exit')).stdout).toBe('exit-codes\t退出码\n')
    expect((await words('query', '--dry')).stdout).toBe('--dry-run\t只显示签名后的请求，不发送\n')
    const { stdout } = await run(['completion', 'words', '--json', '--', 'conf'])
    expect(JSON.parse(stdout)).toEqual({ words: [{ value: 'config', about: 'Show the configuration' }] })
  })
})

test.each([['create-o'], ['query -p '], ['query --output='], ['trade keys '], ['query '], ['--lang '], ['']])(
  'the real program, which takes a table: %s',
  async (line) => {
    const sandbox = new Sandbox({ '.ecpayrc': RC })
    await sandbox.run(['create-order', '--amount', '100', '--out-order-no', 'no_1', '--env', 'local'])
    const argv = ['completion', 'words', '--', ...line.split(' ')]
    const { stdout, stderr, exitCode } = await sandbox.run(argv)
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toBe((await sandbox.runHere(argv)).stdout)
    expect(stdout).not.toBe('')
  }
)

test('that there is nothing to offer is known without the program', async () => {
  const sandbox = new Sandbox()
  for (const name of ['bin', 'dist/start.cjs', 'dist/complete.cjs', 'dist/completion.br', 'package.json'])
    cpSync(join(dirname(BIN), '..', name), sandbox.path(name), { recursive: true })
  const bin = sandbox.path('bin/ecpay.js')
  const ended = await finished(sandbox.startAs({ bin }, ['completion', 'words', '--', 'query', '']))
  expect(ended).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
})

test('a program without its table completes all the same', async () => {
  const sandbox = new Sandbox()
  for (const name of ['bin', 'dist', 'package.json'])
    cpSync(join(dirname(BIN), '..', name), sandbox.path(name), { recursive: true })
  const bin = sandbox.path('bin/ecpay.js')
  const words = () => finished(sandbox.startAs({ bin }, ['completion', 'words', '--', 'create-o']))
  const whole = await words()
  rmSync(sandbox.path('dist/completion.br'))
  expect(await words()).toEqual(whole)
  expect(whole).toMatchObject({ stderr: '', exitCode: 0, stdout: expect.stringMatching(/^create-order\t.+\n$/) })
})

describe('the scripts', () => {
  const scriptOf = async (shell: string) => (await run(['completion', shell])).stdout

  /** A bash that has sourced the script, with a line up to where it is completed. */
  async function inBash(...line: string[]): Promise<string[]> {
    const list = line.map((word) => `'${word}'`).join(' ')
    const complete = `COMP_WORDS=(ecpay ${list}); COMP_CWORD=${line.length}; _ecpay; printf '%s\\n' "\${COMPREPLY[@]}"`
    const sandbox = new Sandbox({ '.ecpayrc': RC, script: await scriptOf('bash') })
    const { stdout, stderr } = await sandbox.shell(`source ./script; ${complete}`)
    expect(stderr).toBe('')
    return stdout.split('\n').filter(Boolean)
  }

  test.each([
    [['create-o'], 'create-order'],
    [['create-order', '--am'], '--amount'],
    // As readline cuts the words.
    [['query', 'no_1', '--env', '=', 'sa'], 'sandbox'],
    [['query', 'no_1', '--env', '='], 'local sandbox production'],
    [['query', '-p', ''], 'shop cafe shop-2'],
    [['query', 'a b; $(touch x)', '--env', 'pro'], 'production'],
    [['query', 'no_1', '--env', '"pro'], 'production'],
    [['query', 'no_1', '--env', '=', '"pro'], 'production'],
    [['sign', ''], '']
  ])('bash: %j', async (line, found) => {
    expect(await inBash(...line)).toEqual(found.split(' ').filter(Boolean))
  })

  const interactive = [
    ['bash', ['--norc', '--noprofile'], 'source <(ecpay completion bash)'],
    ['zsh', ['-f'], 'autoload -Uz compinit; compinit -u; source <(ecpay completion zsh)']
  ] as const

  test.for(interactive)(
    '%s, with the keys of a person: commands, values, file names',
    async ([name, args, set], context) => {
      need(context, name)
      const sandbox = new Sandbox({ '.ecpayrc': RC, 'a-body.json': '{}', 'b-body.json': '{}' })
      const shell = spawnPty(name, [...args], {
        cols: 300,
        cwd: sandbox.folder,
        env: { ...sandbox.env, TERM: 'dumb', PS1: '> ', INPUTRC: '/dev/null' }
      })
      let screen = ''
      const shown = async (text: string) => {
        while (!screen.includes(text)) await new Promise<void>((resolve) => void shell.onData(() => resolve()))
      }
      shell.onData((data) => {
        screen += data
      })
      shell.write(`ecpay() { "${process.execPath}" "${BIN}" "$@"; }; ${set}; echo rea''dy\r`)
      await shown('ready\r\n')
      const steps = [
        ['ecpay create-or\t', 'create-order '],
        ['--env=sand\t', '--env=sandbox '],
        ["--profile 'caf\t", "--profile 'cafe' "],
        ['--fro\t', '--from '],
        ['a-b\t', 'a-body.json '],
        ['--from=b-b\t', '--from=b-body.json ']
      ] as const
      for (const [keys, text] of steps) {
        shell.write(keys)
        await shown(text)
      }
      shell.kill()
      expect(screen).not.toMatch(/error|not found/)
    }
  )

  test.for([
    ['ecpay create-o', 'create-order'],
    ['ecpay query no_1 --env=sa', '--env=sandbox'],
    ['ecpay query -p s', 'shop shop-2'],
    ["ecpay query -p 's", 'shop shop-2'],
    ['ecpay create-order --from a-b', 'a-body.json'],
    ['ecpay create-order --from=a-b', '--from=a-body.json'],
    ['ecpay create-order --from=no-such', '']
  ] as const)('fish: %s', async ([line, found], context) => {
    need(context, 'fish')
    const sandbox = new Sandbox({ '.ecpayrc': RC, 'a-body.json': '{}', script: await scriptOf('fish') })
    const program = `function ecpay; "${process.execPath}" "${BIN}" $argv; end`
    const { stdout, stderr } = await sandbox.shell(
      `fish --no-config -c '${program}; source ./script; complete -C "${line.replaceAll("'", "'\\''")}"'`
    )
    expect(stderr).toBe('')
    expect(stdout.split('\n').flatMap((one) => one.split('\t')[0] || [])).toEqual(found.split(' ').filter(Boolean))
  })

  test.for([
    ['bash', ['-n']],
    ['zsh', ['-n']],
    ['fish', ['--no-execute']]
  ] as const)('%s reads its script', async ([shell, flags], context) => {
    need(context, shell)
    const { stderr, exitCode } = await new Sandbox().shell(`ecpay completion ${shell} | ${shell} ${flags.join(' ')}`)
    expect([exitCode, stderr]).toEqual([0, ''])
  })

  test.each(['bash', 'zsh', 'fish', 'powershell'])(
    'that of %s asks the program, and names no command',
    async (shell) => {
      const { stdout } = await run(['completion', shell])
      expect(stdout).toContain('ecpay completion words')
      for (const { name } of await allCommands())
        if (!['completion', 'call', 'sign', 'return'].includes(name))
          expect(stdout).not.toMatch(new RegExp(`\\b${name}\\b`))
      expect(JSON.parse((await run(['completion', shell, '--json'])).stdout)).toEqual({ script: stdout })
    }
  )

  test('of another shell', async () => {
    const { stdout, stderr, exit } = await run(['completion', 'tcsh'])
    expect([stdout, exit]).toEqual(['', 2])
    expect(stderr).toContain('bash, zsh, fish, powershell')
  })
})
