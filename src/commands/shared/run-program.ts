import { Readable } from 'node:stream'
import { collector } from '../../sink.js'
import type { Context } from './command.js'
import type { ExitCode } from './exit.js'

/** What a run of the program printed. */
export interface ProgramRun {
  exit: ExitCode
  stdout: string
  stderr: string
}

/**
 * Runs the program in this process for another one, which wants JSON and answers no question.
 *
 * @param input what it reads from stdin
 */
export async function runProgram(
  { world, language, program, flags }: Context,
  argv: readonly string[],
  { input, signal }: { input?: string; signal: AbortSignal }
): Promise<ProgramRun> {
  const [stdout, stderr] = [collector(), collector()]
  const common = ['--json', '--no-input', '--no-color', `--lang=${language}`, ...(flags.log ? [] : ['--no-log'])]
  const exit = await program({
    ...world,
    argv: [...common, ...argv],
    stdin: Readable.from(input === undefined ? [] : [Buffer.from(input)]),
    ...{ stdout, stderr, stderrIsTerminal: false },
    signal: AbortSignal.any([world.signal, signal])
  })
  return { exit, stdout: stdout.text(), stderr: stderr.text() }
}
