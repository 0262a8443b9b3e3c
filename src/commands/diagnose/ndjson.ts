import { type BadLine, type JudgedLine, judgeLine, mistakesOfLines } from '../../ecpay/diagnose/diagnose-lines.js'
import type { Mutation } from '../../ecpay/diagnose/mutation.js'
import { finding, refuse } from '../../findings/findings.js'
import { shownMistake } from '../../output/diagnosis.js'
import { mistakeDocument, mistakeLines, type ShownMistake } from '../../output/diagnosis-lines.js'
import { utf8Chunks } from '../../protocol/json/encodings.js'
import { type Block, LineCutter, linesOf } from '../../protocol/json/lines.js'
import type { Common } from '../../protocol/search/common-mistakes.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { inputStream } from '../shared/input.js'
import { startSpinner } from '../shared/progress.js'
import type { Part, Result, Voice } from '../shared/result.js'
import type { DiagnoseValues } from './diagnose-options.js'
import { keysFor } from './keys-for.js'

/** So many lines of each mistake are named. */
const NAMED = 8

/**
 * Diagnoses the signatures of many bodies, one a line, together: a mistake that explains many is named once.
 *
 * @throws EcpayError of the input and the configuration
 */
export async function diagnoseLines(
  context: Context,
  file: string | undefined,
  values: DiagnoseValues
): Promise<Result | ExitCode> {
  const { salt, keys } = await keysFor(context, values)
  const read = await readLines(context, file, values, salt)
  if (!read) return EXIT.interrupted
  if (read.length === 0) throw refuse('empty-body')
  const judged = read.filter((one) => 'verdict' in one)
  const bad = read.filter((one) => 'problems' in one)
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong')
  const found = wrong.length > 0 ? await search(context, judged, { salt, keys }, values) : NOTHING
  const isRight = judged.every(({ verdict }) => verdict === 'right')
  const undiagnosed =
    bad.length === 0 ? [] : [finding('lines-not-diagnosed', { count: bad.length, total: read.length })]
  return {
    exit: isRight ? (bad.length > 0 ? EXIT.input : EXIT.done) : EXIT.no,
    failure: undiagnosed,
    async document(voice) {
      const mistakes = await shown(voice, found, values)
      return {
        bodies: await Promise.all(read.map((one) => lineDocument(voice, one, found))),
        mistakes: mistakes.map(({ mistake, lines }) => ({ ...mistakeDocument(mistake), lines })),
        ...(found.isCutShort && { timed_out: true })
      }
    },
    async text(voice) {
      const documents = await Promise.all(read.map((one) => lineDocument(voice, one, found)))
      const result = documents.map((one) => `${JSON.stringify(one)}\n`).join('')
      return [{ result }, ...(await summary(voice, judged, found, values))]
    }
  }
}

const NOTHING: Common<Mutation> = { mistakes: [], explained: new Map(), isCutShort: false }

/** @returns nothing after an interruption */
async function readLines(
  context: Context,
  file: string | undefined,
  { encoding }: DiagnoseValues,
  salt: string
): Promise<(JudgedLine | BadLine)[] | undefined> {
  const cutter = new LineCutter()
  const read: (JudgedLine | BadLine)[] = []
  let line = 0
  const take = (blocks: readonly Block[]) => {
    for (const content of blocks.flatMap((block) => linesOf(block))) {
      const judged = judgeLine(++line, content, salt)
      if (judged) read.push(judged)
    }
  }
  for await (const chunk of utf8Chunks(inputStream(context, file), encoding, (odd) => context.out.warn([odd])))
    take(cutter.push(chunk))
  if (context.world.signal.aborted) return undefined
  take(cutter.end())
  return read
}

async function search(
  context: Context,
  judged: readonly JudgedLine[],
  keys: Pick<Awaited<ReturnType<typeof keysFor>>, 'salt' | 'keys'>,
  { timeLimit }: DiagnoseValues
): Promise<Common<Mutation>> {
  const words = await context.out.catalogue.diagnose()
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong').length
  const spinner = await startSpinner(context)
  spinner?.say(words.lines.searching('0', `${wrong}`))
  try {
    return await mistakesOfLines(judged, {
      ...keys,
      timeLimit: 1000 * timeLimit,
      signal: context.world.signal,
      onProgress: (explained) => spinner?.say(words.lines.searching(`${explained}`, `${wrong}`))
    })
  } finally {
    spinner?.stop()
  }
}

async function lineDocument(voice: Voice, one: JudgedLine | BadLine, { explained }: Common<Mutation>): Promise<object> {
  const { line } = one
  if ('problems' in one) {
    const [error] = await voice.problems(one.problems)
    return { line, verdict: null, sign: null, theirs: null, mistakes: [], error }
  }
  const { sign = null, theirs } = one
  const mistakes = (explained.get(`${line}`) ?? []).map(({ code }) => code)
  const verdict = one.verdict === 'wrong' ? (mistakes.length > 0 ? 'explained' : 'unexplained') : one.verdict
  return { line, verdict, sign, theirs, mistakes, error: null }
}

/** The mistakes, each with its lines in order. */
async function shown(
  { catalogue }: Voice,
  { mistakes }: Common<Mutation>,
  values: DiagnoseValues
): Promise<{ mistake: ShownMistake; lines: number[] }[]> {
  const words = await catalogue.diagnose()
  return mistakes.map(({ mistake, cases }) => ({
    mistake: shownMistake(mistake, words, values.for),
    lines: cases.map(Number).toSorted((a, b) => a - b)
  }))
}

/** What is wrong, on stderr: each mistake once. */
async function summary(
  voice: Voice,
  judged: readonly JudgedLine[],
  found: Common<Mutation>,
  values: DiagnoseValues
): Promise<Part[]> {
  const words = await voice.catalogue.diagnose()
  const say = words.lines
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong')
  const open = wrong.filter(({ line }) => !found.explained.has(`${line}`)).map(({ line }) => line)
  const named = (lines: readonly number[]) =>
    say.named(lines.slice(0, NAMED).join(words.comma) + (lines.length > NAMED ? ' …' : ''), grouped(lines.length))
  const style = { words, paint: voice.paint.stderr, columns: voice.columns, mask: await voice.masking() }
  const causes = (await shown(voice, found, values)).map(({ mistake, lines }) => ({
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
    ...(open.length > 0 ? [{ note: `${causes.length > 0 ? say.others : say.unexplained}${named(open)}` }] : []),
    ...(found.isCutShort ? [{ note: words.timedOut }] : [])
  ]
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}
