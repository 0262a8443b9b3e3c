import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Sandbox } from './ecpay.js'
import { DEMO } from './platform.js'

const inDocs = (file: string) => fileURLToPath(new URL(`../../docs/handlers/${file}`, import.meta.url))
const NODE_HANDLER = inDocs('node.mjs')

/** Starts a handler of docs/handlers, which says its port in its first line that has one, and gives its address. */
async function handler(program: string, argv: string[]): Promise<string> {
  const sandbox = new Sandbox()
  const child = spawn(program, argv, { cwd: sandbox.folder, env: { ...sandbox.env, ECPAY_TOKEN: DEMO.token } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const port = await new Promise<string>((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        const [, found] = /(?:listening on |127\.0\.0\.1:)(\d+)/.exec(said) ?? []
        if (found) resolve(found)
      })
    }
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`the handler has ended: ${said}`)))
  })
  return `http://127.0.0.1:${port}/notify`
}

/** PHP's server does not tell which port it took. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('trigger', () => {
  test('a callback to the handler of the documentation: accepted, forged ones refused', async () => {
    const url = await handler(process.execPath, [NODE_HANDLER, '0'])
    const sandbox = new Sandbox()
    const trigger = (...argv: string[]) => sandbox.run(['trigger', 'payment', '--env', 'local', '--to', url, ...argv])
    expect(await trigger('--duplicate', '2', '--set', 'extra=中')).toMatchObject({ exitCode: 0 })
    const forged = await trigger('--bad-signature', '--json')
    expect({ exitCode: forged.exitCode, code: JSON.parse(forged.stderr).error.code }).toEqual({
      exitCode: 1,
      code: 'callback-not-200'
    })
  })

  test('into verify-callback', async () => {
    const { stdout, exitCode } = await new Sandbox().shell(
      'ecpay trigger settle --env local --amount 7 | ecpay verify-callback --env local | grep -c \'"settle_amount":7\''
    )
    expect({ stdout, exitCode }).toEqual({ stdout: '1\n', exitCode: 0 })
  })
})

describe('check-handler', () => {
  const HANDLERS: [file: string, program: string, argv: (file: string, port: number) => string[]][] = [
    ['node.mjs', process.execPath, (file) => [file, '0']],
    ['python.py', 'python3', (file) => [file, '0']],
    ['php.php', 'php', (file, port) => ['-S', `127.0.0.1:${port}`, file]]
  ]
  test.each(HANDLERS)('docs/handlers/%s passes', async (file, program, argv) => {
    const { error } = spawnSync(program, ['--version'])
    if (error) {
      // The reason is said where the run is read; nothing else could be tested.
      process.stderr.write(`docs/handlers/${file} is not tested: there is no ${program} on this machine\n`)
      return
    }
    const url = await handler(program, argv(inDocs(file), await freePort()))
    const { stdout, stderr, exitCode } = await new Sandbox().run(['check-handler', url, '--env', 'local'])
    expect(stdout.split('\n').filter((line) => /^[✗!]/.test(line))).toEqual([])
    expect({ stderr, exitCode }).toEqual({ stderr: expect.stringMatching(/^The handler passes \d+/), exitCode: 0 })
  })
})
