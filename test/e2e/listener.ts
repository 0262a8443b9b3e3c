import { type ChildProcess, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { BIN, type Sandbox } from './ecpay.js'

/** `ecpay listen` while it runs. */
export interface RunningListener {
  child: ChildProcess
  url: string
  /** One object for each callback so far. */
  lines(): Record<string, unknown>[]
  /** What it has said on stderr so far. */
  said(): string
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

/**
 * Starts `ecpay listen` on a free port, with the demo keys, until the test ends.
 *
 * @param through a program that starts it, with the program's arguments
 */
export async function listener(
  sandbox: Sandbox,
  argv: string[] = [],
  through: string[] = []
): Promise<RunningListener> {
  const [program = '', ...rest] = [...through, process.execPath, BIN, 'listen', '--env', 'local', '--json', ...argv]
  const child = spawn(program, [...rest, '--port', '0'], { cwd: sandbox.folder, env: sandbox.env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('\n')) resolve(JSON.parse(printed.split('\n')[0] ?? '').listening)
    })
    child.on('close', () => reject(new Error(`listen has ended: ${said}`)))
  })
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve))
  const lines = () =>
    printed
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line))
  return { child, url: await url, lines, said: () => said, ended }
}
