import { spawn, spawnSync } from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BIN, type Run, Sandbox } from './ecpay.js'

const SALT = 'saltOfTheFile'
const BODY = '{"out_order_no":"o1"}'

/** Node makes none. */
function fifo(path: string): void {
  spawnSync('sh', ['-c', 'mkfifo "$0"', path])
}

/** What is no regular file of a sane size, by the name that it gets. */
const SPECIAL: Record<string, (path: string) => void> = {
  'an endless device': (path) => symlinkSync('/dev/zero', path),
  'a device of noise': (path) => symlinkSync('/dev/urandom', path),
  'a pipe that nobody writes to': fifo,
  '400 MB of nothing': (path) => {
    writeFileSync(path, '')
    truncateSync(path, 400 * 1024 * 1024)
  },
  'a link to itself': (path) => symlinkSync(path, path),
  'a file that gives nothing yet': (path) => symlinkSync('/proc/kmsg', path)
}
const KINDS = Object.keys(SPECIAL)

/** A read of one of these may never return; then it is the built program that hangs, not this process. */
const MAY_BLOCK = ['a pipe that nobody writes to', 'a file that gives nothing yet']

/** A world with a file of that kind, and what a line does there. */
function sandbox(files: Record<string, string>, kind: string, name: string): (line: string) => Promise<Run> {
  const made = new Sandbox({ 'body.json': BODY, ...files })
  SPECIAL[kind]?.(made.path(name))
  return (line) => (MAY_BLOCK.includes(kind) ? made.run(line.split(' ')) : made.runHere(line.split(' ')))
}

/** The codes of a run that ended by itself. */
const codes = ({ exitCode, stderr }: Run) => [
  exitCode,
  ...[...stderr.matchAll(/\(([a-z0-9-]+)\)$/gm)].map(([, code]) => code)
]

describe('what is no file is refused at once', () => {
  test.each(KINDS.map((kind, turn) => [kind, turn] as const))(
    'as configuration that is found: %s',
    async (kind, turn) => {
      // Of one kind each name and each command once; of all kinds together each command under each name.
      const lines = ['sign body.json', 'config path', 'query o1 --env local --json']
      for (const [i, name] of ['.ecpayrc', 'ecpay.config.json', 'package.json'].entries()) {
        const line = lines[(i + turn) % lines.length] ?? ''
        const ran = await sandbox({}, kind, name)(line)
        expect([ran.exitCode, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining('config-unreadable')])
      }
    }
  )

  test.each(KINDS)('as --config: %s', async (kind) => {
    const run = sandbox({}, kind, 'other.json')
    expect(codes(await run('sign body.json --config other.json'))).toEqual([2, 'config-unreadable'])
  })

  test.each(KINDS)('as a secret that a file names: %s', async (kind) => {
    const run = sandbox({ '.ecpayrc': '{"salt_file":"s"}' }, kind, 's')
    const found = codes(await run('sign body.json'))
    expect([
      [2, 'secret-file-unreadable'],
      [2, 'file-outside-folder']
    ]).toContainEqual(found)
    const asked = codes(await run('sign body.json --config .ecpayrc'))
    expect(asked).toEqual([2, 'secret-file-unreadable'])
  })

  test.each(KINDS.filter((kind) => !kind.includes('pipe')))(
    'as body, callback or secret of a flag: %s',
    async (kind) => {
      const run = sandbox({}, kind, 'x')
      const lines = [
        'sign x --env local',
        'verify-callback x --env local',
        'diagnose x --env local',
        'create-order --from x --env local',
        'replay x --to http://127.0.0.1:9/',
        'trigger payment --msg @x --env local',
        'sign body.json --salt-file x'
      ]
      for (const line of lines) {
        const [exit, code] = codes(await run(line))
        expect([exit, line, code]).toEqual([
          2,
          line,
          expect.stringMatching(/^(?:file-not-readable|body-too-large|secret-file-unreadable)$/)
        ])
      }
    }
  )
})

