import type { JsonValue } from '../json/json.js'

/** Java's `Double.toString`: always with a fraction, and with an exponent below 1e-3 and from 1e7. */
export function javaDouble(value: number): string {
  const size = Math.abs(value)
  if (value !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e')
    return `${withFraction(mantissa)}E${exponent.replace('+', '')}`
  }
  return withFraction(String(value))
}

/** Python's `str(float)`: always with a fraction or, from 1e16, an exponent. */
export function pythonFloat(value: number): string {
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-4 && size < 1e16)) return withFraction(String(value))
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}

function withFraction(text: string): string {
  return text.includes('.') ? text : `${text}.0`
}

/** PHP's cast of a float to a string, with `precision` 14. `json_encode` writes 17 digits. */
export function phpFloat(value: number): string {
  const rounded = Number(value.toPrecision(14))
  if (rounded !== 0 && (Math.abs(rounded) >= 1e15 || Math.abs(rounded) < 1e-4)) {
    const [mantissa = '', exponent = ''] = rounded.toExponential().split('e')
    return `${withFraction(mantissa)}E${exponent}`
  }
  return String(rounded)
}

/** Python's `repr` of the UTF-8 bytes: b'\\xe6'. */
export function pythonBytes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let shown = ''
  for (const byte of Buffer.from(text)) shown += PYTHON_BYTES[byte]
  return `b${quote}${quote === "'" ? shown.replaceAll("'", "\\'") : shown}${quote}`
}

const PYTHON_ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const PYTHON_BYTES = Array.from({ length: 0x100 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  const isShown = byte >= 0x20 && byte <= 0x7e
  return PYTHON_ESCAPES[character] ?? (isShown ? character : `\\x${byte.toString(16).padStart(2, '0')}`)
})

/** Go's `%v` of a `[]byte`: [97 38]. */
export function goBytes(text: string): string {
  return `[${Buffer.from(text).join(' ')}]`
}

/** Go's map in the order of the body, as ports to other languages print it. */
export function goFormatUnsorted(value: JsonValue): string {
  if (value.kind === 'array') return `[${value.items.map(goFormatUnsorted).join(' ')}]`
  if (value.kind === 'object')
    return `map[${value.members.map((one) => `${one.key}:${goFormatUnsorted(one.value)}`).join(' ')}]`
  return value.kind === 'null' ? '<nil>' : value.text
}

/** Go's `%+v` of a struct whose fields have the names of the keys. */
export function goStructWithNames(value: JsonValue): string {
  if (value.kind === 'array') return `[${value.items.map(goStructWithNames).join(' ')}]`
  if (value.kind !== 'object') return value.text
  return `{${value.members.map((one) => `${pascal(one.key)}:${goStructWithNames(one.value)}`).join(' ')}}`
}

/** Lombok's `toString` of a class named after the key: `ExpandOrderInfo(originalDeliveryFee=15)`. */
export function lombokFormat(value: JsonValue, _: string, key: string): string {
  if (value.kind === 'array') return `[${value.items.map((item) => lombokFormat(item, _, key)).join(', ')}]`
  if (value.kind !== 'object') return value.text
  const fields = value.members.map((one) => `${camel(one.key)}=${lombokFormat(one.value, _, one.key)}`)
  return `${pascal(key)}(${fields.join(', ')})`
}

