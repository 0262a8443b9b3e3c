import type { Finding } from '../../findings/findings.js'
import type { Language } from '../../language.js'
import type { Output } from '../../output/output.js'
import type { Sentence } from '../../output/report.js'
import type { Words } from '../../output/words/words.js'
import type { Context } from './command.js'
import { CommandError, type ExitCode, exitFor } from './exit.js'

/** What came of a command that ends at once: data, which the program prints in the form that was asked for. */
export interface Result {
  /** That of the problems when absent, and done where there are none. */
  exit?: ExitCode
  /** With `--json`: the one document. */
  document(voice: Voice): object | Promise<object>
  /** Without it: the result and what is said beside it, in this order. */
  text(voice: Voice): readonly Part[] | Promise<readonly Part[]>
  /** Why the answer is no, said as errors behind the text. With `--json` they stand in the document. */
  problems?: readonly Finding[]
  /** What failed behind the result: an error with `--json`, too. */
  failure?: readonly Finding[]
}

/** A part of what is printed: of the result on stdout, or a word about it on stderr. */
export type Part =
  | { result: string | Uint8Array }
  /** A sentence, folded at the width of the terminal. */
  | { note: string }
  /** A sentence of the catalogue with nothing put into it. */
  | { own: string }
  /** Text that has its own lines. */
  | { block: string }
  | { warnings: readonly Finding[] }

/** What a text is worded with. */
export interface Voice extends Pick<Output, 'paint' | 'isTerminal' | 'tableWidth' | 'masking'> {
  words: Words
  language: Language
  /** Findings in words: loaded only for those that there are. */
  sentences(found: readonly Finding[]): Promise<Sentence[]>
  /** Findings as documents have them. */
  problems(found: readonly Finding[]): Promise<object[]>
}

/**
 * Prints what came of a command.
 *
 * @throws CommandError with its problems, where they are not part of a document
 */
export async function printResult({ out, language }: Context, result: Result): Promise<ExitCode> {
  const { problems = [], failure = [] } = result
  const exit = result.exit ?? (await exitFor([...problems, ...failure]))
  const voice = voiceOf(out, language)
  if (out.json) await out.document(await result.document(voice))
  else for (const part of await result.text(voice)) await print(out, part)
  const errors = out.json ? failure : [...problems, ...failure]
  if (errors.length > 0) throw new CommandError(exit, errors)
  return exit
}

function print(out: Output, part: Part): Promise<void> | void {
  if ('result' in part) return out.result(part.result)
  if ('note' in part) return out.note(part.note)
  if ('own' in part) return out.noteOwn(part.own)
  if ('block' in part) return out.noteAsIs(part.block)
  return out.warn(part.warnings)
}

function voiceOf(out: Output, language: Language): Voice {
  const { words, paint, isTerminal, tableWidth, catalogue } = out
  const report = () => Promise.all([catalogue.findings(), import('../../output/report.js')])
  return {
    words,
    language,
    paint,
    isTerminal,
    tableWidth,
    masking: () => out.masking(),
    async sentences(found) {
      if (found.length === 0) return []
      const [sayings, { sentence }] = await report()
      return found.map((one) => sentence(one, sayings))
    },
    async problems(found) {
      if (found.length === 0) return []
      const [sayings, { problem }] = await report()
      return found.map((one) => problem(one, sayings))
    }
  }
}
