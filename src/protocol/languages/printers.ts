import { inspect } from 'node:util'
import type { JsonValue } from '../json/json.js'
import { goStruct, goStructWithNames, inHashOrder, javaFormat, jsFormat, pythonFormat } from './formats.js'
import { goFormat } from './go-format.js'
import { COMPACT, type Writer } from './json-writers.js'
import { phpSerialize, phpVarDump, phpVarExport } from './php-printers.js'
import { inOrder, mapped, sortedMembers, withDoubles } from './reshaped.js'
import { writeJson } from './write-json.js'

/** What languages print instead of JSON when they convert a parsed value to a string. */
export const PRINTERS: readonly Writer[] = [
  ['Map.toString() (Java)', javaFormat],
  ['Map.toString(), Gson (Java)', (value) => javaFormat(withDoubles(value))],
  ['HashMap.toString() (Java)', (value) => javaFormat(inHashOrder(value))],
  ['HashMap.toString(), Gson (Java)', (value) => javaFormat(inHashOrder(withDoubles(value)))],
  ['TreeMap.toString() (Java)', (value) => javaFormat(inOrder(value, sortedMembers))],
  ['str(dict) (Python)', pythonFormat],
  ['"Array" (PHP)', (value) => (value.kind === 'object' || value.kind === 'array' ? 'Array' : '')],
  ['[object Object] (JavaScript)', jsFormat],
  ['fmt.Sprint(map) (Go)', goFormat],
  ['fmt.Sprint(map), UseNumber (Go)', (value) => goFormat(numbersAsTexts(value))],
  ['print_r (PHP)', (value) => printR(value)],
  ['util.inspect (Node.js)', (value) => inspect(JSON.parse(writeJson(value, COMPACT)))],
  ['serialize (PHP)', (value) => phpSerialize(value)],
  ['serialize (PHP)', (value) => phpSerialize(value, true)],
  ['var_export (PHP)', (value) => phpVarExport(value)],
  ['var_dump (PHP)', (value) => phpVarDump(value)],
  ['fmt.Sprint(struct) (Go)', goStruct],
  ['fmt.Sprint(&struct) (Go)', (value) => `&${goStruct(value)}`],
  ['fmt.Sprintf("%+v", struct) (Go)', goStructWithNames],
  ['fmt.Sprintf("%+v", &struct) (Go)', (value) => `&${goStructWithNames(value)}`],
  ['http_build_query (PHP)', (value) => query(value)],
  ['a=1&b=2', (value) => values(inOrder(value, sortedMembers), '&', (key, text) => `${key}=${text}`)],
  ['a=1&b=2', (value) => values(value, '&', (key, text) => `${key}=${text}`)],
  ['implode (PHP)', (value) => values(value, '', (_, text) => text)],
  ['Dictionary (C#)', () => 'System.Collections.Generic.Dictionary`2[System.String,System.Object]'],
  ['Dictionary (C#)', () => 'System.Collections.Generic.Dictionary`2[System.String,System.Text.Json.JsonElement]'],
  ['Hashtable (C#)', () => 'System.Collections.Hashtable'],
  ['ExpandoObject (C#)', () => 'System.Dynamic.ExpandoObject'],
  ['JsonElement (C#)', () => 'System.Text.Json.JsonElement'],
  ['Object (Java)', () => 'java.lang.Object']
]

/** The scalars of an object, with or without their names. */
function values(value: JsonValue, joint: string, write: (key: string, text: string) => string): string {
  if (value.kind !== 'object') return ''
  return value.members.flatMap(({ key, value: one }) => ('text' in one ? [write(key, one.text)] : [])).join(joint)
}

function numbersAsTexts(value: JsonValue): JsonValue {
  return mapped(value, (one) => (one.kind === 'number' ? { ...one, kind: 'string' } : one))
}

function printR(value: JsonValue, indent = ''): string {
  if (value.kind !== 'object' && value.kind !== 'array') {
    const words: Record<string, string> = { true: '1', false: '', null: '' }
    return value.kind === 'boolean' || value.kind === 'null' ? (words[value.text] ?? '') : value.text
  }
  const entries: [string, JsonValue][] =
    value.kind === 'array'
      ? value.items.map((item, i) => [String(i), item])
      : value.members.map((one) => [one.key, one.value])
  const lines = entries.map(([key, one]) => `${indent}    [${key}] => ${printR(one, `${indent}        `)}\n`)
  return `Array\n${indent}(\n${lines.join('')}${indent})\n`
}

function query(value: JsonValue): string {
  if (value.kind !== 'object') return ''
  const texts = value.members.flatMap(({ key, value: one }) =>
    'text' in one ? [[key, one.text] as [string, string]] : []
  )
  return new URLSearchParams(texts).toString()
}
