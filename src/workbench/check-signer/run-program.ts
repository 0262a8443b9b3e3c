import { type ChildProcess, spawn } from 'node:child_process'
import { codeOf } from '../../files/read-file.js'

/** Somebody's own program, and how to start it. */
export interface Program {
  command: readonly [file: string, ...words: string[]]
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** In milliseconds: how long it may be silent. */
  timeout: number
  signal: AbortSignal
}

/** What a run of a program left behind. */
export interface ProgramRun {
  stdout: string
  stderr: string
  /** Its exit code, or the name of the signal that ended it. */
  exit: number | string
  /** Why it was not started, or was stopped. */
  failure?: { kind: 'not-started'; reason: string } | { kind: 'silent' } | { kind: 'too-much' }
}

/** In characters: more than any signatures take. */
const MOST_OUTPUT = 4 * 1024 * 1024
/** In characters: of stderr, only the beginning is kept. */
const MOST_SAID = 64 * 1024

/** Runs a program without a shell, writes a text to its stdin, and collects its output. */
export function runProgram({ command, cwd, env, timeout, signal }: Program, input: string): Promise<ProgramRun> {
  const [file, ...words] = command
  return new Promise((resolve) => {
    let [stdout, stderr] = ['', '']
    let failure: ProgramRun['failure']
    const child = start(file, words, { cwd, env })
    if (!('stdin' in child)) {
      resolve({ stdout, stderr, exit: '', failure: { kind: 'not-started', reason: child.reason } })
      return
    }
    const stop = (why: ProgramRun['failure']) => {
      failure ??= why
      kill(child)
    }
    const onAbort = () => kill(child)
    signal.addEventListener('abort', onAbort, { once: true })
    let timer = setTimeout(() => stop({ kind: 'silent' }), timeout)
    let size = 0
    const heard = (text: string) => {
      size += text.length
      if (size > MOST_OUTPUT) stop({ kind: 'too-much' })
      clearTimeout(timer)
      timer = setTimeout(() => stop({ kind: 'silent' }), timeout)
    }
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      heard(text)
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(0, MOST_SAID)
      heard(text)
    })
    // A program that does not read its stdin closes it.
    child.stdin?.on('error', () => {})
    child.on('error', (error) => {
      failure ??= { kind: 'not-started', reason: codeOf(error) }
    })
    child.on('close', (code, ended) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve({ stdout, stderr, exit: code ?? ended ?? '', ...(failure && { failure }) })
    })
    child.stdin?.end(input)
  })
}

/** Starts it in a group of its own, so that what it starts itself can be stopped with it. */
function start(
  file: string,
  words: readonly string[],
  options: Pick<Program, 'cwd' | 'env'>
): ChildProcess | { reason: string } {
  try {
    return spawn(file, words, { ...options, detached: process.platform !== 'win32', windowsHide: true })
  } catch (error) {
    return { reason: codeOf(error) }
  }
}

function kill(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') killTree(child, pid)
    else process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
  // What has left the group may hold the pipes open, and nobody waits for it.
  child.stdout?.destroy()
  child.stderr?.destroy()
}

/** Windows has no groups of processes to end at once. */
function killTree(child: ChildProcess, pid: number): void {
  const killer = spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true })
  killer.on('error', () => child.kill('SIGKILL'))
}
