import { EXIT, Failure, type Finding, finding } from './findings.js'
import { readJson, readObject } from './json.js'

/** A member and its value as raw JSON text. */
export interface Assignment {
  key: string
  json: string
}

/**
 * Reads `key=text` (a string) and `key:=json` (raw JSON), whichever mark comes first.
 *
 * @throws Failure (exit 2) `malformed-assignment` for every one that is neither; `invalid-json` of a value
 */
export function parseAssignments(words: readonly string[]): Assignment[] {
  const problems: Finding[] = []
  const assignments = words.map((word) => {
    const found = /^([^=]+?)(:?=)([\s\S]*)$/.exec(word)
    if (!found) problems.push(finding('malformed-assignment', { found: word }))
    const [, key = '', mark, value = ''] = found ?? []
    return { key, json: mark === ':=' ? value : JSON.stringify(value) }
  })
  for (const { json } of assignments) {
    try {
      readJson(json)
    } catch (error) {
      if (error instanceof Failure) problems.push(...error.findings)
    }
  }
  if (problems.length > 0) throw new Failure(EXIT.input, problems)
  return assignments
}

/**
 * Puts members into the text of an object: a value is replaced where its key stands, new members go
 * to the end, and every value that is not replaced keeps its bytes; the white space between them goes.
 */
export function setMembers(body: string | undefined, assignments: readonly Assignment[]): string {
  const members = body === undefined ? [] : rawMembers(body)
  for (const assignment of assignments) {
    const present = members.find(({ key }) => key === assignment.key)
    if (present) present.json = assignment.json
    else members.push({ ...assignment })
  }
  return `{${members.map(({ key, json }) => `${JSON.stringify(key)}:${json}`).join(',')}}`
}

/** The members of an object with the source text of their values. */
export function rawMembers(body: string): Assignment[] {
  return readObject(body).members.map(({ key, value }) => ({ key, json: body.slice(value.start, value.end) }))
}
