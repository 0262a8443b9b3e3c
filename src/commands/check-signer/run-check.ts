import type { Finding } from '../../findings/findings.js'
import { finding, refuse, refuseAll } from '../../findings/findings.js'
import { pad } from '../../output/columns.js'
import { sentence } from '../../output/report.js'
import {
  caseDocument,
  countedOf,
  reportedCase,
  type ShownResult,
  type ShownRun,
  signerDocument,
  signerText
} from '../../output/signer-report.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { SnippetLanguage } from '../../output/words/snippets.js'
import type { Answers } from '../../workbench/check-signer/read-answers.js'
import type { Context } from '../shared/command.js'
import { EXIT, exitFor } from '../shared/exit.js'
import { startSpinner } from '../shared/progress.js'
import { type Reports, reportsFor } from '../shared/reporters.js'
import type { Result, Voice } from '../shared/result.js'
import { answersFrom, type Source } from './answers-from.js'
import type { Explained, Judged as JudgedAnswers, KnownCase, SignerSystem } from './signer-system.js'

interface Values extends Source {
  for: SnippetLanguage | undefined
  only: readonly string[]
  list: boolean
  reporter: readonly string[]
  timeLimit: number
  system: string | undefined
}

/**
 * Hands the cases over, judges the answers, and looks for what is wrong.
 *
 * @throws EcpayError of the options; `signer-not-started` and what else makes that there is no answer
 */
export async function runCheck(context: Context, values: Values): Promise<Result> {
  const system = await systemFor(values)
  const cases = chosen(system, values.only)
  if (values.list) return listResult(cases)
  const { program, url } = values
  if (url === undefined && program.length === 0) throw refuse('missing-argument', { name: 'command' })
  if (url !== undefined && program.length > 0) throw refuse('conflicting-options', { options: ['command', '--url'] })
  const reports = reportsFor(context, values.reporter)
  const started = performance.now()
  const answers = await answersFrom(context, system, cases, values)
  const run = await judged(context, system, cases, answers, values.timeLimit)
  const language = values.for ?? languageOf(program)
  return finish(context, { ...run, system, language, reports, milliseconds: performance.now() - started })
}

async function systemFor({ system }: Values): Promise<SignerSystem> {
  if (system === 'trade') return (await import('./trade-signer.js')).tradeSigner()
  return (await import('./ecpay-signer.js')).ecpaySigner()
}

function chosen({ cases }: SignerSystem, only: readonly string[]): readonly KnownCase[] {
  const known = cases.map(({ id }) => id)
  const found = only.find((id) => !known.includes(id))
  if (found !== undefined) {
    const expected = `${known.slice(0, 3).join(', ')}, … (--list)`
    throw refuse('invalid-option-value', { option: '--only', found, expected })
  }
  return only.length > 0 ? cases.filter(({ id }) => only.includes(id)) : cases
}

function listResult(cases: readonly KnownCase[]): Result {
  const width = Math.max(...cases.map(({ id }) => id.length))
  return {
    document: ({ language }) => ({ cases: cases.map((one) => caseDocument(one, language)) }),
    text: ({ language, columns, paint }) => {
      const aboutWidth = 40
      const lines = cases.map(({ id, about, isDisputed, document }) => {
        const start = `${isDisputed ? paint.stdout.yellow('!') : ' '} ${pad(id, width)}  ${pad(about[language], aboutWidth)}  `
        const room = Math.max(20, columns - width - aboutWidth - 6)
        const body = visibleLine(document.body.slice(0, 2 * room))
        return start + (body.length > room ? `${body.slice(0, room - 1)}…` : body)
      })
      return [{ result: `${lines.join('\n')}\n` }]
    }
  }
}

/** The language of a program, as far as its words tell. */
const LANGUAGES: readonly (readonly [SnippetLanguage, RegExp])[] = [
  ['php', /^php|\.php$/],
  ['python', /^python|^uv$|\.py$/],
  ['node', /^(?:node|bun|deno|npx|tsx)$|\.[cm]?[jt]s$/],
  ['java', /^java$|\.jar$|^mvn|^gradle/],
  ['go', /^go$|\.go$/],
  ['csharp', /^dotnet|\.csx?$|\.dll$/]
]

