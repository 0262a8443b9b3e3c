import type { Finding } from '../../findings/findings.js'
import { labelled } from '../../output/label.js'
import type { Problem } from '../../output/report.js'
import { visible } from '../../output/terminal-text.js'
import { readJson } from '../../protocol/json/json.js'
import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { CallbackVerdict } from '../../protocol/system/callback-verdict.js'
import { EXIT } from '../shared/exit.js'
import type { Part, Result, Voice } from '../shared/result.js'

/** What belongs to the system that a verdict is of. */
interface OfSystem {
  /** The members of a type's msg with their units. */
  fields(type: string | undefined): Promise<readonly AnswerField[]>
  /** What stands in the document beside type and msg. */
  more?: object
  /** What is said behind a callback that is valid. */
  notes?(voice: Voice): Promise<readonly Part[]>
}

/** A callback that was verified. */
export interface Verified {
  verdict: CallbackVerdict
  of: OfSystem
}

/** What came of verifying a callback: its msg where it is genuine, every check, and why not. */
export function verdictResult({ verdict, of }: Verified): Result {
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

/** The verdict on what is no callback. */
export function refusedCallback(problems: readonly Finding[]): CallbackVerdict {
  const code = problems[0]?.code
  return {
    valid: false,
    checks: [{ name: 'envelope', ok: false, ...(code && { code }) }],
    envelope: { type: undefined, msg: '' },
    problems: [...problems],
    causes: [],
    warnings: []
  }
}

/** The same as `--json` has it. */
export async function verdictDocument(
  voice: Pick<Voice, 'problems'>,
  verdict: CallbackVerdict,
  more: object = {}
): Promise<object> {
  return documentOf(
    verdict,
    {
      problems: await voice.problems(verdict.problems),
      causes: await voice.problems(verdict.causes),
      warnings: await voice.problems(verdict.warnings)
    },
    more
  )
}

/**
 * Writes the documents of callbacks of which nothing is to be said, a line each. Of most callbacks they differ in msg
 * alone.
 */
export class PlainLines {
  private readonly fronts = new Map<string, string>()

  /**
   * @param msg its JSON, if it is at hand
   * @returns nothing for any other callback
   */
  write(
    verdict: CallbackVerdict,
    { more = {}, msg: json }: { more?: Readonly<Record<string, string | null>>; msg?: string } = {}
  ): string | undefined {
    if (!verdict.valid || verdict.warnings.length > 0) return undefined
    const { type = '', msg } = verdict.envelope
    const key = json === undefined ? [type, ...Object.values(more)].join('\n') : type
    let front = this.fronts.get(key)
    if (front === undefined) {
      const envelope = { ...verdict.envelope, msg: '' }
      const document = documentOf({ ...verdict, envelope }, { problems: [], causes: [], warnings: [] }, more)
      front = JSON.stringify(document).slice(0, -'""}'.length)
      if (this.fronts.size < 1000) this.fronts.set(key, front)
    }
    return `${front}${json ?? JSON.stringify(msg)}}\n`
  }
}

function documentOf(
  { valid, checks, envelope }: CallbackVerdict,
  said: Record<'problems' | 'causes' | 'warnings', readonly Problem[]>,
  more: object
): object {
  return { valid, checks, ...said, type: envelope.type ?? null, ...more, msg: envelope.msg }
}

/** The causes that are not problems themselves, which are said as such. */
export function causesBeside(all: readonly Finding[], problems: readonly Finding[]): Finding[] {
  return all.filter(({ code }) => !problems.some((one) => one.code === code))
}

async function causeNotes(voice: Voice, all: readonly Finding[], problems: readonly Finding[]): Promise<Part[]> {
  const { dim, bold } = voice.paint.stderr
  const causes = causesBeside(all, problems)
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
