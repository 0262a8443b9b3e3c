import type { JsonValue } from '../json/json.js'

/** An entry of a PHP array or object: by its key, or in a list by its index. */
type Entry = [key: string | number, value: JsonValue]

function entriesOf(value: JsonValue): Entry[] | undefined {
  if (value.kind === 'array') return value.items.map((item, i): Entry => [i, item])
  return value.kind === 'object' ? value.members.map((one): Entry => [keyOf(one.key), one.value]) : undefined
}

/** A key of digits becomes a number in a PHP array. */
function keyOf(key: string): string | number {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(key) ? Number(key) : key
}

const isInteger = (text: string) => /^-?\d{1,18}$/.test(text)
const bytes = (text: string) => Buffer.byteLength(text)

/** `serialize` of a result of `json_decode`: arrays, or stdClass objects. */
export function phpSerialize(value: JsonValue, asObject = false): string {
  const entries = entriesOf(value)
  if (entries) {
    const isObject = asObject && value.kind === 'object'
    const inside = entries.map(([key, one]) => serializedKey(key, isObject) + phpSerialize(one, asObject)).join('')
    return `${isObject ? 'O:8:"stdClass"' : 'a'}:${entries.length}:{${inside}}`
  }
  const text = 'text' in value ? value.text : ''
  if (value.kind === 'string') return `s:${bytes(text)}:"${text}";`
  if (value.kind === 'boolean') return `b:${text === 'true' ? 1 : 0};`
  if (value.kind === 'null') return 'N;'
  return isInteger(text) ? `i:${text};` : `d:${String(Number(text))};`
}

/** In an object, every key is a string. */
function serializedKey(key: string | number, isObject: boolean): string {
  return typeof key === 'number' && !isObject ? `i:${key};` : `s:${bytes(String(key))}:"${key}";`
}

/** `var_export(…, true)` of an array. */
export function phpVarExport(value: JsonValue, indent = ''): string {
  const entries = entriesOf(value)
  const text = 'text' in value ? value.text : ''
  if (!entries) {
    if (value.kind === 'string') return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    return value.kind === 'null' ? 'NULL' : text
  }
  const lines = entries.map(([key, one]) => {
    const name = typeof key === 'number' ? key : phpVarExport({ kind: 'string', text: key, start: 0, end: 0 })
    const gap = entriesOf(one) ? `\n${indent}  ` : ''
    return `${indent}  ${name} => ${gap}${phpVarExport(one, `${indent}  `)},\n`
  })
  return `array (\n${lines.join('')}${indent})`
}

/** The output of `var_dump` of an array, with its last line break. */
export function phpVarDump(value: JsonValue, indent = ''): string {
  const entries = entriesOf(value)
  const text = 'text' in value ? value.text : ''
  if (entries) {
    const lines = entries.map(([key, one]) => {
      const name = typeof key === 'number' ? `[${key}]` : `["${key}"]`
      return `${indent}  ${name}=>\n${phpVarDump(one, `${indent}  `)}`
    })
    return `${indent}array(${entries.length}) {\n${lines.join('')}${indent}}\n`
  }
  if (value.kind === 'string') return `${indent}string(${bytes(text)}) "${text}"\n`
  if (value.kind === 'boolean') return `${indent}bool(${text})\n`
  if (value.kind === 'null') return `${indent}NULL\n`
  return `${indent}${isInteger(text) ? 'int' : 'float'}(${text})\n`
}
