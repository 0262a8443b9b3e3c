import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { BIN, finished, Sandbox } from './ecpay.js'
import { localGateway } from './local-gateway.js'

const CREATE = ['create-order', '--env', 'local', '--amount', '1', '--quiet']
const store = (sandbox: Sandbox) => join(sandbox.folder, 'state', 'ecpay', 'gateway-v1')

/** What a container leaves that was killed while it wrote. */
function claim(sandbox: Sandbox): string {
  const folder = join(store(sandbox), 'lock')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${Date.now()}-1-1-${Buffer.from(`not-${hostname()}`).toString('hex')}`)
  writeFileSync(file, '')
  return file
}

describe('where lmdb would end the process with a signal there is a sentence', () => {
  const LIMITS = [0, 8, 32, 64]
  test.skipIf(process.platform === 'win32').each(LIMITS)('no file may be larger than %i KiB', async (limit) => {
    const line = `(ulimit -f ${limit}; ecpay ${CREATE.join(' ')}) 2>&1 | cat; exit \${PIPESTATUS[0]}`
    const { stdout, exitCode } = await new Sandbox().shell(line)
    expect([exitCode, stdout.match(/\(state-unusable\)/g)]).toEqual([2, ['(state-unusable)']])
    expect(stdout).toContain('ulimit -f')
  })

  test.skipIf(process.platform === 'win32')('nor the file that is there already: nothing of lmdb’s own', async () => {
    const sandbox = new Sandbox()
    await sandbox.runHere(CREATE)
    const { exitCode, stdout } = await sandbox.shell(
      `(ulimit -f 8; ecpay ${CREATE.join(' ')} --retries 0; ecpay simulate list) 2>&1 | cat; exit \${PIPESTATUS[0]}`
    )
    expect(exitCode).toBe(0)
    expect(stdout).toContain('"err_no":1000')
    expect(stdout).not.toContain('Write error')
  })

  const NOBODY = 65_534
  test.skipIf(process.platform === 'win32').each(['data.mdb', 'lock.mdb'])('%s may not be read', async (name) => {
    const sandbox = new Sandbox()
    await sandbox.runHere(CREATE)
    const file = join(store(sandbox), name)
    chmodSync(file, 0)
    // Root may read everything.
    const isRoot = process.getuid?.() === 0
    if (isRoot) await sandbox.shell(`chown -R ${NOBODY} "${sandbox.folder}"`)
    const child = isRoot ? sandbox.startAs({ uid: NOBODY }, ['simulate', 'list']) : sandbox.start(['simulate', 'list'])
    const { exitCode, stderr } = await finished(child)
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('permission denied. (state-unusable)')])
  })

  // Node itself never ends there, not even by a signal that it could catch.
  const TAKES_NO_FOLDER = ['/proc'].filter((path) => existsSync(join(path, 'self')))
  test.each(
    TAKES_NO_FOLDER.flatMap((path) => [
      [path, 'sign --help', 0, ''],
      [path, CREATE.join(' '), 2, expect.stringContaining('(state-unusable)')]
    ])
  )('the home is %s, where no folder can be made: %s', async (HOME, line, exit, said) => {
    const env = { HOME, TMPDIR: HOME, XDG_CONFIG_HOME: '', XDG_STATE_HOME: '', XDG_CACHE_HOME: '' }
    const script = `timeout -s KILL 20 "${process.execPath}" "${BIN}" ${line}`
    const { exitCode, stderr } = await new Sandbox().shell(script, env)
    expect([exitCode, stderr]).toEqual([exit, said])
  })

  test.each(['data.mdb', 'lock.mdb'])('%s is a folder', async (name) => {
    const sandbox = new Sandbox()
    await sandbox.runHere(CREATE)
    rmSync(join(store(sandbox), name))
    mkdirSync(join(store(sandbox), name))
    const { exitCode, stderr } = await sandbox.run(['simulate', 'list', '--lang', 'zh'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${name} 不是普通文件。 (state-unusable)`)])
  })
})

test('without the binary of lmdb it is said how to get it, and nothing is to be removed', async () => {
  const sandbox = new Sandbox()
  const root = fileURLToPath(new URL('../../', import.meta.url))
  for (const name of ['bin', 'dist', 'package.json']) cpSync(join(root, name), sandbox.path(name), { recursive: true })
  const child = sandbox.startAs({ bin: sandbox.path('bin/ecpay.js') }, ['simulate', 'list'])
  const { exitCode, stderr } = await finished(child)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(`lmdb binary for ${process.platform} ${process.arch}`)
  expect(stderr).toMatch(/\(lmdb-missing\)\n {2}Install it again .*npm install ecpay-cli\n$/)
})

describe('while another process has the lock', () => {
  test.each([
    ['simulate list', 'SIGINT'],
    ['simulate pay no_1', 'SIGTERM'],
    [CREATE.slice(0, -1).join(' '), 'SIGINT'],
    ['deliveries list', 'SIGTERM']
  ] as const)('%s says what it waits for, and ends with %s', async (line, signal) => {
    const sandbox = new Sandbox()
    const file = claim(sandbox)
    const deliveries = join(sandbox.folder, 'state', 'ecpay', 'deliveries-v1')
    cpSync(store(sandbox), deliveries, { recursive: true })
    const child = sandbox.start(line.split(' '))
    const end = finished(child)
    let said = ''
    for await (const chunk of child.stderr ?? []) {
      const isNews = !said.includes('(waiting-for-lock)')
      said += String(chunk)
      // Once: the second one ends a program at once.
      if (isNews && said.includes('(waiting-for-lock)')) child.kill(signal)
    }
    const { exitCode, stdout } = await end
    expect([exitCode, stdout]).toEqual([130, ''])
    expect(said).toContain(`Process 1 on not-${hostname()}`)
    expect(said).toMatch(/\(interrupted\)\n$/)
    expect(readdirSync(join(file, '..'))).toHaveLength(1)
  })

  test('simulate serve answers what needs no lock, and the rest when it is free', async () => {
    const sandbox = new Sandbox()
    await sandbox.run([...CREATE, '--out-order-no', 'no_1'])
    const url = await localGateway(sandbox)
    const file = claim(sandbox)
    const env = { ECPAY_BASE_URL: url }
    const created = sandbox.run([...CREATE, '--out-order-no', 'no_2', '--retries', '0'], { env })
    const query = await sandbox.run(['query', 'no_1', '--env', 'local', '--quiet'], { env })
    expect(query.exitCode).toBe(0)
    expect((await fetch(`${url}/nothing`)).status).toBe(404)
    // Nothing of this waited for the claim to be given up.
    expect(statSync(file).isFile()).toBe(true)
    rmSync(file)
    expect((await created).exitCode).toBe(0)
  })
})
