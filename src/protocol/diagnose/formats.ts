import type { JsonValue } from '../json/json.js'

/** Java's `Double.toString`: always a fraction, an exponent below 1e-3 and from 1e7 on. */
export function javaDouble(value: number): string {
  const size = Math.abs(value)
  if (value !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e')
    return `${withFraction(mantissa)}E${exponent.replace('+', '')}`
  }
  return withFraction(String(value))
}

/** Python's `str(float)`: always a fraction or an exponent, the latter from 1e16 on. */
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

/** What PHP makes of an array where it wants a string. */
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

function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}

/** Drops every character of a set at both ends of a text. */
export function trimmer(set: string): (text: string) => string {
  const edges = new RegExp(`^${set}+|${set}+$`, 'g')
  return (text) => text.replace(edges, '')
}

/** Java's `String.trim()`: everything up to the space. */
export const trimAsJava = trimmer('[\\u0000-\\u0020]')
