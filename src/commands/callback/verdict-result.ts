import type { Finding } from '../../findings/findings.js'
import { labelled } from '../../output/label.js'
import { visible } from '../../output/terminal-text.js'
import { readJson } from '../../protocol/json/json.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { CallbackVerdict } from '../../protocol/system/callback-verdict.js'
import { EXIT } from '../shared/exit.js'
import type { Part, Result, Voice } from '../shared/result.js'

/** What belongs to the system that a verdict is of. */
export interface OfSystem {
  /** The members of a type's msg with their units. */
  fields(type: string | undefined): Promise<readonly AnswerField[]>
  /** What stands in the document beside type and msg. */
  more?: object
  /** What is said behind a callback that is valid. */
  notes?(voice: Voice): Promise<readonly Part[]>
}

/** What came of verifying a callback: its msg where it is genuine, every check, and why not. */
export function verdictResult(verdict: CallbackVerdict, of: OfSystem): Result {
  const { valid, checks, problems, causes, warnings } = verdict
  return {
    exit: valid ? EXIT.done : EXIT.no,
    problems,
    document: (voice) => verdictDocument(voice, verdict, of.more),
    async text(voice) {
      const { words, paint } = voice
      const { green, red, dim } = paint.stderr
      const names: Readonly<Record<string, string>> = words.callback.checks
      const marks = checks.map(({ name, ok, code }) => ({
        own: `${ok ? green('✓') : red('✗')} ${names[name] ?? name}${code ? dim(` (${code})`) : ''}`
      }))
      const said = [...marks, { warnings }]
      if (!valid) return [...said, ...(await causeNotes(voice, causes, problems))]
      const result = await msgText(voice, of, verdict)
      return [...said, { own: words.callback.valid }, ...((await of.notes?.(voice)) ?? []), { result }]
    }
  }
}

/** The same as `--json` has it. */
export async function verdictDocument(
  voice: Pick<Voice, 'problems'>,
  { valid, checks, problems, causes, warnings, envelope }: CallbackVerdict,
  more: object = {}
): Promise<object> {
  return {
    valid,
    checks,
    problems: await voice.problems(problems),
    causes: await voice.problems(causes),
    warnings: await voice.problems(warnings),
    type: envelope.type ?? null,
    ...more,
    msg: envelope.msg
  }
}

/** Causes that are problems themselves are said as such. */
async function causeNotes(voice: Voice, all: readonly Finding[], problems: readonly Finding[]): Promise<Part[]> {
  const { dim, bold } = voice.paint.stderr
  const causes = all.filter(({ code }) => !problems.some((one) => one.code === code))
  const sentences = await voice.sentences(causes)
  return sentences.flatMap(({ message, hint }, i) => [
    { note: labelled(voice.words.callback.causes, `${message} ${dim(`(${causes[i]?.code})`)}`, bold) },
    ...(hint ? [{ note: `  ${hint}` }] : [])
  ])
}

/** The msg: formatted on a terminal; in a pipe, the signed text as one line. */
async function msgText(
  { isTerminal, paint, language }: Voice,
  of: OfSystem,
  { envelope }: CallbackVerdict
): Promise<string> {
  if (!isTerminal) return envelope.msg.replace(/\n?$/, '\n')
  try {
    const value = readJson(envelope.msg)
    const { prettyJson } = await import('../../output/pretty-json.js')
    return `${prettyJson(value, { language, paint: paint.stdout, units: await of.fields(envelope.type) })}\n`
  } catch {
    return `${visible(envelope.msg)}\n`
  }
}
