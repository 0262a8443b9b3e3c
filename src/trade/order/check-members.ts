import { type Finding, finding } from '../../findings/findings.js'
import { duplicateKeys, type JsonObject, type JsonValue, memberText, objectIn } from '../../protocol/json/json.js'
import { nearest } from '../../protocol/nearest.js'
import type { Member } from '../../protocol/system/endpoint.js'
import { flatFields, type OrderField } from './order-fields.js'

/** The members that may be absent, and where empty text is none. */
export function optionalTexts(flat: readonly OrderField[]): ReadonlySet<string> {
  return new Set(
    flat.filter(({ required, when, type }) => (!required || when) && type !== 'number').map(({ key }) => key)
  )
}

/**
 * Members that hold null, or where text is expected none: each comes back as a wrong signature.
 *
 * @param optional see {@link optionalTexts}
 */
export function nothingIn(
  value: JsonValue,
  optional: ReadonlySet<string>,
  path = ''
): Finding<'null-member' | 'empty-member'>[] {
  return deeper(value, path, (inner, key) => {
    if (inner.kind === 'null') return [finding('null-member', { key })]
    const isOptional = inner.kind === 'string' && inner.text === '' && optional.has(key)
    return isOptional ? [finding('empty-member', { key })] : nothingIn(inner, optional, `${key}.`)
  })
}

/** Keys that stand twice in an object. */
export function doubledIn(value: JsonValue, path = ''): Finding[] {
  const own = value.kind === 'object' ? duplicateKeys(value) : []
  return [
    ...own.map((key) => finding('duplicate-key', { key: `${path}${key}` })),
    ...deeper(value, path, (inner, key) => doubledIn(inner, `${key}.`))
  ]
}

/** What a visit of the members of an object, or of the items of an array, gives. */
function deeper<T>(value: JsonValue, path: string, visit: (inner: JsonValue, key: string) => T[]): T[] {
  if (value.kind === 'object') return value.members.flatMap((one) => visit(one.value, `${path}${one.key}`))
  return value.kind === 'array' ? value.items.flatMap((item, i) => visit(item, `${path}${i}`)) : []
}

/** Members that no table has, each with the documented one that it may be. */
export function unknownMembers(object: JsonObject, fields: readonly OrderField[]): Finding[] {
  const flat = flatFields(fields)
  return unknownIn(object, fields, '')

  function unknownIn(object: JsonObject, fields: readonly OrderField[], path: string): Finding[] {
    return object.members.flatMap(({ key, value }) => {
      const field = fields.find((one) => one.key === key)
      if (!field) return [unknown(key, fields, path)]
      const { inside } = field
      if (!inside) return unknownInText(value, field, object, `${path}${key}.`)
      if (value.kind === 'object') return unknownIn(value, inside, `${path}${key}.`)
      if (value.kind !== 'array') return []
      return value.items.flatMap((item, i) =>
        item.kind === 'object' ? unknownIn(item, inside, `${path}${key}.${i}.`) : []
      )
    })
  }

  /** In the JSON text of a member, where it is documented what stands in it. */
  function unknownInText(
    value: JsonValue,
    { limits = {} }: Pick<Member, 'limits'>,
    beside: JsonObject,
    path: string
  ): Finding[] {
    const { of = [], when } = limits.object ?? {}
    const isOther = when && ![when.is].flat().includes(memberText(beside, when.key) ?? '')
    const text = value.kind === 'string' ? objectIn(value.text) : undefined
    const inner = value.kind === 'object' ? value : text
    return of.length === 0 || isOther || !inner ? [] : unknownAmong(inner, of, path)
  }

  function unknownAmong(object: JsonObject, of: readonly Member[], path: string): Finding[] {
    return object.members.flatMap(({ key, value }) => {
      const field = of.find((one) => one.key === key)
      if (!field) return [unknown(key, of, path)]
      const each = field.limits?.list?.of
      if (value.kind !== 'array') return unknownInText(value, field, object, `${path}${key}.`)
      return value.items.flatMap((item, i) =>
        each && item.kind === 'object' ? unknownAmong(item, each, `${path}${key}.${i}.`) : []
      )
    })
  }

  /** Spelled wrong in its place, or right in the wrong place. */
  function unknown(key: string, fields: readonly Pick<OrderField, 'key'>[], path: string): Finding {
    const here = nearest(
      key,
      fields.map((one) => one.key)
    )
    const elsewhere = flat.find((one) => one.key.split('.').at(-1) === key)?.key
    const meant = here === undefined ? elsewhere : `${path}${here}`
    const at = `${path}${key}`
    return meant === undefined ? finding('unknown-member', { key: at }) : finding('unknown-field', { key: at, meant })
  }
}