function languageOf(program: readonly string[]): SnippetLanguage | undefined {
  const words = program.map((word) => word.replace(/^.*[\\/]/, '').replace(/\.exe$/i, ''))
  return LANGUAGES.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0]
}

interface Judged {
  results: ShownResult[]
  explained: Explained | undefined
  answers: Answers
}

async function judged(
  context: Context,
  system: SignerSystem,
  cases: readonly KnownCase[],
  answers: Answers,
  timeLimit: number
): Promise<Judged> {
  if (answers.failure) return { results: [], explained: undefined, answers }
  const all = cases.map((one, i) => ({ one, answer: answers.answers[i] }))
  const isRight = ({ one, answer = '' }: (typeof all)[number]) => {
    const verdict = answer === '' && !one.isDisputed ? 'wrong' : system.judge({ one, answer })
    return verdict !== 'wrong'
  }
  const answered = all.flatMap(({ one, answer }) => (answer === undefined || answer === '' ? [] : [{ one, answer }]))
  const of = (some: typeof answered, isDisputed: boolean) =>
    some
      .filter(({ one }) => one.isDisputed === isDisputed)
      // The simplest first, because they are searched faster.
      .toSorted((a, b) => a.one.document.body.length - b.one.document.body.length)
  const wrong = answered.filter((one) => !isRight(one))
  const sorted = { wrong: of(wrong, false), right: of(answered.filter(isRight), false), disputed: of(wrong, true) }
  const lost = moved(sorted.wrong, cases)
  if (lost) return { results: [], explained: undefined, answers: { ...answers, failure: lost } }
  const explained = sorted.wrong.length > 0 ? await explainAloud(context, system, sorted, timeLimit) : undefined
  const strange = explained?.codes.size ? undefined : withoutForm(system, answers.answers)
  if (strange) return { results: [], explained: undefined, answers: { ...answers, failure: strange } }
  const results = all.map((given): ShownResult => {
    const { one, answer } = given
    const verdict = isRight(given)
      ? system.judge({ one, answer: answer ?? '' }) === 'right'
        ? 'passed'
        : 'advice'
      : one.isDisputed
        ? 'advice'
        : 'failed'
    const { expected } = one
    return {
      one,
      verdict,
      answer,
      expected,
      signed: system.signedText(one),
      mistakes: explained?.codes.get(one.id) ?? []
    }
  })
  return { results, explained, answers }
}

/**
 * Whether most wrong signatures are those of other cases, each of another: then it is not known which belongs to which,
 * and nothing is known of the code itself.
 */
function moved(wrong: JudgedAnswers['wrong'], cases: readonly KnownCase[]): Finding | undefined {
  const expected = new Set(cases.flatMap((one) => one.expected ?? []))
  const found = new Set(wrong.flatMap(({ answer }) => (expected.has(answer) ? answer : [])))
  return found.size >= LEAST_MOVED && 2 * found.size > wrong.length
    ? finding('signer-out-of-order', { moved: found.size, of: wrong.length })
    : undefined
}

/** Fewer are right elsewhere by chance: two bodies that differ in what a mistake leaves out. */
const LEAST_MOVED = 5

/** In characters: of an answer, no more is shown. */
const SHOWN = 80

/** Whether nothing that came is a signature: a page, a message, the usage of a program. Then nothing is known of the code. */
function withoutForm(system: SignerSystem, answers: Answers['answers']): Finding | undefined {
  const given = answers.filter((one) => one !== undefined)
  const [first] = given
  if (first === undefined || given.some((one) => system.isAnswer(one))) return undefined
  const shown = first.length > SHOWN ? `${first.slice(0, SHOWN)}…` : first
  return finding('signer-no-signature', { first: shown, of: given.length })
}

