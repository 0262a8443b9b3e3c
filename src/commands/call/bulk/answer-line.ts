import type { Problem } from '../../../output/report.js'
import { type ListedNumber, nameOf } from '../../../protocol/numbers/read-numbers.js'
import type { Scope } from './scope.js'

/** The result for one number. It has an answer or an error; a refusal has both. */
export interface NumberResult {
  /** The JSON of the platform, byte for byte, but for line breaks between its members. */
  answer?: string | undefined
  state?: string | undefined
  error: Problem | undefined
}

/**
 * A line of the result, with its line feed. The digits of numbers in the answer stay as they came. At the end it says
 * what it is an answer to.
 */
export function answerLine(
  { line, key, number }: ListedNumber,
  { answer, state, error }: NumberResult,
  scope: Scope
): string {
  const json = (value: unknown) => JSON.stringify(value ?? null)
  const written = answer?.replace(/[\r\n]+/g, ' ') ?? 'null'
  const front = `{"line":${line},${json(key)}:${json(number)},"state":${json(state)},"answer":${written}`
  return `${front},"error":${json(error)},${JSON.stringify(scope).slice(1)}\n`
}

/** What such a line says. */
export interface ReadLine {
  /** The record that it is about; absent if another call identifies its records by another member. */
  name: string | undefined
  /** The JSON of its answer, if it has one. */
  answer: string | undefined
  /** Absent in a line of a version that did not say it. */
  scope: Scope | undefined
}

/** Reads such a line again; nothing if it is none. */
export function readAnswerLine(text: string, keys: readonly string[]): ReadLine | undefined {
  const object = objectOf(text)
  if (!object || !('answer' in object) || !('line' in object)) return undefined
  const scope = scopeIn(object)
  const key = keys.find((one) => typeof object[one] === 'string')
  if (key === undefined && !scope) return undefined
  const { answer } = object
  return {
    name: key === undefined ? undefined : nameOf({ key, number: String(object[key]) }),
    answer: answer === null ? undefined : JSON.stringify(answer),
    scope
  }
}

function scopeIn(object: Readonly<Record<string, unknown>>): Scope | undefined {
  const text = (key: keyof Scope) => (typeof object[key] === 'string' ? object[key] : undefined)
  const [command, env] = [text('command'), text('env')]
  if (command === undefined || env === undefined) return undefined
  return { command, env, base_url: text('base_url'), app_id: text('app_id') }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
