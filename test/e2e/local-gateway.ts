import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { Sandbox } from './ecpay.js'

/** Serves the local gateway until the test ends, and gives its address. */
export async function localGateway(sandbox: Sandbox, ...argv: string[]): Promise<string> {
  const child = sandbox.start(['simulate', 'serve', '--port', '0', '--json', ...argv])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  return JSON.parse(String(line).split('\n')[0] ?? '').listening
}
