import { stripVTControlCharacters } from 'node:util'
import { type JsonValue, jsonIn } from '../../protocol/json/json.js'

/** An answer, and what stands around it. */
export interface AnswerInText {
  answer: string
  /** What stands in front of it, or else behind it. */
  text: string
}

/** Members that name a signature. */
const NAMES = ['sign', 'signature', 'byteAuthorization', 'byte_authorization']

/**
 * Finds the only answer in a text: among the texts of its JSON, at any depth, or among its words. Of several, the one
 * that is named a signature.
 *
 * @param isAnswer whether a text alone may be an answer
 * @returns nothing where none is there, or several and nobody knows which it is
 */
export function answerIn(text: string, isAnswer: (text: string) => boolean): AnswerInText | undefined {
  const line = plain(text)
  if (isAnswer(line)) return around(text.trim(), line)
  const answer = inJson(line, isAnswer) ?? only(wordsOf(line).filter((word) => WHOLE.test(word) && isAnswer(word)))
  return answer === undefined ? undefined : around(line, answer)
}

/** Without colours and the end of a text of C. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\0', '').trim()
}

function around(text: string, answer: string): AnswerInText {
  const at = text.indexOf(answer)
  // In JSON it may be written with escapes.
  const [before, behind] = at < 0 ? [text.slice(0, 1), ''] : [text.slice(0, at), text.slice(at + answer.length)]
  return { answer, text: before.trim() || behind.trim() }
}

function inJson(text: string, isAnswer: (text: string) => boolean): string | undefined {
  if (!/^["[{]/.test(text)) return undefined
  const found = textsOf(jsonIn(text)).map(({ key, value }) => ({ key, value: plain(value) }))
  const answers = found.filter(({ value }) => isAnswer(value))
  const named = answers.filter(({ key }) => NAMES.includes(key))
  return only((named.length > 0 ? named : answers).map(({ value }) => value))
}

/** The texts in a value, each with the key of the member that it is of. */
function textsOf(value: JsonValue | undefined, key = ''): { key: string; value: string }[] {
  switch (value?.kind) {
    case 'string':
      return [{ key, value: value.text }]
    case 'array':
      return value.items.flatMap((one) => textsOf(one, key))
    case 'object':
      return value.members.flatMap((one) => textsOf(one.value, one.key))
    default:
      return []
  }
}

/** A digest in hexadecimal digits, some of whose zeros may be lost, or in Base64; an RSA signature. */
const WHOLE = /^(?:-?[0-9a-f]{26,}|[a-z0-9+/]{22}==|[a-z0-9+/]{27}=|[a-z0-9+/]{43}=|[a-z0-9+/_-]{342,}={0,2})$/i

/** Words of hexadecimal digits or Base64. One beside an & is a value of a text that was not hashed. */
function wordsOf(text: string): string[] {
  return text.match(/(?<![A-Za-z0-9+/_&-])[A-Za-z0-9+/_-]+={0,2}(?![A-Za-z0-9+/_=&-])/g) ?? []
}

function only(answers: readonly string[]): string | undefined {
  const [answer, ...others] = new Set(answers)
  return others.length === 0 ? answer : undefined
}
