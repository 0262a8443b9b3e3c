import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { freePort } from '../free-port.js'
import { GO } from '../programs.js'
import { Sandbox } from './ecpay.js'
import { DEMO } from './platform.js'

/** For a Java that does little: it compiles its own code less thoroughly, and collects no garbage in threads. */
export const SOON_READY = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** The handlers of docs/handlers: the program that each needs, and how it is started on a port. */
export const HANDLERS = {
  'node.mjs': { program: process.execPath, argv: (file: string) => [file, '0'] },
  'python.py': { program: 'python3', argv: (file: string) => [file, '0'] },
  // PHP's server does not tell which port it took.
  'php.php': { program: 'php', argv: (file: string, port: number) => ['-S', `127.0.0.1:${port}`, file] },
  'go.go': { program: 'go', argv: () => ['0'] },
  'Java.java': { program: 'java', argv: (file: string) => [...SOON_READY, file, '0'] }
} as const

export type HandlerFile = keyof typeof HANDLERS

/** A handler of 担保支付, or of the trade system. */
export type HandlerPath = HandlerFile | `trade/${HandlerFile}`

/** The program that a handler needs. */
export function programOf(path: HandlerPath): (typeof HANDLERS)[HandlerFile] {
  return HANDLERS[basename(path) as HandlerFile]
}

export function handlerSource(file: HandlerPath): string {
  return readFileSync(fileURLToPath(new URL(`../../docs/handlers/${file}`, import.meta.url)), 'utf8')
}

const KEY_FILE = 'platform_public_key.pem'

/**
 * Starts a handler of docs/handlers until the test ends.
 *
 * @param source changed, where it is not the one of the documentation
 * @returns its address, and what it has said so far
 */
export async function referenceHandler(
  path: HandlerPath,
  source = handlerSource(path)
): Promise<{ url: string; said: () => string }> {
  const file = basename(path)
  const sandbox = new Sandbox({ [file]: source, [KEY_FILE]: DEMO_KEY_PAIRS.platform_public_key })
  const { program, argv } = programOf(path)
  const started = file === 'go.go' ? built(sandbox, file) : program
  const child = spawn(started, argv(sandbox.path(file), await freePort()), {
    cwd: sandbox.folder,
    env: { ...sandbox.env, ECPAY_TOKEN: DEMO.token, ECPAY_PLATFORM_PUBLIC_KEY_FILE: KEY_FILE }
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  const port = await new Promise<string>((resolve, reject) => {
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
  return { url: `http://127.0.0.1:${port}/notify`, said: () => said }
}

/** `go run` would leave its program behind when it is killed. */
function built(sandbox: Sandbox, file: string): string {
  const env = { ...sandbox.env, ...GO }
  const { status, stderr } = spawnSync(HANDLERS['go.go'].program, ['build', '-ldflags=-s -w', '-o', 'handler', file], {
    cwd: sandbox.folder,
    env
  })
  if (status !== 0) throw new Error(String(stderr))
  return sandbox.path('handler')
}
