import { createPromptModule } from 'inquirer'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import type { Context } from './command.js'

/** One question as inquirer takes it. */
export type Question = Record<string, unknown> & {
  type: 'input' | 'password' | 'confirm' | 'select'
  name: string
  message: string
}

/**
 * Asks on stderr, so that stdout stays the result's.
 *
 * @throws Failure `interrupted` (exit 130) on Ctrl-C and when the terminal goes away
 */
export async function prompt<T extends object>({ world }: Context, questions: readonly Question[]): Promise<T> {
  const ask = createPromptModule({ input: world.stdin, output: world.stderr as NodeJS.WriteStream })
  try {
    return (await ask(questions as never)) as T
  } catch (error) {
    const names = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError']
    if (error instanceof Error && names.includes(error.name))
      throw new Failure(EXIT.interrupted, [finding('interrupted', {})])
    throw error
  }
}
