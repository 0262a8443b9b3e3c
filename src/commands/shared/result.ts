import type { Finding } from '../../findings/findings.js'
import type { Language } from '../../language.js'
import type { Output } from '../../output/output.js'
import type { Problem, Sentence } from '../../output/report.js'
import type { Words } from '../../output/words/words.js'
import { CommandError, type ExitCode, exitFor } from './exit.js'

/** What came of a command that ends at once: data, which the program prints in the form that was asked for. */
export interface Result {
  /** That of the problems when absent, and done where there are none. */
  exit?: ExitCode
  /** With `--json`: the one document, or the text of one; absent where only `failure` tells what came. */
  document?(voice: Voice): object | string | Promise<object | string>
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
  /** Of the result, and with no secret in it: see {@link Output.signatures}. */
  | { signatures: string }
  /** A sentence, folded at the width of the terminal. */
  | { note: string }
  /** A sentence of the catalogue with nothing put into it. */
  | { own: string }
  /** Text that has its own lines. */
  | { block: string }
  | { warnings: readonly Finding[] }

/** What a text is worded with. */
export interface Voice
  extends Pick<Output, 'catalogue' | 'paint' | 'isTerminal' | 'verbose' | 'columns' | 'tableWidth' | 'masking'> {
  words: Words
  language: Language
  /** Findings in words: loaded only for those that there are. */
  sentences(found: readonly Finding[]): Promise<Sentence[]>
  /** Findings as documents have them. */
  problems(found: readonly Finding[]): Promise<Problem[]>
}

/** Of a command's context, what printing needs. */
interface Printing {
  out: Output
  language: Language
}

/**
 * Prints what came of a command.
 *
 * @throws CommandError with its problems, where they are not part of a document
 */
export async function printResult(context: Printing, result: Result): Promise<ExitCode> {
  const { out } = context
  const { problems = [], failure = [] } = result
  const exit = result.exit ?? (await exitFor([...problems, ...failure]))
  const voice = voiceOf(context)
  if (out.json) await printDocument(out, await result.document?.(voice))
  else await printParts(out, await result.text(voice))
  const errors = out.json ? failure : [...problems, ...failure]
  if (errors.length > 0) throw new CommandError(exit, errors)
  return exit
}

/** Prints what comes while a command works; with `--json` nothing, for then the document at the end has it. */
export async function printParts(out: Output, parts: readonly Part[]): Promise<void> {
  if (!out.json) for (const part of parts) await print(out, part)
}

async function printDocument(out: Output, document: object | string | undefined): Promise<void> {
  if (document !== undefined) await (typeof document === 'string' ? out.result(document) : out.document(document))
}

function print(out: Output, part: Part): Promise<void> | void {
  if ('result' in part) return out.result(part.result)
  if ('signatures' in part) return out.signatures(part.signatures)
  if ('note' in part) return out.note(part.note)
  if ('own' in part) return out.noteOwn(part.own)
  if ('block' in part) return out.noteAsIs(part.block)
  return out.warn(part.warnings)
}

/** What the texts of a command are worded with. */
export function voiceOf({ out, language }: Printing): Voice {
  const { words, catalogue, paint, isTerminal, verbose, columns, tableWidth } = out
  const report = () => Promise.all([catalogue.findings(), import('../../output/report.js')])
  return {
    words,
    language,
    catalogue,
    paint,
    isTerminal,
    verbose,
    columns,
    tableWidth,
    masking: () => out.masking(),
    async sentences(found) {
      if (found.length === 0) return []
      const [texts, { sentence }] = await report()
      return found.map((one) => sentence(one, texts))
    },
    async problems(found) {
      if (found.length === 0) return []
      const [texts, { problem }] = await report()
      return found.map((one) => problem(one, texts))
    }
  }
}
