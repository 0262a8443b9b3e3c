import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { readObject } from '../../protocol/json/json.js'
import type { Line } from '../../protocol/json/lines.js'
import { type Common, commonMistakes, MOST_KEPT } from '../../protocol/search/common-mistakes.js'
import { Recent } from '../../protocol/search/recent.js'
import { disputedBy, trySign } from '../sign/disputed.js'
import { signatureIn } from '../sign/signature-in.js'
import type { KeyCandidates, Mutation } from './mutation.js'
import { type MadeOfBody, suspectOf } from './suspect.js'

/** A body of a stream, and what its own `sign` is. */
export interface JudgedLine {
  /** From 1. */
  line: number
  verdict: 'right' | 'disputed' | 'wrong'
  /** Absent if official sources do not agree on it. */
  sign: string | undefined
  theirs: string
  body: string
}

/** A line that cannot be diagnosed. */
export interface BadLine {
  line: number
  problems: readonly Finding[]
}

/** Judges the `sign` of a body; nothing for an empty line. */
export function judgeLine(line: number, content: Line, salt: string): JudgedLine | BadLine | undefined {
  if (typeof content !== 'string') return { line, problems: [content] }
  const body = line === 1 ? content.replace(/^\ufeff/, '') : content
  if (body.trim() === '') return undefined
  try {
    const theirs = signatureIn(readObject(body)) ?? ''
    if (theirs === '') return { line, problems: [finding('missing-sign', { isLine: true })] }
    const { sign } = trySign(body, salt)
    const verdict = theirs === sign ? 'right' : disputedBy(body, salt, theirs).verdict
    return { line, verdict: verdict === 'right' && theirs !== sign ? 'wrong' : verdict, sign, theirs, body }
  } catch (error) {
    if (error instanceof EcpayError) return { line, problems: error.findings }
    throw error
  }
}

interface LinesOptions {
  salt: string
  keys: KeyCandidates
  /** In milliseconds. */
  timeLimit: number
  signal: AbortSignal
  onProgress?(explained: number): void
}

/** Finds the fewest mistakes that explain all wrong signatures; each has the lines that it explains, as their names. */
export function mistakesOfLines(
  lines: readonly JudgedLine[],
  { salt, keys, ...options }: LinesOptions
): Promise<Common<Mutation>> {
  const recent = new Recent<MadeOfBody>(MOST_KEPT)
  const suspects = lines
    .filter(({ verdict }) => verdict !== 'disputed')
    // The simplest first, because they are searched faster.
    .toSorted((a, b) => a.body.length - b.body.length)
    .map(({ line, body, theirs, verdict }) =>
      suspectOf({ id: `${line}`, body, salt, theirs, keys, isWrong: verdict === 'wrong' }, recent)
    )
  return commonMistakes(suspects, { ...options, ofMany: true, clock: () => performance.now() })
}
