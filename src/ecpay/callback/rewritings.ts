import { inspect } from 'node:util'
import { type JsonValue, readJson } from '../../protocol/json/json.js'
import {
  goStruct,
  goStructWithNames,
  inHashOrder,
  javaFormat,
  jsFormat,
  pythonFormat
} from '../../protocol/languages/formats.js'
import { COMPACT, JSON_WRITERS, type Writer } from '../../protocol/languages/json-writers.js'
import { inOrder, mapped, sortedMembers, withDoubles } from '../../protocol/languages/reshaped.js'
import { writeJson } from '../../protocol/languages/write-json.js'
import { goFormat } from '../sign/go-format.js'
import { phpSerialize, phpVarDump, phpVarExport } from './php-printers.js'

/** What languages print in place of JSON where they want a text of a parsed value. */
const PRINTERS: readonly Writer[] = [
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

interface Rewritten {
  written: [how: string, text: string][]
  printed: [how: string, text: string][]
}

/** In characters read and written: of a long message only the more frequent writers and printers are tried. */
const MOST_WRITTEN = 60_000_000

/**
 * The message as other writers give it, and as printers do; nothing where it is no JSON. Gives way after each.
 *
 * @param first how many writers are asked at most; then no printer is
 */
export function* rewritten(msg: string, first = JSON_WRITERS.length + PRINTERS.length): Generator<void, Rewritten> {
  const found: Rewritten = { written: [], printed: [] }
  const value = jsonValue(msg)
  if (value === undefined) return found
  let work = 0
  const all = [
    ...JSON_WRITERS.map((one) => [found.written, one] as const),
    ...PRINTERS.map((one) => [found.printed, one] as const)
  ]
  for (const [texts, [how, write]] of all.slice(0, first)) {
    // The printers have their part of it.
    if (work > (texts === found.written ? MOST_WRITTEN / 2 : MOST_WRITTEN)) continue
    const text = write(value)
    texts.push([how, text])
    work += msg.length + text.length
    yield
  }
  return found
}

/** msg need not be JSON. */
function jsonValue(msg: string): JsonValue | undefined {
  try {
    return readJson(msg)
  } catch {
    return undefined
  }
}

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
