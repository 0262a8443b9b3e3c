import type { AnswerField } from '../system/answer-field.js'
import type { Entry } from '../system/catalogue-entry.js'
import type { Endpoint, Field } from '../system/endpoint.js'

/** A member of requests, answers or callbacks. */
export interface KnownField {
  key: string
  meaning: AnswerField['meaning']
  /** The member in a request, where it has limits. */
  request: Field | undefined
  /** The calls and callbacks that have it. */
  calls: string[]
}

/** What has members: a call, or data that a server signs for its client. */
export type WithFields = Pick<Endpoint, 'name' | 'fields' | 'answer'>

/** The members that users search by name, each once: those of requests, then those of answers and callbacks. */
export function knownFields(calls: readonly WithFields[], callbacks: readonly Entry[]): KnownField[] {
  const all = [
    ...calls.flatMap((one) => one.fields.map((field) => ({ ...field, request: field, call: one.name }))),
    ...calls.flatMap((one) => one.answer.map((field) => ofAnswer(field, one.name))),
    ...callbacks.flatMap(({ code, fields = [] }) => fields.map((field) => ofAnswer(field, code)))
  ]
  const known = new Map<string, KnownField>()
  for (const { key, meaning, request, call } of all) {
    const before = known.get(key)
    if (!before) known.set(key, { key, meaning, request, calls: [call] })
    else if (!before.calls.includes(call)) before.calls.push(call)
  }
  return [...known.values()]
}

function ofAnswer({ path, meaning }: AnswerField, call: string) {
  return { key: path.split('.').at(-1) ?? path, meaning, request: undefined, call }
}
