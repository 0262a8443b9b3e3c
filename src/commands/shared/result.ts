import type { Finding } from '../../findings/findings.js'
import type { Language } from '../../language.js'
import type { Output } from '../../output/output.js'
import type { Problem, Sentence } from '../../output/report.js'
import type { Words } from '../../output/words/words.js'
import { CommandError, type ExitCode, exitFor } from './exit.js'

/** The result of a command that ends at once, as data. The program prints it in the requested form. */
export interface Result {
  /** If absent, that of the problems, or success without problems. */
  exit?: ExitCode
  /** The document for `--json`, or its text; absent if there is only a `failure`. */
  document?(voice: Voice): object | string | Promise<object | string>
  /** The result and notes without `--json`, in order. */
  text(voice: Voice): readonly Part[] | Promise<readonly Part[]>
  /** Why the answer is no: printed as errors after the text. With `--json`, they are in the document. */
  problems?: readonly Finding[]
  /** What failed after the result: an error also with `--json`. */
  failure?: readonly Finding[]
}

/** A part of the output: of the result on stdout, or a note on stderr. */
export type Part =
  | { result: string | Uint8Array }
  /** A part of the result that contains no secret: see {@link Output.signatures}. */
  | { signatures: string }
  /** A note, folded to the width of the terminal. */
  | { note: string }
  /** A fixed sentence of the program. */
  | { own: string }
  /** A note with its own line breaks. */
  | { block: string }
  | { warnings: readonly Finding[] }

/** The inputs for writing a text. */
export interface Voice
  extends Pick<Output, 'catalogue' | 'paint' | 'isTerminal' | 'verbose' | 'columns' | 'tableWidth' | 'masking'> {
  words: Words
  language: Language
  /** Findings in words. Their sentences are loaded only if there are findings. */
  sentences(found: readonly Finding[]): Promise<Sentence[]>
  /** Findings in their JSON form. */
  problems(found: readonly Finding[]): Promise<Problem[]>
}

/** The part of a command's context that printing needs. */
interface Printing {
  out: Output
  language: Language
}

/**
 * Prints the result of a command.
 *
 * @throws CommandError with its problems, if they are not part of a document
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

/** Prints output while a command works. With `--json` it prints nothing, because the document at the end has it. */
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

/** The inputs for writing the texts of a command. */
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
