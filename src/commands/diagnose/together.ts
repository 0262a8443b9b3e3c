import { type Finding, finding, refuse } from '../../findings/findings.js'
import {
  causeLines,
  type DiagnosisStyle,
  mistakeDocument,
  mistakeLines,
  type ShownMistake
} from '../../output/diagnosis-lines.js'
import type { DiagnoseTexts } from '../../output/words/diagnose-words.js'
import type { Catalogue } from '../../output/words/languages.js'
import { type Encoding, utf8Chunks } from '../../protocol/json/encodings.js'
import { type Block, type Line, LineCutter, linesOf } from '../../protocol/json/lines.js'
import type { Common } from '../../protocol/search/common-mistakes.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { inputStream } from '../shared/input.js'
import { startSpinner } from '../shared/progress.js'
import type { Part, Result, Voice } from '../shared/result.js'

/** What a line has, and whether its signature is right. */
interface Judged {
  /** From 1. */
  line: number
  verdict: 'right' | 'disputed' | 'wrong'
  /** What is wrong with it besides. */
  warnings?: readonly Finding[]
}

/** A line that cannot be diagnosed. */
interface Bad {
  line: number
  problems: readonly Finding[]
}

/** How the lines of a stream are judged and diagnosed together. */
export interface Together<One extends Judged, Mistake extends { code: string }, Words extends DiagnoseTexts> {
  /** @returns nothing for an empty line */
  judge(line: number, content: Line): One | Bad | undefined
  search(judged: readonly One[], options: SearchOptions): Promise<Common<Mistake>>
  words(catalogue: Catalogue): Promise<Words>
  shown(mistake: Mistake, words: Words): ShownMistake
  /** What the document of a line has besides its verdict and mistakes; nothing is known of a bad one. */
  document(one: One | undefined): object
  /** The heading of what is wrong besides. */
  besides?(words: Words): string
}

interface SearchOptions {
  /** In milliseconds. */
  timeLimit: number
  signal: AbortSignal
  onProgress(explained: number): void
}

interface Values {
  encoding?: Encoding | undefined
  /** In seconds. */
  timeLimit: number
}

/** So many lines of each mistake are named. */
const NAMED = 8

/**
 * Diagnoses the signatures in a stream, one a line, together: a mistake that explains many is named once.
 *
 * @throws EcpayError of the input
 */
export async function diagnoseTogether<
  One extends Judged,
  Mistake extends { code: string },
  Words extends DiagnoseTexts
>(
  context: Context,
  file: string | undefined,
  values: Values,
  of: Together<One, Mistake, Words>
): Promise<Result | ExitCode> {
  const read = await readLines(context, file, values, of)
  if (!read) return EXIT.interrupted
  if (read.length === 0) throw refuse('empty-body')
  const judged = read.filter((one): one is One => !('problems' in one))
  const bad = read.length - judged.length
  const found = judged.some(({ verdict }) => verdict === 'wrong')
    ? await search(context, judged, values, of)
    : {
        mistakes: [],
        explained: new Map<string, readonly Mistake[]>(),
        isCutShort: false,
        unsearched: new Set<string>()
      }
  const isRight = judged.every(({ verdict }) => verdict === 'right')
  return {
    exit: isRight ? (bad > 0 ? EXIT.input : EXIT.done) : EXIT.no,
    failure: bad === 0 ? [] : [finding('lines-not-diagnosed', { count: bad, total: read.length })],
    async document(voice) {
      const mistakes = shown(await of.words(voice.catalogue), found, of)
      return {
        bodies: await Promise.all(read.map((one) => lineDocument(voice, one, found, of))),
        mistakes: mistakes.map(({ mistake, lines }) => ({ ...mistakeDocument(mistake), lines })),
        ...(of.besides && { warnings: await warningDocuments(voice, judged) }),
        ...(found.unsearched.size > 0 && { timed_out: true })
      }
    },
    async text(voice) {
      const documents = await Promise.all(read.map((one) => lineDocument(voice, one, found, of)))
      const result = documents.map((one) => `${JSON.stringify(one)}\n`).join('')
      return [{ result }, ...(await summary(voice, judged, found, of))]
    }
  }
}

/** @returns nothing after an interruption */
async function readLines<One extends Judged>(
  context: Context,
  file: string | undefined,
  { encoding }: Values,
  { judge }: Pick<Together<One, never, never>, 'judge'>
): Promise<(One | Bad)[] | undefined> {
  const cutter = new LineCutter()
  const read: (One | Bad)[] = []
  let line = 0
  const take = (blocks: readonly Block[]) => {
    for (const content of blocks.flatMap((block) => linesOf(block))) {
      const judged = judge(++line, content)
      if (judged) read.push(judged)
    }
  }
  for await (const chunk of utf8Chunks(inputStream(context, file), encoding, (odd) => context.out.warn([odd])))
    take(cutter.push(chunk))
  if (context.world.signal.aborted) return undefined
  take(cutter.end())
  return read
}

