import type { AnswerField } from '../../protocol/system/answer-field.js'
import type { Field, Limits, Member } from '../../protocol/system/endpoint.js'
import type { VerdictPlace } from '../../protocol/system/verdict.js'

/** A schema of JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type Schema = { readonly [keyword: string]: unknown }

/**
 * The schema of an object with these members.
 *
 * @param about the description of a member
 */
export function objectSchema<One extends Member>(members: readonly One[], about?: (member: One) => string): Schema {
  const required = members.filter((one) => one.required && !one.unless && !one.when).map(({ key }) => key)
  const conditions = [...members.flatMap(eitherOf), ...members.flatMap(requiredWhen)]
  return {
    type: 'object',
    properties: Object.fromEntries(
      members.map((one) => [one.key, { ...memberSchema(one), ...(about && { description: about(one) }) }])
    ),
    ...(required.length > 0 && { required }),
    ...(conditions.length > 0 && { allOf: conditions })
  }
}

/** One of two members is required. */
function eitherOf({ key, required, unless, orUnless = [] }: Member): Schema[] {
  if (!required || unless === undefined) return []
  return [{ anyOf: [key, unless, ...orUnless].map((one) => ({ required: [one] })) }]
}

/** A member is required with some value of another one. */
function requiredWhen({ key, required, when }: Member): Schema[] {
  return required && when ? [{ anyOf: [{ not: whenSchema(when) }, { required: [key] }] }] : []
}

function whenSchema({ key, is }: NonNullable<Member['when']>): Schema {
  return { properties: { [key]: { enum: [is].flat().flatMap(inBothTypes) } }, required: [key] }
}

/** A value is text in the data of calls, whatever it is in the body. */
function inBothTypes(text: string): (string | number)[] {
  return /^\d{1,15}$/.test(text) ? [text, Number(text)] : [text]
}

function memberSchema({ type, or, limits = {}, unit }: Pick<Member, 'type' | 'or' | 'limits' | 'unit'>): Schema {
  switch (type) {
    case 'number':
      return { type: or ? ['integer', 'string'] : 'integer', ...numberLimits(limits, or), ...unitOf(unit) }
    case 'switch':
      return { type: 'integer', enum: [0, 1] }
    case 'boolean':
      return { type: 'boolean' }
    case 'list':
      return listSchema(limits)
    case 'object':
      return insideSchema(limits)
    case 'json-text':
      return { type: 'string', ...textLimits(limits), contentMediaType: 'application/json', ...contentOf(limits) }
    case 'file':
      return { type: 'string', contentMediaType: 'application/octet-stream' }
    default:
      return { type: 'string', ...textLimits(limits), ...unitOf(unit) }
  }
}

/** Fen are the usual unit; others are said in the description. */
function unitOf(unit: Member['unit']): Schema {
  return unit === undefined ? {} : { 'x-unit': unit }
}

function numberLimits({ min, max, oneOf }: Limits, or: Member['or']): Schema {
  return {
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(oneOf && { enum: or ? oneOf.flatMap(inBothTypes) : oneOf.map(Number) })
  }
}

const URLS = { 'https-443': '^https://', https: '^https://', web: '^https?://' }
const DATES = {
  yyyyMMdd: '^[0-9]{8}$',
  'yyyyMMdd, yyyyMM': '^[0-9]{6}([0-9]{2})?$',
  'yyyy-MM-dd': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
}

/** JSON Schema has no keyword for a length in bytes. */
function textLimits({ bytes, characters, alphabet, oneOf, listOf, url, page, date }: Limits): Schema {
  const words = listOf && `(${listOf.join('|')})`
  const pattern =
    (alphabet && `^[${alphabet}]*$`) ??
    (words && `^${words}(,${words})*$`) ??
    (url && URLS[url]) ??
    (page && '^[0-9A-Za-z_][0-9A-Za-z_/]*$') ??
    (date && DATES[date])
  return {
    ...(characters !== undefined && { maxLength: characters }),
    ...(bytes !== undefined && { 'x-max-bytes': bytes }),
    ...(oneOf && { enum: oneOf }),
    ...(pattern && { pattern }),
    ...(url && { format: 'uri' })
  }
}

function contentOf(limits: Limits): Schema {
  if (limits.list) return { contentSchema: listSchema(limits) }
  // What is in the text depends on another member.
  return limits.object && !limits.object.when ? { contentSchema: insideSchema(limits) } : {}
}

function insideSchema({ object }: Limits): Schema {
  return object && !object.when ? objectSchema(object.of) : { type: 'object' }
}

function listSchema({ list }: Limits): Schema {
  if (!list) return { type: 'array', items: {} }
  const { least, most, of, each } = list
  return {
    type: 'array',
    items: each ? memberSchema(each) : objectSchema(of),
    ...(least !== undefined && { minItems: least }),
    ...(most !== undefined && { maxItems: most })
  }
}

/**
 * The schema of an answer. Where the data does not say whether a member is an object or a list of them, the schema
 * does not say it either.
 */
export function answerSchema(
  fields: readonly AnswerField[],
  place: VerdictPlace,
  about: (field: AnswerField) => string
): Schema {
  const root: Tree = { children: new Map() }
  const verdict = (name: string) => [place.within, name].filter(Boolean).join('.')
  leafAt(root, verdict(place.code)).schema = { type: 'integer' }
  leafAt(root, verdict(place.text)).schema = { type: 'string' }
  for (const field of fields)
    leafAt(root, field.path).schema = {
      ...(isWhole(field) && { type: 'integer', 'x-unit': field.unit }),
      description: about(field)
    }
  return { type: 'object', ...schemaOf(root) }
}

interface Tree {
  children: Map<string, Tree>
  schema?: Schema
}

function leafAt(root: Tree, path: string): Tree {
  let at = root
  for (const name of path.split('.')) {
    const next: Tree = at.children.get(name) ?? { children: new Map() }
    at.children.set(name, next)
    at = next
  }
  return at
}

function schemaOf({ children, schema }: Tree): Schema {
  if (children.size === 0) return schema ?? {}
  return { ...schema, properties: Object.fromEntries(Array.from(children, ([name, one]) => [name, schemaOf(one)])) }
}

function isWhole({ unit }: AnswerField): boolean {
  return unit === 'fen' || unit === 'seconds' || unit === 'milliseconds'
}

/** The fields of a form or a query, each with its schema. */
export function fieldSchema(field: Field): Schema {
  return memberSchema(field)
}
