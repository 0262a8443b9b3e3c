import { isSuiteCommand } from '../src/commands/check/plan-step.js'
import { allCommands } from '../src/commands/table.js'
import { CASE, GIVEN, type Member, STEP, SUITE } from '../src/workbench/suite/shape.js'

/** The JSON Schema of a suite, from the tables that the reader has. */
export async function suiteSchema(): Promise<string> {
  const commands = (await allCommands()).filter(isSuiteCommand)
  const ran = Object.fromEntries(
    commands.map(({ name, summary }) => [name, { $ref: '#/$defs/given', description: summary.en }])
  )
  const given = { type: 'object', properties: propertiesOf(GIVEN), additionalProperties: true }
  const step = { type: 'object', properties: { ...propertiesOf(STEP), ...ran }, additionalProperties: false }
  const steps = { type: 'array', items: { $ref: '#/$defs/step' } }
  const one = {
    type: 'object',
    properties: { ...propertiesOf(CASE), steps, ...ran },
    additionalProperties: false
  }
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A suite of ecpay check',
    type: 'object',
    properties: { ...propertiesOf(SUITE), cases: { type: 'array', items: { $ref: '#/$defs/case' } } },
    required: ['cases'],
    additionalProperties: false,
    $defs: { case: one, step, given }
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function propertiesOf(members: Readonly<Record<string, Member>>): Record<string, object> {
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, propertyOf(member)]))
}

function propertyOf({ type, words, about: description }: Member): object {
  if (words) return { enum: words, description }
  if (type === 'any') return { description }
  if (type === 'text-or-map') return { not: { type: 'array' }, description }
  if (type === 'codes')
    return { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }], description }
  return { type: { text: ['string', 'number'], flag: 'boolean', list: 'array' }[type], description }
}
