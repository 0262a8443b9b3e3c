import { EcpayError, type Finding, finding, refuseAll } from '../../findings/findings.js'
import { readJson } from './json.js'
import { hasLostQuotes } from './lost-quotes.js'

/** A member and its value as raw JSON text. */
export interface Assignment {
  key: string
  json: string
}

/**
 * Reads `key=text` (a string) and `key:=json` (raw JSON), whichever mark comes first.
 *
 * @param option the option that takes the words, for the message
 * @throws EcpayError `malformed-assignment` for every word that is neither, and `invalid-json` for a value
 */
export function parseAssignments(words: readonly string[], option: string): Assignment[] {
  const read = words.map((word) => assignment(word, option))
  const problems = read.flatMap((one) => ('key' in one ? [] : one))
  if (problems.length > 0) throw refuseAll(problems)
  return read.flatMap((one) => ('key' in one ? one : []))
}

function assignment(word: string, option: string): Assignment | Finding[] {
  const malformed = finding('malformed-assignment', { option, found: word })
  const [, key, mark, value = ''] = /^(?!:=)([^=]+?)(:?=)([\s\S]*)$/.exec(word) ?? []
  if (key === undefined) return [malformed]
  if (mark === '=') return { key, json: JSON.stringify(value) }
  try {
    readJson(value)
    return { key, json: value }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    if (hasLostQuotes(value)) return [finding('quotes-lost', { found: value, key })]
    return [malformed, ...error.findings]
  }
}
