import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { ENDPOINTS } from '../endpoints/endpoints.js'
import { CALLBACKS } from './callback-types.js'
import { CATALOGUE } from './catalogue.js'

/** A member of requests, answers or callbacks. */
export interface KnownField {
  key: string
  meaning: AnswerField['meaning']
  /** The member in a request, where it has limits. */
  request: Field | undefined
  /** The calls and callbacks that have it. */
  calls: string[]
}

/** The members that users search by name, each once: those of requests, then those of answers and callbacks. */
export function knownFields(): KnownField[] {
  const all = [
    ...ENDPOINTS.flatMap((one) => one.fields.map((field) => ({ ...field, request: field, call: one.name }))),
    ...ENDPOINTS.flatMap((one) => one.answer.map((field) => ofAnswer(field, one.name))),
    ...CALLBACKS.flatMap((one) => one.fields.map((field) => ofAnswer(field, one.code)))
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

/** The codes other than 0 in the answers of a call. */
export function codesOf({ name, verdict, errNos }: Endpoint): string[] {
  const namespace = verdict?.namespace ?? 'err_no'
  const more = CATALOGUE.filter((one) => one.namespace === namespace && one.calls?.includes(name)).map(
    ({ code }) => code
  )
  return [...new Set([...errNos.map(String), ...more])].filter((code) => code !== '0')
}
