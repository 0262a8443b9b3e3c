import type { Finding } from '../../findings/findings.js'
import { askUrl } from '../../workbench/check-signer/ask-url.js'
import { type Answers, readAnswer, readAnswers } from '../../workbench/check-signer/read-answers.js'
import { type Program, runProgram } from '../../workbench/check-signer/run-program.js'
import { callbackTarget } from '../callback/callback-target.js'
import type { Context } from '../shared/command.js'
import type { KnownCase, SignerSystem } from './signer-system.js'

/** Where the answers come from. */
export interface Source {
  program: readonly string[]
  url: string | undefined
  each: boolean
  /** In milliseconds: how long a program may be silent, or take for an answer. */
  timeout: number
  insecure: boolean
}

/** How many programs or requests run at the same time. */
const AT_ONCE = 4

/** Hands every case to the user's code, and collects its answers in order. */
export async function answersFrom(
  context: Context,
  { isAnswer }: SignerSystem,
  cases: readonly KnownCase[],
  { program, url, each, timeout, insecure }: Source
): Promise<Answers> {
  const { cwd, env, signal } = context.world
  const lines = cases.map(({ document }) => asciiJson(document))
  if (url !== undefined) {
    const { post } = callbackTarget(context, url, '--url', insecure)
    const send = post()
    return fromUrl(lines, (line) => askUrl(() => send(url, line, timeout, signal), isAnswer, signal))
  }
  const [file = '', ...words] = program
  const started: Program = { command: [file, ...words], cwd, env, timeout, signal }
  const expected = { isAnswer, timeout, command: program.join(' ') }
  if (!each) {
    const run = await runProgram(started, lines.map((line) => `${line}\n`).join(''))
    signal.throwIfAborted()
    return readAnswers(run, { ...expected, count: cases.length })
  }
  return together(lines, async (line) => {
    const run = await runProgram(started, `${line}\n`)
    signal.throwIfAborted()
    return readAnswer(run, expected)
  })
}

/** JSON of ASCII alone, so that it does not matter in which charset a program reads its stdin. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

async function fromUrl(
  lines: readonly string[],
  ask: (line: string) => Promise<{ answer?: string; problem?: Finding }>
): Promise<Answers> {
  return together(lines, async (line) => {
    const { answer, problem } = await ask(line)
    return { answers: [answer], warnings: [], ...(problem && { failure: problem }) }
  })
}

/**
 * Asks for one answer after another, some at the same time. If the first has none, nothing else is asked. Later, a case
 * without an answer is only that.
 */
async function together(lines: readonly string[], ask: (line: string) => Promise<Answers>): Promise<Answers> {
  const [first = '', ...others] = lines
  const begun = await ask(first)
  if (begun.failure) return begun
  const all: Answers[] = [begun]
  let next = 0
  const work = async () => {
    while (next < others.length) {
      const at = next++
      all[at + 1] = await ask(others[at] ?? '')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const failures = all.flatMap(({ failure }) => failure ?? [])
  return {
    answers: all.map(({ answers: [answer] }) => answer),
    warnings: firstOfEach([...all.flatMap(({ warnings }) => warnings), ...failures])
  }
}

/** One finding of each code: what is odd about a program is odd in every case. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }, i) => findings.findIndex((one) => one.code === code) === i)
}