async function explainAloud(
  context: Context,
  system: SignerSystem,
  given: JudgedAnswers,
  timeLimit: number
): Promise<Explained> {
  const words = await context.out.catalogue.diagnose()
  const spinner = await startSpinner(context)
  spinner?.say(words.searching('0'))
  const { signal } = context.world
  try {
    return await system.explain(given, {
      ...{ timeLimit: 1000 * timeLimit, signal },
      onProgress: (explained) => spinner?.say(`${explained}/${given.wrong.length}`)
    })
  } finally {
    spinner?.stop()
  }
}

interface Finished extends Judged {
  system: SignerSystem
  language: SnippetLanguage | undefined
  reports: Reports
  milliseconds: number
}

async function finish(context: Context, run: Finished): Promise<Result> {
  const { system, results, explained, answers, language, reports, milliseconds } = run
  const { warnings, failure, stopped } = answers
  context.out.warn(warnings)
  const all = countedOf(results)
  const counted = all.length
  const failed = all.filter(({ verdict }) => verdict === 'failed').length
  const isUnanswered = results.some(({ verdict, answer }) => verdict === 'failed' && answer === undefined)
  const problems: Finding[] = [
    ...(failure ? [failure] : []),
    ...(stopped ? [stopped] : []),
    ...(failed > 0 ? [finding('signer-wrong', { failed, of: counted })] : [])
  ]
  // What breaks down only at bodies that nobody should send has passed.
  const isPassed = !failure && failed === 0 && !isUnanswered
  const shownFor = async (voice: Voice): Promise<ShownRun> => ({
    ...{ system: system.name, results, isCutShort: explained?.isCutShort ?? false },
    causes: (await explained?.causes(voice, language)) ?? []
  })
  const result: Result = {
    exit: isPassed ? EXIT.done : failed > 0 || isUnanswered ? EXIT.no : await exitFor(problems),
    async document(voice) {
      const shown = signerDocument(await shownFor(voice), voice.language)
      const told = { warnings: await voice.problems(warnings), problems: await voice.problems(problems) }
      return failure ? { ...shown, passed: false, ...told } : { ...shown, ...told }
    },
    async text(voice) {
      if (failure) return []
      const { columns, paint, language, catalogue } = voice
      const [words, diagnose, mask] = await Promise.all([catalogue.check(), catalogue.diagnose(), voice.masking()])
      const style = { words, diagnose, paint: paint.stdout, language, columns, mask }
      return [{ result: signerText(await shownFor(voice), style) }]
    },
    ...(isPassed ? {} : { problems })
  }
  if (isPassed && stopped) context.out.warn([stopped])
  const words = await context.out.catalogue.check()
  const reported = await reports.result({
    result,
    headline: failed === 0 ? words.signer.right(counted) : words.signer.wrong(failed, counted),
    report: async (voice) => {
      const findings = await voice.catalogue.findings()
      const { causes } = await shownFor(voice)
      const said = (one: ShownResult) => {
        const found = problemOf(one)
        return found && sentence(found, findings)
      }
      const lost = failure && sentence(failure, findings)
      const error = lost && {
        ...{ name: failure.code, verdict: 'failed' as const, milliseconds: 0, isError: true },
        ...{ message: lost.message, details: lost.hint }
      }
      const cases = results.map((one) => reportedCase(one, said(one), causes, voice.language))
      return { name: 'ecpay check-signer', milliseconds, cases: [...cases, ...(error ? [error] : [])] }
    }
  })
  // A program that cannot be started is a wrong input: there is no result.
  if (failure?.code === 'signer-not-started') throw refuseAll([failure])
  return reported
}

/** What is wrong with an answer. */
function problemOf({ verdict, answer, expected }: ShownResult): Finding | undefined {
  if (verdict === 'passed') return undefined
  if (verdict === 'advice') return finding('signer-parts', { found: answer ?? '' })
  if (answer === undefined) return finding('signer-unanswered')
  return finding('signer-differs', { found: answer, expected: expected ?? '' })
}
