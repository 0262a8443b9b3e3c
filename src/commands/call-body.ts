import { type Assignment, parseAssignments, rawMembers, setMembers } from '../protocol/body.js'
import { decodeBody } from '../protocol/bytes.js'
import type { Endpoint, Field } from '../protocol/endpoints/endpoint.js'
import { freshOrderNumber } from '../protocol/order-number.js'
import type { Context, Flags } from './command.js'
import { readInput } from './input.js'
import { attributeOf } from './parse.js'
import type { CallSettings } from './settings.js'

/**
 * The body of a call as JSON text: `--from`, then flags over it, then `-d` over both; what is still
 * missing comes from the configuration or is made.
 */
export async function bodyFor(
  endpoint: Endpoint,
  context: Context,
  args: readonly string[],
  flags: Flags,
  settings: CallSettings
): Promise<string> {
  const from =
    flags.from === undefined
      ? undefined
      : decodeBody(await readInput(context, endpoint.command, String(flags.from))).text
  const said = [...fromFlags(endpoint, args, flags), ...parseAssignments((flags.data as string[] | undefined) ?? [])]
  const given = setMembers(from, said)
  const present = new Set(rawMembers(given).map(({ key }) => key))
  const missing = endpoint.fields.filter(({ key }) => !present.has(key))
  return setMembers(
    given,
    missing.flatMap((field) => fallback(field, context, settings))
  )
}

/** What flags and the argument say, each in the JSON type of its field. */
function fromFlags(endpoint: Endpoint, args: readonly string[], flags: Flags): Assignment[] {
  return endpoint.fields.flatMap((field) => {
    if (!field.flag) return []
    const isArgument = field.flag.syntax.startsWith('<')
    const value = isArgument ? args[0] : flags[attributeOf(field.flag.syntax)]
    if (value === undefined || value === false) return []
    return [{ key: field.key, json: value === true ? '1' : asJson(field, String(value)) }]
  })
}

/** A number stays the literal that was typed; what is no number is kept as text for the checks to name. */
function asJson({ type }: Field, value: string): string {
  const literal = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
  const isNumber = type === 'number' || type === 'switch'
  return isNumber && literal.test(value) ? value : JSON.stringify(value)
}

function fallback({ key, flag }: Field, { world, out, words }: Context, settings: CallSettings): Assignment[] {
  const json = (value: string | undefined) => (value ? [{ key, json: JSON.stringify(value) }] : [])
  if (key === 'app_id') return json(settings.app_id)
  if (flag?.fallback === 'configuration') return json(settings.members[key])
  if (flag?.fallback === 'generated') {
    const made = freshOrderNumber(world.now(), world.random(8))
    out.note(words.exchange.generatedNumber(key, made))
    return json(made)
  }
  const value = flag?.fallback?.value
  if (value === undefined) return []
  return /^[0-9]+$/.test(value) ? [{ key, json: value }] : json(value)
}