/** Runs a line of bash, where `ecpay` is the real program. */
function bash(box: Sandbox, line: string): Run {
  const text = `ecpay() { ${process.execPath} ${BIN} "$@"; }; ${line}`
  const ran = spawnSync('bash', ['-c', text], { cwd: box.folder, env: box.env, encoding: 'utf8' })
  return { stdout: ran.stdout, stderr: ran.stderr, exitCode: ran.status }
}

describe('a pipe is read where the command line names it', () => {
  const plain = '5ef5fa044feac98549b100bf775da0dd\n'

  test.each([
    'ecpay sign <(cat body.json) --env local',
    'ecpay sign /dev/stdin --env local < body.json',
    'cat body.json | ecpay sign /dev/stdin --env local',
    'cat body.json | ecpay sign - --env local',
    `ecpay sign <(printf '{"out_order'; sleep 0.2; printf '_no":"o1"}') --env local`,
    'ecpay sign --ndjson <(cat body.json) --env local',
    'ecpay diagnose <(ecpay sign body.json --fill --env local) --env local >/dev/null; ecpay sign body.json --env local'
  ])('as a body: %s', (line) => {
    const box = new Sandbox({ 'body.json': BODY })
    expect(bash(box, line)).toMatchObject({ stdout: plain, exitCode: 0 })
  })

  test.each([
    `ecpay sign body.json --salt-file <(echo ${SALT})`,
    `ecpay sign body.json --salt-file <(sleep 0.2; printf ${SALT})`,
    `ECPAY_SALT_FILE=<(echo ${SALT}) ecpay sign body.json`,
    `echo ${SALT} | ecpay sign body.json --salt-file /dev/stdin`,
    // Said aloud, the configuration is read a second time: to know what is to be masked.
    `ecpay sign body.json --explain --verbose --salt-file <(echo ${SALT})`
  ])('as a secret: %s', async (line) => {
    const box = new Sandbox({ 'body.json': BODY, salt: SALT })
    const { stdout } = await box.runHere('sign body.json --salt-file salt'.split(' '))
    const ran = bash(box, line)
    expect(ran).toMatchObject({ stdout, exitCode: 0 })
    expect(ran.stderr).not.toContain(SALT)
  })

  test.each<[string, string]>([
    ['ecpay sign <(yes) --env local', 'body-too-large'],
    ['ecpay sign body.json --salt-file <(yes)', 'secret-file-unreadable'],
    ['ecpay sign body.json --salt-file <(true)', 'secret-file-unreadable'],
    ['ecpay sign body.json --config <(echo {})', 'config-unreadable']
  ])('and no further than it may: %s', (line, code) => {
    expect(codes(bash(new Sandbox({ 'body.json': BODY }), line))).toEqual([2, code])
  })

  test.each([
    'sign p --env local',
    'verify-callback p --env local',
    'sign body.json --salt-file p',
    'trigger payment --token-file p --to http://127.0.0.1:9/',
    'replay p --to http://127.0.0.1:9/'
  ])('Ctrl-C ends the waiting: %s', async (line) => {
    const box = new Sandbox({ 'body.json': BODY })
    fifo(box.path('p'))
    const child = spawn(process.execPath, [BIN, ...line.split(' ')], { cwd: box.folder, env: box.env, stdio: 'pipe' })
    const ended = new Promise<number | null>((done) => child.on('exit', done))
    const isOpen = () =>
      readdirSync(`/proc/${child.pid}/fd`).some((one) => lead(`/proc/${child.pid}/fd/${one}`) === box.path('p'))
    while (!isOpen()) await new Promise((again) => setTimeout(again, 20))
    child.kill('SIGINT')
    expect(await ended).toBe(130)
  })
})

