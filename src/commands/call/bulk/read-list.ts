import { EcpayError, type Finding, finding, refuse, refuseAll } from '../../../findings/findings.js'
import type { Members } from '../../../protocol/json/members.js'
import { type ListedNumber as Listed, readNumbers } from '../../../protocol/numbers/read-numbers.js'
import type { Endpoint, Field } from '../../../protocol/system/endpoint.js'
import { validate } from '../../../protocol/system/validate.js'
import type { Context } from '../../shared/command.js'
import { readText } from '../../shared/input.js'
import type { CallValues } from '../options.js'

export type { Listed }

/** In bytes: the longest list, 256 MiB. */
const LIMIT = 256 * 1024 * 1024

/** The members of a call that may identify its record, that of its argument first. */
export function keysOf({ key, unless, orUnless = [] }: Field): [string, ...string[]] {
  return [key, ...(unless === undefined ? [] : [unless]), ...orUnless]
}

/**
 * The numbers of a list, each once. Every line is checked before anything is sent.
 *
 * @param base the other members of every request
 * @throws EcpayError of the file; with every bad line
 */
export async function readList(
  context: Context,
  { endpoint, field, base }: { endpoint: Endpoint; field: Field; base: Members },
  { encoding, validate: isChecked }: Pick<CallValues, 'encoding' | 'validate'>,
  file: string
): Promise<readonly [Listed, ...Listed[]]> {
  const { text, warnings } = await readText(context, file, encoding, LIMIT).catch((error) => {
    throw isEmpty(error) ? refuse('no-numbers') : error
  })
  context.out.warn(warnings.filter(({ code }) => code === 'read-as-utf16'))
  const { numbers, repeated, problems } = readNumbers(text, keysOf(field))
  const bad = isChecked ? numbers.flatMap((one) => violations(endpoint, base, one)) : []
  const all = [...problems, ...bad]
  if (all.length > 0) throw refuseAll(all.toSorted((a, b) => lineOf(a) - lineOf(b)))
  if (repeated > 0) context.out.notice(finding('numbers-repeated', { count: repeated }))
  return numbers as readonly [Listed, ...Listed[]]
}

/** The members of the request for one number. */
export function membersOf(base: Members, { key, number }: Listed): Members {
  return base.with([{ key, json: JSON.stringify(number) }])
}

function violations(endpoint: Endpoint, base: Members, one: Listed): Finding[] {
  const { line, key, number: found } = one
  const [first] = validate(endpoint, membersOf(base, one)).filter((found) => 'key' in found && found.key === key)
  if (!first) return []
  const { codePoints, allowed } = first.code === 'character-not-allowed' ? first : {}
  const { limit } = first.code === 'too-many-characters' || first.code === 'too-many-bytes' ? first : {}
  const why = { ...(codePoints && { codePoints }), ...(allowed && { allowed }), ...(limit !== undefined && { limit }) }
  return [finding('bad-number', { line, key, found, ...why })]
}

function isEmpty(error: unknown): boolean {
  return error instanceof EcpayError && error.findings.some(({ code }) => code === 'empty-body')
}

function lineOf(found: Finding): number {
  return 'line' in found && typeof found.line === 'number' ? found.line : 0
}