async function search<One extends Judged, Mistake extends { code: string }, Words extends DiagnoseTexts>(
  context: Context,
  judged: readonly One[],
  { timeLimit }: Values,
  of: Together<One, Mistake, Words>
): Promise<Common<Mistake>> {
  const { lines } = await of.words(context.out.catalogue)
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong').length
  const spinner = await startSpinner(context)
  spinner?.say(lines.searching('0', `${wrong}`))
  try {
    return await of.search(judged, {
      timeLimit: 1000 * timeLimit,
      signal: context.world.signal,
      onProgress: (explained) => spinner?.say(lines.searching(`${explained}`, `${wrong}`))
    })
  } finally {
    spinner?.stop()
  }
}

async function lineDocument<One extends Judged, Mistake extends { code: string }, Words extends DiagnoseTexts>(
  voice: Voice,
  one: One | Bad,
  { explained, unsearched }: Common<Mistake>,
  of: Together<One, Mistake, Words>
): Promise<object> {
  const { line } = one
  if ('problems' in one) {
    const [error] = await voice.problems(one.problems)
    return { line, verdict: null, ...of.document(undefined), mistakes: [], error }
  }
  const mistakes = (explained.get(`${line}`) ?? []).map(({ code }) => code)
  const verdict = one.verdict === 'wrong' ? (mistakes.length > 0 ? 'explained' : 'unexplained') : one.verdict
  const isCut = unsearched.has(`${line}`)
  return { line, verdict, ...of.document(one), mistakes, error: null, ...(isCut && { timed_out: true }) }
}

/** The mistakes, each with its lines in order. */
function shown<Mistake extends { code: string }, Words extends DiagnoseTexts>(
  words: Words,
  { mistakes }: Common<Mistake>,
  of: Pick<Together<never, Mistake, Words>, 'shown'>
): { mistake: ShownMistake; lines: number[] }[] {
  return mistakes.map(({ mistake, cases }) => ({
    mistake: of.shown(mistake, words),
    lines: cases.map(Number).toSorted((a, b) => a - b)
  }))
}

/** What is wrong besides, each code once, as its first line has it. */
function warningsIn(judged: readonly Judged[]): { found: Finding; lines: number[] }[] {
  const all = new Map<string, { found: Finding; lines: number[] }>()
  for (const { line, warnings = [] } of judged)
    for (const found of warnings) {
      const known = all.get(found.code) ?? { found, lines: [] }
      if (known.lines.at(-1) !== line) known.lines.push(line)
      all.set(found.code, known)
    }
  return [...all.values()]
}

async function warningDocuments(voice: Voice, judged: readonly Judged[]): Promise<object[]> {
  const all = warningsIn(judged)
  const problems = await voice.problems(all.map(({ found }) => found))
  return problems.map((one, i) => ({ ...one, lines: all[i]?.lines }))
}

/** What is wrong, on stderr: each mistake once. */
async function summary<One extends Judged, Mistake extends { code: string }, Words extends DiagnoseTexts>(
  voice: Voice,
  judged: readonly One[],
  found: Common<Mistake>,
  of: Together<One, Mistake, Words>
): Promise<Part[]> {
  const words = await of.words(voice.catalogue)
  const say = words.lines
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong')
  const open = wrong.filter(({ line }) => !found.explained.has(`${line}`)).map(({ line }) => line)
  const isCut = (line: number) => found.unsearched.has(`${line}`)
  const [cut, searched] = [open.filter(isCut), open.filter((line) => !isCut(line))]
  const named = (lines: readonly number[]) =>
    say.named(lines.slice(0, NAMED).join(words.comma) + (lines.length > NAMED ? ' …' : ''), grouped(lines.length))
  const style = { words, paint: voice.paint.stderr, columns: voice.columns, mask: await voice.masking() }
  const causes = shown(words, found, of).map(({ mistake, lines }) => ({
    ...mistake,
    message: `${mistake.message}${named(lines)}`
  }))
  const disputed = judged.filter(({ verdict }) => verdict === 'disputed').map(({ line }) => line)
  const isRight = judged.length > 0 && wrong.length + disputed.length === 0
  const total = grouped(judged.length)
  return [
    ...(isRight ? [{ note: say.right(total) }] : []),
    ...(disputed.length > 0 ? [{ note: `${say.disputed(grouped(disputed.length), total)}${named(disputed)}` }] : []),
    ...(wrong.length > 0 ? [{ note: say.wrong(grouped(wrong.length), total) }] : []),
    ...(causes.length > 0 ? [{ block: mistakeLines(causes, style).join('\n') }] : []),
    ...(searched.length > 0 ? [{ note: `${causes.length > 0 ? say.others : say.unexplained}${named(searched)}` }] : []),
    ...(cut.length > 0 ? [{ note: `${say.cutShort}${named(cut)}` }] : []),
    ...(await besides(voice, judged, of.besides?.(words), { style, named }))
  ]
}

async function besides(
  voice: Voice,
  judged: readonly Judged[],
  heading: string | undefined,
  { style, named }: { style: DiagnosisStyle; named(lines: readonly number[]): string }
): Promise<Part[]> {
  const all = warningsIn(judged)
  if (heading === undefined || all.length === 0) return []
  const problems = await voice.problems(all.map(({ found }) => found))
  const causes = problems.map((one, i) => ({ ...one, message: `${one.message}${named(all[i]?.lines ?? [])}` }))
  return [{ block: causeLines(heading, causes, style).join('\n') }]
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}
