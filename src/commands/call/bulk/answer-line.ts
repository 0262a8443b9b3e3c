import type { Problem } from '../../../output/report.js'
import { type ListedNumber, nameOf } from '../../../protocol/numbers/read-numbers.js'

/** The result for one number. It has an answer or an error; a refusal has both. */
export interface NumberResult {
  /** The JSON of the platform, byte for byte, but for line breaks between its members. */
  answer?: string | undefined
  state?: string | undefined
  error: Problem | undefined
}

/** A line of the result, with its line feed. The digits of numbers in the answer stay as they came. */
export function answerLine({ line, key, number }: ListedNumber, { answer, state, error }: NumberResult): string {
  const json = (value: unknown) => JSON.stringify(value ?? null)
  const written = answer?.replace(/[\r\n]+/g, ' ') ?? 'null'
  return `{"line":${line},${json(key)}:${json(number)},"state":${json(state)},"answer":${written},"error":${json(error)}}\n`
}

/** What such a line says: the record that it is about, and the JSON of its answer, if it has one. */
export interface ReadLine {
  name: string
  answer: string | undefined
}

/** Reads such a line again; nothing if it is none. */
export function readAnswerLine(text: string, keys: readonly string[]): ReadLine | undefined {
  const object = objectOf(text)
  const key = keys.find((one) => typeof object?.[one] === 'string')
  if (!object || key === undefined || !('answer' in object) || !('line' in object)) return undefined
  const { answer } = object
  return {
    name: nameOf({ key, number: String(object[key]) }),
    answer: answer === null ? undefined : JSON.stringify(answer)
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
