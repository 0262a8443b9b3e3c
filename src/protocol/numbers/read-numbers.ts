import { EcpayError, type Finding, finding, refuse } from '../../findings/findings.js'
import { type CsvRow, delimiterOf, readCsv } from '../csv.js'
import { type MemberList, member, memberText, readObject } from '../json/json.js'

/** A number of a list, and the member of the call that it is. */
export interface ListedNumber {
  /** From 1. */
  line: number
  key: string
  number: string
}

/** What a list of numbers says. */
export interface NumberList {
  /** Each number once, in the order of the list. */
  numbers: readonly ListedNumber[]
  /** How many lines repeat an earlier number. */
  repeated: number
  /** Every line that has no number. */
  problems: readonly Finding[]
}

type Read = ListedNumber | Finding

/**
 * Reads a list of numbers: one a line, CSV with a header, or a JSON object a line. Empty lines are skipped, and so is
 * what else a row or an object has.
 *
 * @param keys the members that may identify the record; a plain line is the first, a row the first that it has
 * @throws EcpayError `no-numbers`, `no-number-column`
 */
export function readNumbers(text: string, keys: readonly [string, ...string[]]): NumberList {
  const read = readList(text.replace(/^\ufeff/, ''), keys)
  if (read.length === 0) throw refuse('no-numbers')
  const numbers = read.filter((one): one is ListedNumber => !('code' in one))
  const problems = read.filter((one) => 'code' in one)
  const first = new Map<string, ListedNumber>()
  for (const one of numbers) if (!first.has(nameOf(one))) first.set(nameOf(one), one)
  return { numbers: [...first.values()], repeated: numbers.length - first.size, problems }
}

/** A name of the record that only this number has. */
export function nameOf({ key, number }: Pick<ListedNumber, 'key' | 'number'>): string {
  return `${key}=${number}`
}

function readList(text: string, keys: readonly [string, ...string[]]): Read[] {
  const lines = text.split('\n')
  const heading = lines.find((line) => line.trim() !== '')?.trim() ?? ''
  if (heading.startsWith('{')) return given(lines, (line, content) => ofObject(line, content, keys))
  const delimiter = delimiterOf(heading)
  const isHeading = delimiter !== undefined || keys.includes(unquoted(heading))
  if (isHeading) return ofTable(readCsv(text, delimiter ?? ','), keys)
  return given(lines, (line, content) => listed(line, keys[0], unquoted(content)))
}

function given(lines: readonly string[], read: (line: number, content: string) => Read): Read[] {
  return lines.flatMap((content, i) => (content.trim() === '' ? [] : [read(i + 1, content.trim())]))
}

function unquoted(cell: string): string {
  return /^"(.*)"$/.exec(cell)?.[1] ?? cell
}

function ofObject(line: number, content: string, keys: readonly string[]): Read {
  try {
    const object = readObject(content)
    const key = keys.find((one) => isNumberOrText(object, one) && memberText(object, one))
    if (key === undefined) return finding('line-without-number', { line, keys: [...keys] })
    return listed(line, key, memberText(object, key) ?? '')
  } catch (error) {
    if (error instanceof EcpayError) return finding('line-not-json', { line })
    throw error
  }
}

function isNumberOrText(object: MemberList, key: string): boolean {
  const { kind } = member(object, key) ?? {}
  return kind === 'number' || kind === 'string'
}

function ofTable(rows: readonly CsvRow[], keys: readonly string[]): Read[] {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [heading, ...others] = filled
  const found = (heading?.cells ?? []).map((cell) => cell.trim())
  const columns = keys.flatMap((key) => (found.includes(key) ? [{ key, at: found.indexOf(key) }] : []))
  if (columns.length === 0) throw refuse('no-number-column', { found, keys: [...keys] })
  return others.map(({ line, cells }) => {
    const column = columns.find(({ at }) => (cells[at] ?? '').trim() !== '')
    if (!column) return finding('line-without-number', { line, keys: columns.map(({ key }) => key) })
    return listed(line, column.key, cells[column.at] ?? '')
  })
}

/** A number as it is meant: spreadsheets and bills write `="1"`, `'1` or `` `1 `` so that it stays text. */
function listed(line: number, key: string, written: string): Read {
  const text = written.trim().replace(/^="(.*)"$/, '$1')
  const number = text.replace(/^['`]/, '').trim()
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(number)) return finding('number-rounded', { line, found: number })
  return { line, key, number }
}
