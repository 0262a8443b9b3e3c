import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { run } from '../commands/run.js'
import type { Place } from '../config/place.js'
import { onTerminal } from './terminal.js'

export const BIN = fileURLToPath(new URL('../../bin/ecpay.js', import.meta.url))
const CACHE = join(tmpdir(), `ecpay-test-cache-${userInfo().username}`)
export const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url))

/** What a run of the real program left behind. */
export interface Run {
  stdout: string
  stderr: string
  exitCode: number | null
}

export interface RunOptions {
  stdin?: string | Uint8Array
  env?: Record<string, string>
}

/** A pinned world: a home, state and working directory of its own, and no variable of this machine but PATH. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'ecpay-test-'))

  /** @param files by their name in the working directory; mode 0600 */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }))
    for (const [name, content] of Object.entries(files)) writeFileSync(this.path(name), content, { mode: 0o600 })
  }

  /** A file of the working directory. */
  path(name: string): string {
    return join(this.folder, name)
  }

  get env(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      TMPDIR: this.folder,
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_STATE_HOME: join(this.folder, 'state'),
      // What all runs of the tests share: compiled code, which holds nothing of what they do.
      XDG_CACHE_HOME: CACHE,
      LANG: 'C.UTF-8'
    }
  }

  /** Runs the program to its end. */
  run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
    const child = this.start(argv, options.env)
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.stdin ?? '')
    return finished(child)
  }

  /** As a run in this process sees it. */
  get here(): Place {
    const env = { ...this.env, ECPAY_STATE_DIR: this.path('state/ecpay') }
    return { cwd: this.folder, home: this.folder, env, platform: process.platform, path: (name) => this.path(name) }
  }

  /** As {@link run}, in this process, which is much faster: for what does not depend on how a process starts or ends. */
  async runHere(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
    const { stdout, stderr, exit } = await run(argv, { here: this.here, ...options })
    return { stdout, stderr, exitCode: exit }
  }

  /** Starts the program; the test ends it. */
  start(argv: readonly string[], env: Record<string, string> = {}): ChildProcess {
    return spawn(process.execPath, [BIN, ...argv], { cwd: this.folder, env: { ...this.env, ...env } })
  }

  /** As {@link start}, another user, or a copy of the program. */
  startAs({ uid, bin = BIN }: { uid?: number; bin?: string }, argv: readonly string[]): ChildProcess {
    return spawn(process.execPath, [bin, ...argv], {
      cwd: this.folder,
      env: this.env,
      ...(uid !== undefined && { uid })
    })
  }

  /** Runs a line of shell in which `ecpay` is the program. */
  shell(line: string, env: Record<string, string> = {}): Promise<Run> {
    const script = `ecpay() { "${process.execPath}" "${BIN}" "$@"; }; ${line}`
    const child = spawn('bash', ['-c', script], { cwd: this.folder, env: { ...this.env, ...env } })
    child.stdin.end()
    return finished(child)
  }

  /**
   * Runs the program on a terminal of 80 columns, typing each answer when its question is on the screen. A test that
   * fails prints the screen.
   *
   * @param answers what to wait for on the screen, and what to type then
   */
  terminal(
    argv: readonly string[],
    { env = {}, answers = [] }: { env?: Record<string, string>; answers?: readonly (readonly [string, string])[] } = {}
  ): Promise<{ screen: string; exitCode: number }> {
    const waiting = [...answers]
    let seen = 0
    return onTerminal([process.execPath, BIN, ...argv], {
      cwd: this.folder,
      env: { ...this.env, TERM: 'xterm-256color', ...env },
      onScreen: (screen, type) => {
        const next = waiting[0]
        const at = next ? screen.indexOf(next[0], seen) : -1
        if (!next || at < 0) return
        seen = at + next[0].length
        waiting.shift()
        type(next[1])
      }
    })
  }
}

/** What a program that was started leaves behind. */
export function finished(child: ChildProcess): Promise<Run> {
  const read = (stream: NodeJS.ReadableStream | null) => {
    const chunks: Buffer[] = []
    stream?.on('data', (chunk) => chunks.push(chunk))
    return () => Buffer.concat(chunks).toString()
  }
  const [stdout, stderr] = [read(child.stdout), read(child.stderr)]
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ stdout: stdout(), stderr: stderr(), exitCode }))
  })
}
