import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Sandbox } from './ecpay.js'
import { DEMO } from './platform.js'

const NODE_HANDLER = fileURLToPath(new URL('../../docs/handlers/node.mjs', import.meta.url))

/** Starts a handler of docs/handlers on a free port and gives its address. */
async function handler(program: string, argv: string[]): Promise<string> {
  const child = spawn(program, [...argv, '0'], { env: { PATH: process.env.PATH, ECPAY_TOKEN: DEMO.token } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return `http://127.0.0.1:${/\d+/.exec(String(line))?.[0]}/notify`
}

describe('trigger', () => {
  test('a callback to the handler of the documentation: accepted, forged ones refused', async () => {
    const url = await handler(process.execPath, [NODE_HANDLER])
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
