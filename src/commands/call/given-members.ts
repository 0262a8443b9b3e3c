import { finding } from '../../findings/findings.js'
import type { Encoding } from '../../protocol/json/encodings.js'
import { Members } from '../../protocol/json/members.js'
import { type Endpoint, type Field, isArgument } from '../../protocol/system/endpoint.js'
import { fieldJson } from '../../protocol/system/field-json.js'
import { noteLater, readAssignments, type Said } from '../shared/assignments.js'
import type { Context, FieldValues } from '../shared/command.js'
import { readText } from '../shared/input.js'
import { refuseOtherKinds } from '../shared/kinds.js'
import { hideSecrets, refuseSecrets } from './body-secrets.js'
import type { CallValues } from './options.js'

/** The typed options of a call and values of its fields. */
export interface TypedCall {
  values: CallValues
  fields: FieldValues
}

/**
 * The given members: `--from`, overridden by flags, overridden by `-d`. Notes which of two values counts.
 *
 * @throws EcpayError of the files, of JSON, `malformed-assignment`, `secret-in-flag`
 */
export async function givenMembers(
  context: Context,
  endpoint: Endpoint,
  { values, fields }: TypedCall
): Promise<Members> {
  const { from: file, encoding } = values
  const text = file === undefined ? '{}' : await fileText(context, file, encoding)
  if (file !== undefined) await refuseOtherKinds(context, text, file)
  const assigned = await readAssignments(context, values)
  refuseSecrets(assigned)
  const from = Members.read(text)
  noteArgument(context, endpoint, { fields, from })
  const typed = await fromFlags(context, endpoint.fields, { fields, encoding })
  noteLater(context, [...typed, ...assigned.map((one) => ({ ...one, by: '-d' }))])
  const given = from.compact().with([...typed, ...assigned])
  hideSecrets(context, given)
  return given
}

/** Notes that the argument counts, if the argument and the body have different values of a field. */
function noteArgument({ out }: Context, endpoint: Endpoint, { fields, from }: { fields: FieldValues; from: Members }) {
  const key = endpoint.fields.find(({ flag }) => flag && isArgument(flag))?.key ?? ''
  const given = fields[key]
  const found = from.text(key)
  if (typeof given !== 'string' || found === undefined || found === given) return
  out.notice(finding('argument-wins', { key, given, found }))
}

/** The text of a file, with what is odd about it said. */
export async function fileText(context: Context, file: string, encoding: Encoding | undefined): Promise<string> {
  const { text, warnings } = await readText(context, file, encoding)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  return text
}

/** Fields that are given as JSON, or as the file that has it. */
const JSON_TYPES: readonly Field['type'][] = ['json-text', 'list', 'object']

/** The values of flags and argument, each in the JSON type of its field. */
export async function fromFlags(
  context: Context,
  known: readonly Field[],
  { fields, encoding }: { fields: FieldValues; encoding: Encoding | undefined }
): Promise<Said[]> {
  const said: Said[] = []
  for (const field of known) {
    const { key, type, flag } = field
    const value = fields[key]
    if (!flag || value === undefined) continue
    const text = JSON_TYPES.includes(type) ? await textOrFile(context, `${value}`, encoding) : `${value}`
    const [by = ''] = flag.syntax.split(' ')
    said.push({ key, json: value === true ? (type === 'boolean' ? 'true' : '1') : fieldJson(field, text), by })
  }
  return said
}

/** A text, or the content of the file in `@file`, without the line break that editors add at its end. */
async function textOrFile(context: Context, value: string, encoding: Encoding | undefined): Promise<string> {
  if (!value.startsWith('@')) return value
  return (await fileText(context, value.slice(1), encoding)).replace(/\r?\n$/, '')
}