/** Where a link of /proc leads; nothing where it is gone. */
function lead(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

describe('a file is written where it says, whole or not at all', () => {
  const INIT = 'init --app-id tt0123456789abcdef --salt-file salt'
  const files = { salt: SALT, precious: 'precious', 'body.json': BODY }

  /** A link in the place of what is written, its name, and the command. */
  const LINKED: [line: string, link: string, exit: number][] = [
    [`${INIT}`, '.ecpayrc', 2],
    [`${INIT} --force`, '.ecpayrc', 0],
    [`${INIT} --gitignore`, '.gitignore', 2],
    ['sign body.json --env local -o out', 'out', 2],
    ['sign body.json --env local -o out --force', 'out', 0],
    ['deliveries export callbacks', 'callbacks/deliveries.ndjson', 0],
    ['check-handler http://127.0.0.1:9/ --env local --only genuine --junit r.xml', 'r.xml', 3],
    ['check-handler http://127.0.0.1:9/ --env local --only genuine --save failed', 'failed/genuine.json', 2]
  ]

  test.each(LINKED)('%s leaves alone what %s leads to', async (line, link, exit) => {
    for (const target of ['precious', 'gone']) {
      const box = new Sandbox(files)
      for (const folder of ['callbacks', 'failed']) mkdirSync(box.path(folder))
      symlinkSync(box.path(target), box.path(link))
      expect((await box.runHere(line.split(' '))).exitCode).toBe(exit)
      expect(readFileSync(box.path('precious'), 'utf8')).toBe('precious')
      expect(readdirSync(box.folder)).not.toContain('gone')
      // With --force it is a file now; otherwise the link stands as it did.
      expect(lstatSync(box.path(link)).isSymbolicLink()).toBe(exit === 2)
    }
  })

  test.each(['deliveries export linked', 'check-handler http://127.0.0.1:9/ --env local --save linked'])(
    '%s does not write through a linked folder',
    async (line) => {
      const box = new Sandbox(files)
      mkdirSync(box.path('elsewhere'))
      symlinkSync('elsewhere', box.path('linked'))
      expect(codes(await box.runHere(line.split(' ')))).toEqual([2, 'file-not-writable'])
      expect(readdirSync(box.path('elsewhere'))).toEqual([])
    }
  )

  test('init with a .gitignore that cannot be written writes nothing', async () => {
    const box = new Sandbox(files)
    symlinkSync('precious', box.path('.gitignore'))
    expect(codes(await box.runHere([...INIT.split(' '), '--gitignore']))).toEqual([2, 'config-not-writable'])
    expect(readdirSync(box.folder)).not.toContain('.ecpayrc')
  })

  test('a device is never replaced', async () => {
    const box = new Sandbox(files)
    symlinkSync('/dev/null', box.path('out'))
    expect(codes(await box.runHere('sign body.json --env local -o out --force'.split(' ')))).toEqual([
      2,
      'file-not-writable'
    ])
    expect(lstatSync(box.path('out')).isSymbolicLink()).toBe(true)
  })

  test.each([
    [INIT, 'config-not-writable'],
    [`${INIT} --config deep/er/rc`, 'config-not-writable'],
    ['sign body.json --env local -o out', 'file-not-writable'],
    ['check-handler http://127.0.0.1:9/ --env local --only genuine --junit r.xml', 'file-not-writable'],
    ['config trust', 'config-not-writable']
  ])('on a full disk nothing is left of: %s', (line, code) => {
    const box = new Sandbox({ ...files, 'ecpay.config.json': '{}' })
    const before = readdirSync(box.folder, { recursive: true }).toSorted()
    // A file may have no byte: the system says so at the first one.
    const ran = bash(box, `(ulimit -f 0; XDG_CACHE_HOME=/nowhere ecpay ${line}) 2>&1 | cat`)
    expect(ran.stdout).toContain(`(${code})`)
    const after = readdirSync(box.folder, { recursive: true })
    expect(after.filter((name) => !/^config(?:\/ecpay(?:\/trust)?)?$/.test(`${name}`)).toSorted()).toEqual(before)
  })
})
