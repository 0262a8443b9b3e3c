import { type Finding, finding } from '../../findings/findings.js'
import { answerIn } from './answer-in-text.js'
import type { ProgramRun } from './run-program.js'

/** The answers of a program to all cases, and what is odd about them. */
export interface Answers {
  /** In the order of the cases; undefined for one without an answer. */
  answers: (string | undefined)[]
  /** What is odd, and was put right. */
  warnings: Finding[]
  /** Why there is no answer at all, or why it is not known which answer belongs to which case. */
  failure?: Finding
  /** Why the last cases have no answer. */
  stopped?: Finding
}

/** What is known about the answers that are expected. */
export interface Expected {
  /** The number of cases. */
  count: number
  /** Whether a line alone may be an answer, right or wrong. */
  isAnswer: (line: string) => boolean
  /** In milliseconds: how long a program may be silent. */
  timeout: number
  command: string
}

/** Reads one answer a line. */
export function readAnswers(run: ProgramRun, expected: Expected): Answers {
  const { count, timeout } = expected
  const failure = failureOf(run, expected)
  if (failure) return { answers: Array(count).fill(undefined), warnings: [], failure }
  const { lines, warnings } = tidied(run.stdout)
  const chosen = chosenLines(lines, expected)
  const answers = Array.from({ length: count }, (_, i) => chosen.lines[i])
  const all = [...warnings, ...chosen.warnings]
  if (chosen.failure) return { answers: answers.fill(undefined), warnings: all, failure: chosen.failure }
  const answered = chosen.lines.length
  if (answered < count) {
    const said = saying(run.stderr)
    const stopped =
      run.failure?.kind === 'silent'
        ? finding('signer-hangs', { limit: timeout, answered, of: count })
        : finding('signer-stopped', { answered, of: count, exit: run.exit, ...(said !== undefined && { said }) })
    return { answers, warnings: all, stopped }
  }
  return { answers, warnings: [...all, ...afterwards(run)] }
}

/** Reads the only answer of a program that was started for one case. */
export function readAnswer(run: ProgramRun, expected: Omit<Expected, 'count'>): Answers {
  const failure = failureOf(run, { ...expected, count: 1 })
  if (failure) return { answers: [undefined], warnings: [], failure }
  const { lines, warnings } = tidied(run.stdout)
  const [answer, ...others] = lines.filter(expected.isAnswer).reverse()
  const last = answer ?? answerIn(lines.at(-1) ?? '', expected.isAnswer)?.answer ?? lines.at(-1) ?? ''
  const extra = lines.filter((line) => line !== '' && line !== last)
  const found = extra[0] !== undefined || others.length > 0 ? [extraLines(extra)] : []
  return { answers: [last], warnings: [...warnings, ...found, ...afterwards(run)] }
}

/** Why a program gave no answer. */
function failureOf(run: ProgramRun, { command, timeout, count }: Omit<Expected, 'isAnswer'>): Finding | undefined {
  const { failure, stdout, stderr, exit } = run
  const said = saying(stderr)
  if (failure?.kind === 'not-started') return finding('signer-not-started', { command, reason: failure.reason })
  if (failure?.kind === 'too-much') return finding('signer-says-too-much', { expected: count })
  if (stdout.trim() !== '') return undefined
  if (failure?.kind === 'silent') return finding('signer-hangs', { limit: timeout, answered: 0, of: count })
  if (exit !== 0) return finding('signer-failed', { exit, ...(said !== undefined && { said }) })
  // An empty line is an answer: the program refuses to sign.
  if (stdout.includes('\n')) return undefined
  return finding('signer-silent', said === undefined ? {} : { said })
}

/** The lines without what does not matter: a byte order mark, line breaks of Windows, white space at their ends. */
function tidied(stdout: string): { lines: string[]; warnings: Finding[] } {
  const hasMark = stdout.startsWith('\ufeff')
  const text = hasMark ? stdout.slice(1) : stdout
  const lines = text.split('\n')
  // What follows the last line break is no line, if it is nothing.
  if (lines.at(-1) === '') lines.pop()
  const isWindows = lines.some((line) => line.endsWith('\r'))
  const bare = lines.map((line) => line.replace(/\r$/, ''))
  const padded = bare.filter((line) => line.trim() !== line).length
  return {
    lines: bare.map((line) => line.trim()),
    warnings: [
      ...(hasMark ? [finding('signer-writes-mark')] : []),
      ...(isWindows ? [finding('signer-writes-crlf')] : []),
      ...(padded > 0 ? [finding('signer-pads', { count: padded })] : [])
    ]
  }
}

interface Chosen {
  lines: readonly string[]
  warnings: Finding[]
  failure?: Finding
}

/** Signatures one after the other, more than any single one is long: digests, or RSA signatures in Base64. */
const JOINED = /^(?:(?:[0-9a-f]{32}){9}|(?:[A-Za-z0-9+/]{342}==){2})/i

/** Finds out which lines are the answers, if there is other text among them. */
function chosenLines(lines: readonly string[], { count, isAnswer }: Expected): Chosen {
  const exact = lines.length > count ? strangers(lines, { count, isAnswer }) : undefined
  if (exact) return exact
  if (lines.length > count) {
    const failure = finding('signer-answers-differ-in-number', { found: lines.length, expected: count })
    return { lines: [], warnings: [], failure }
  }
  // An RSA signature in hex is as long as many digests: what is joined is the only line.
  const only = count > 1 && lines.filter((line) => line !== '').length === 1
  if (only && lines.some((line) => JOINED.test(line)))
    return { lines: [], warnings: [], failure: finding('signer-without-breaks') }
  const texts = lines.map((line) => (line === '' || isAnswer(line) ? undefined : answerIn(line, isAnswer)))
  const bare = lines.map((line, i) => texts[i]?.answer ?? line)
  const first = texts.find((one) => one !== undefined)
  const ofText = first ? [finding('signer-adds-text', { text: first.text })] : []
  // A program that stopped early may have said something first.
  const start = lines.length < count ? Math.max(0, bare.findIndex(isAnswer)) : 0
  const ofLines = start > 0 ? [extraLines(lines.slice(0, start))] : []
  return { lines: bare.slice(start), warnings: [...ofText, ...ofLines] }
}

/** The answers without other lines, if there are as many as cases then. */
function strangers(lines: readonly string[], { count, isAnswer }: Pick<Expected, 'count' | 'isAnswer'>) {
  const some = lines.filter(isAnswer)
  const withEmpty = lines.filter((line) => line === '' || isAnswer(line))
  const chosen = [some, withEmpty].find(({ length }) => length === count)
  if (!chosen) return undefined
  return { lines: chosen, warnings: [extraLines(lines.filter((line) => line !== '' && !isAnswer(line)))] }
}

function extraLines(lines: readonly string[]): Finding {
  return finding('signer-adds-lines', { count: Math.max(1, lines.length), first: lines[0] ?? '' })
}

/** What is odd about a program that gave all answers. */
function afterwards({ exit, stderr }: ProgramRun): Finding[] {
  const said = saying(stderr)
  if (exit !== 0) return [finding('signer-exit', { exit, ...(said !== undefined && { said }) })]
  return said === undefined ? [] : [finding('signer-said', { said })]
}

/** The line of stderr that says most: of an exception its message, else the last one. */
function saying(stderr: string): string | undefined {
  const lines = stderr
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (
    lines.findLast((line) => /^[\w.$\\]*(?:Error|Exception)\b/.test(line)) ??
    lines.find((line) => /error|exception|fatal|panic/i.test(line)) ??
    lines.at(-1)
  )
}