function pascal(key: string): string {
  return key.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function camel(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** The number of buckets of a Java `HashMap` with this many entries. */
export function javaTableSize(entries: number): number {
  let size = 16
  while (entries > size * 0.75) size *= 2
  return size
}

/** The bucket of a key in a Java `HashMap`, which is walked through bucket by bucket. */
export function javaBucket(key: string, size: number): number {
  let code = 0
  for (let i = 0; i < key.length; i++) code = (Math.imul(code, 31) + key.charCodeAt(i)) | 0
  return (code ^ (code >>> 16)) & (size - 1)
}

/** The keys in the order of Java's `HashMap`. */
function javaHashOrder(keys: readonly string[]): string[] {
  const size = javaTableSize(keys.length)
  return keys.toSorted((a, b) => javaBucket(a, size) - javaBucket(b, size))
}

/** A value with its objects in the order of a `HashMap`. */
export function inHashOrder(value: JsonValue): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map(inHashOrder) }
  if (value.kind !== 'object') return value
  const byKey = new Map(value.members.map((one) => [one.key, one]))
  const members = javaHashOrder([...byKey.keys()]).flatMap((key) => byKey.get(key) ?? [])
  return { ...value, members: members.map((one) => ({ ...one, value: inHashOrder(one.value) })) }
}

/** The result of `ToString` of C#'s generic collections: the name of the type. */
export const CSHARP_TYPES: readonly ((value: JsonValue, source: string, key: string) => string)[] = [
  ...['System.Object', 'System.String', 'System.Int32', 'System.Int64', 'System.Text.Json.JsonElement'].map(
    (item) => (value: JsonValue) => csharpCollection(value, item)
  ),
  (value) => (value.kind === 'array' ? 'System.Object[]' : csharpCollection(value, 'System.Object')),
  (value) => (value.kind === 'array' ? 'System.Collections.ArrayList' : 'System.Collections.Hashtable'),
  (_, __, key) => pascal(key),
  (value, _, key) => (value.kind === 'array' ? `System.Collections.Generic.List\`1[${pascal(key)}]` : pascal(key))
]

function csharpCollection(value: JsonValue, item: string): string {
  const dictionary = `System.Collections.Generic.Dictionary\`2[System.String,${item}]`
  if (value.kind !== 'array') return dictionary
  const inner = value.items[0]?.kind === 'object' ? dictionary : item
  return `System.Collections.Generic.List\`1[${inner}]`
}

/** Go's `%v` of a struct: the values without their names, `{15 10}`. */
export function goStruct(value: JsonValue): string {
  if (value.kind === 'array') return `[${value.items.map(goStruct).join(' ')}]`
  if (value.kind !== 'object') return value.text
  return `{${value.members.map((one) => goStruct(one.value)).join(' ')}}`
}

/** Java's `Map.toString` and `List.toString`: `{a=b, c=[1, 2]}`. */
export function javaFormat(value: JsonValue): string {
  if (value.kind === 'array') return `[${value.items.map(javaFormat).join(', ')}]`
  if (value.kind !== 'object') return value.text
  return `{${value.members.map((one) => `${one.key}=${javaFormat(one.value)}`).join(', ')}}`
}

/** The text to which PHP converts an array. */
export function phpFormat(): string {
  return 'Array'
}

/** JavaScript's `String(value)`. */
export function jsFormat(value: JsonValue): string {
  if (value.kind === 'object') return '[object Object]'
  if (value.kind === 'array') return value.items.map((item) => (item.kind === 'null' ? '' : jsFormat(item))).join(',')
  return value.kind === 'number' ? String(Number(value.text)) : value.text
}

/** Python's `str(value)`: strings in single quotes, `True`, `None`. */
export function pythonFormat(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return `{${value.members.map((one) => `${pythonText(one.key)}: ${pythonFormat(one.value)}`).join(', ')}}`
    case 'array':
      return `[${value.items.map(pythonFormat).join(', ')}]`
    case 'string':
      return pythonText(value.text)
    case 'number':
      return value.text
    default:
      return { true: 'True', false: 'False', null: 'None' }[value.text] ?? value.text
  }
}

/** Python's `repr` of a string. */
export function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}

/** Makes a function that removes the characters of a set at both ends of a text. */
export function trimmer(set: string): (text: string) => string {
  const edges = new RegExp(`^${set}+|${set}+$`, 'g')
  return (text) => text.replace(edges, '')
}

/** Java's `String.trim()`: everything up to the space. */
export const trimAsJava = trimmer('[\\u0000-\\u0020]')
