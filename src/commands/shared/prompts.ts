import { createPromptModule, type DistinctQuestion } from 'inquirer'
import { refuse } from '../../findings/findings.js'
import type { Context } from './command.js'

/** A question for inquirer. */
export type Question = Record<string, unknown> & {
  type: 'input' | 'password' | 'confirm' | 'select'
  name: string
  message: string
}

/**
 * Asks questions on stderr, so that stdout is only for the result.
 *
 * @throws EcpayError `interrupted` (exit 130) on Ctrl-C, on Ctrl-D and when the terminal is closed
 */
export async function prompt<T extends object>(context: Context, questions: readonly Question[]): Promise<T> {
  const { stdin, stderr, signal } = context.world
  const stop = new AbortController()
  const end = () => stop.abort()
  // inquirer waits for ever after its input has ended.
  const onKey = (_: string, { ctrl, name }: { ctrl: boolean; name?: string }) => ctrl && name === 'd' && end()
  stdin.once('end', end).on('keypress', onKey)
  const ask = createPromptModule({
    input: stdin,
    output: stderr as NodeJS.WriteStream,
    signal: AbortSignal.any([signal, stop.signal])
  })
  const theme = themeOf(context)
  const { answers } = context.words.prompts
  const transformer = (yes: boolean) => answers[yes ? 'yes' : 'no']
  try {
    const asked = questions.map((one) => ({ ...one, theme, ...(one.type === 'confirm' && { transformer }) }))
    return (await ask(asked as DistinctQuestion[])) as T
  } catch (error) {
    const names = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError']
    if (error instanceof Error && names.includes(error.name)) throw refuse('interrupted')
    throw error
  } finally {
    stdin.off('end', end).off('keypress', onKey)
  }
}

/** The theme of questions: the colours of stderr, and the texts of the chosen language. */
function themeOf({ out, words: { prompts } }: Context): object {
  const { bold, dim, cyan, green, red } = out.paint.stderr
  return {
    prefix: { idle: cyan('?'), done: green('✔') },
    style: {
      answer: cyan,
      // inquirer also passes its status, which chalk would print.
      message: (text: string) => bold(text),
      highlight: cyan,
      error: (text: string) => red(`> ${text}`),
      defaultAnswer: (text: string) => dim(`(${text})`),
      keysHelpTip: () => dim(prompts.keys)
    },
    keywords: { error: () => prompts.yesOrNo }
  }
}
