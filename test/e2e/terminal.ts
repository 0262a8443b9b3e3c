import { randomUUID } from 'node:crypto'
import { spawn } from '@lydell/node-pty'
import { onTestFailed } from 'vitest'

interface TerminalOptions {
  cwd: string
  env: Record<string, string>
  /** Told what is on the screen so far, and how to type. */
  onScreen: (screen: string, type: (keys: string) => void) => void
}

/**
 * The end of the program is not the end of its output: what is still on its way when the terminal is closed is lost.
 * So a shell runs it, writes a mark behind everything the program wrote, and keeps the terminal open. Ctrl-C is for
 * the program; the shell lives on to tell how it ended.
 */
const SCRIPT = 'trap : INT; mark=$1; shift; "$@"; printf "\n<%s %s>" "$mark" "$?"; read -r _'

/** Runs a program on a terminal of 80 columns and 50 rows until everything it wrote is on the screen. */
export function onTerminal(
  command: readonly string[],
  { cwd, env, onScreen }: TerminalOptions
): Promise<{ screen: string; exitCode: number }> {
  const mark = randomUUID()
  const end = new RegExp(`\\r\\n<${mark} (\\d+)>`)
  const terminal = spawn('sh', ['-c', SCRIPT, 'sh', mark, ...command], { cols: 80, rows: 50, cwd, env })
  let screen = ''
  onTestFailed(() => void process.stderr.write(`--- the screen of ${command.slice(1).join(' ')}\n${screen}\n---\n`))
  return new Promise((resolve, reject) => {
    let result: { screen: string; exitCode: number } | undefined
    terminal.onData((data) => {
      screen += data
      const [found, exitCode] = end.exec(screen) ?? []
      if (found === undefined) onScreen(screen, (keys) => terminal.write(keys))
      else if (!result) {
        result = { screen: screen.slice(0, screen.indexOf(found)), exitCode: Number(exitCode) }
        terminal.kill('SIGKILL')
      }
    })
    terminal.onExit(() => (result ? resolve(result) : reject(new Error(`the terminal has ended: ${screen}`))))
  })
}
