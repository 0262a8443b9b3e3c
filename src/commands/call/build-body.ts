import { type Endpoint, type Field, isArgument } from '../../ecpay/endpoints/endpoint.js'
import { type DefaultSources, defaultValue } from '../../ecpay/endpoints/field-default.js'
import { freshOrderNumber } from '../../ecpay/order-number.js'
import { finding } from '../../findings/findings.js'
import { extensionOf } from '../../gateway/multipart.js'
import type { Encoding } from '../../protocol/json/encodings.js'
import { memberText, readObject } from '../../protocol/json/json.js'
import { rawMembers, setMembers } from '../../protocol/json/members.js'
import { noteLater, readAssignments, type Said } from '../shared/assignments.js'
import type { Context, FieldValues } from '../shared/command.js'
import type { CallSettings } from '../shared/config-for.js'
import { readText } from '../shared/input.js'
import { refuseOtherKinds } from '../shared/kinds.js'
import { hideSecrets, refuseSecrets } from './body-secrets.js'
import type { CallValues } from './options.js'

/**
 * The body of a call as JSON text: `--from`, then flags over it, then `-d` over both; what is still
 * missing comes from the configuration or is made: `made` are the numbers that were.
 */
export async function bodyFor(
  endpoint: Endpoint,
  context: Context,
  values: Pick<CallValues, 'from' | 'data' | 'encoding'>,
  fields: FieldValues,
  settings: CallSettings
): Promise<{ body: string; made: Made[] }> {
  const { from: file, encoding } = values
  const from = file === undefined ? undefined : await bodyText(context, file, encoding)
  const assigned = await readAssignments(context, values)
  refuseSecrets(assigned)
  noteArgument(endpoint, context, fields, from)
  const typed = await fromFlags(endpoint, context, fields, encoding)
  noteLater(context, [...typed, ...assigned.map((one) => ({ ...one, by: '-d' }))])
  const given = setMembers(from, [...typed, ...assigned])
  hideSecrets(context, given)
  const made: Made[] = []
  const sources = sourcesOf(endpoint, context, settings, given)
  let body = given
  for (const field of endpoint.fields) {
    const { key, default: absent } = field
    if (!absent || isPresent(key, given) || isLeftOut(field, body)) continue
    const text = defaultValue(absent, sources)
    if (text === undefined) continue
    if (absent.kind === 'fresh-number') made.push({ key, number: text })
    body = setMembers(body, [{ key, json: asJson(field, text) }])
  }
  return { body, made }
}

function sourcesOf(
  { fields }: Endpoint,
  { world }: Context,
  { app_id, access_token, members }: CallSettings,
  given: string
): DefaultSources {
  const file = fields.find(({ type }) => type === 'file')?.key ?? ''
  const now = world.now()
  return {
    settings: { app_id, access_token, ...members },
    now,
    freshNumber: () => freshOrderNumber(now, world.random(8)),
    fileExtension: () => extensionOf(memberText(readObject(given), file) ?? '')
  }
}

/** Says it where the argument and the body have two values of one field: the argument is what was typed just now. */
function noteArgument({ fields }: Endpoint, { out }: Context, typed: FieldValues, from: string | undefined) {
  const key = fields.find(({ flag }) => flag && isArgument(flag))?.key
  const given = key === undefined ? undefined : typed[key]
  const found = key === undefined || from === undefined ? undefined : memberText(readObject(from), key)
  if (key === undefined || typeof given !== 'string' || found === undefined || found === given) return
  out.notice(finding('argument-wins', { key, given, found }))
}

/** Whether a member is not filled in by itself: another one stands for it, or the one that it belongs to is absent. */
function isLeftOut({ notBeside, beside }: Field, body: string): boolean {
  return (notBeside !== undefined && isPresent(notBeside, body)) || (beside !== undefined && !isPresent(beside, body))
}

function isPresent(key: string, body: string): boolean {
  return rawMembers(body).some((one) => one.key === key)
}

/** A number that was made because none was given. */
interface Made {
  key: string
  number: string
}

async function bodyText(context: Context, file: string, encoding: Encoding | undefined): Promise<string> {
  const text = await fileText(context, file, encoding)
  await refuseOtherKinds(text, file)
  return text
}

async function fileText(context: Context, file: string, encoding: Encoding | undefined): Promise<string> {
  const { text, warnings } = await readText(context, file, encoding)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  return text
}

/** What flags and the argument say, each in the JSON type of its field. */
async function fromFlags(
  endpoint: Endpoint,
  context: Context,
  typed: FieldValues,
  encoding: Encoding | undefined
): Promise<Said[]> {
  const said: Said[] = []
  for (const field of endpoint.fields) {
    if (!field.flag) continue
    const value = typed[field.key]
    if (value === undefined) continue
    const text = field.type === 'json-text' ? await textOrFile(context, `${value}`, encoding) : `${value}`
    const [by = ''] = field.flag.syntax.split(' ')
    said.push({ key: field.key, json: value === true ? '1' : asJson(field, text), by })
  }
  return said
}

/** A text, or what stands in the file that `@file` names; the line break at its end is the editor's. */
async function textOrFile(context: Context, value: string, encoding: Encoding | undefined): Promise<string> {
  if (!value.startsWith('@')) return value
  return (await fileText(context, value.slice(1), encoding)).replace(/\r?\n$/, '')
}

/** A number stays the literal that was typed; what is no number is kept as text for the checks to name. */
function asJson({ type }: Field, value: string): string {
  const literal = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
  const isNumber = type === 'number' || type === 'switch'
  return isNumber && literal.test(value) ? value : JSON.stringify(value)
}
