import { inspect } from 'node:util'
import { type JsonMember, type JsonValue, readJson } from '../../protocol/json/json.js'
import { compareBytes } from '../../protocol/text.js'
import { goStruct, goStructWithNames, javaDouble, javaFormat, jsFormat, pythonFormat } from '../diagnose/formats.js'
import { type JsonStyle, writeJson } from '../diagnose/write-json.js'
import { goFormat } from '../sign/go-format.js'
import { phpSerialize, phpVarDump, phpVarExport } from './php-printers.js'

/** How a language wrote what it had parsed. */
type Writer = readonly [how: string, write: (value: JsonValue) => string]

const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }
const INDENTED: JsonStyle = { ...COMPACT, colon: ': ', indent: 2 }
const styled = (style: JsonStyle) => (value: JsonValue) => writeJson(value, style)

/** How other languages write parsed JSON again, the more frequent first; each differs in bytes from what was signed. */
const WRITERS: readonly Writer[] = [
  ['JSON.stringify (JavaScript)', styled({ ...COMPACT, doubles: true })],
  ['json.dumps (Python)', styled({ ...SPACED, ascii: true })],
  ['json.dumps with ensure_ascii=False (Python)', styled(SPACED)],
  ['json_encode (PHP)', styled({ ...COMPACT, ascii: true, slashes: true })],
  ['json_encode with JSON_UNESCAPED_UNICODE (PHP)', styled({ ...COMPACT, slashes: true })],
  ['json_encode with JSON_UNESCAPED_SLASHES (PHP)', styled({ ...COMPACT, ascii: true })],
  ['json.Marshal of a map (Go)', styled({ ...COMPACT, html: true, sorted: true, doubles: true })],
  ['sorted keys', styled({ ...COMPACT, sorted: true })],
  ['no white space', styled(COMPACT)],
  ['Gson (Java)', (value) => gson(value)],
  ['Gson, Map<String, Object> (Java)', (value) => gson(withDoubles(value))],
  ['Gson disableHtmlEscaping, Map<String, Object> (Java)', (value) => writeJson(withDoubles(value), COMPACT)],
  ['HashMap: fastjson, org.json (Java)', (value) => writeJson(hashOrder(value), COMPACT)],
  ['two spaces of indentation', styled(INDENTED)],
  ['four spaces of indentation', styled({ ...INDENTED, indent: 4 })],
  ['json.dumps(indent=2) (Python)', styled({ ...INDENTED, ascii: true })],
  ['json.dumps(indent=4) (Python)', styled({ ...INDENTED, indent: 4, ascii: true })],
  ['json.dumps(sort_keys=True) (Python)', styled({ ...SPACED, ascii: true, sorted: true })],
  ['json.dumps(sort_keys=True, ensure_ascii=False) (Python)', styled({ ...SPACED, sorted: true })],
  ['json.Marshal, struct (Go)', styled({ ...COMPACT, html: true })],
  ['json.Encoder (Go)', (value) => `${writeJson(value, { ...COMPACT, html: true, sorted: true, doubles: true })}\n`],
  [
    'json.Encoder, SetEscapeHTML(false) (Go)',
    (value) => `${writeJson(value, { ...COMPACT, sorted: true, doubles: true })}\n`
  ],
  ['json.MarshalIndent, "  " (Go)', styled({ ...INDENTED, html: true, sorted: true, doubles: true })],
  ['json.Marshal, UseNumber (Go)', styled({ ...COMPACT, html: true, sorted: true })],
  [
    'json.MarshalIndent (Go)',
    (value) => tabs(writeJson(value, { ...INDENTED, indent: 1, html: true, sorted: true, doubles: true }))
  ],
  [
    'JSON.stringify(…, "\\t") (JavaScript)',
    (value) => tabs(writeJson(value, { ...INDENTED, indent: 1, doubles: true }))
  ],
  ['JSON_PRETTY_PRINT (PHP)', styled({ ...INDENTED, indent: 4, ascii: true, slashes: true })],
  ['JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE (PHP)', styled({ ...INDENTED, indent: 4, slashes: true })],
  ['JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT (PHP)', (value) => jsonHex(value)],
  ['Jackson DefaultPrettyPrinter (Java)', styled({ ...INDENTED, colon: ' : ' })],
  ['System.Text.Json (C#)', (value) => systemTextJson(writeJson(value, COMPACT))],
  ['JObject.ToString() (C#)', (value) => writeJson(value, INDENTED).replaceAll('\n', '\r\n')]
]

/** What languages print in place of JSON where they want a text of a parsed value. */
const PRINTERS: readonly Writer[] = [
  ['Map.toString() (Java)', javaFormat],
  ['Map.toString(), Gson (Java)', (value) => javaFormat(withDoubles(value))],
  ['HashMap.toString() (Java)', (value) => javaFormat(hashOrder(value))],
  ['HashMap.toString(), Gson (Java)', (value) => javaFormat(hashOrder(withDoubles(value)))],
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
export function* rewritten(msg: string, first = WRITERS.length + PRINTERS.length): Generator<void, Rewritten> {
  const found: Rewritten = { written: [], printed: [] }
  const value = jsonValue(msg)
  if (value === undefined) return found
  let work = 0
  const all = [
    ...WRITERS.map((one) => [found.written, one] as const),
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

/** Gson writes what HTML could take for its own as \uXXXX. */
function gson(value: JsonValue): string {
  return writeJson(value, COMPACT).replace(/[<>&='\u2028\u2029]/g, escaped)
}

/** Its default encoder lets only some ASCII through, and writes quotes as \u0022. */
function systemTextJson(json: string): string {
  const inside = json.replace(/\\"/g, '\\u0022')
  return inside.replace(/[<>&'+`\u007f-\uffff]/g, (unit) => `\\u${hexOf(unit).toUpperCase()}`)
}

function escaped(unit: string): string {
  return `\\u${hexOf(unit)}`
}

function hexOf(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0')
}

/** PHP's own escapes for what HTML could take for its own. */
function jsonHex(value: JsonValue): string {
  const json = writeJson(value, { ...COMPACT, ascii: true, slashes: true }).replaceAll('\\"', '\\u0022')
  return json.replace(/[<>&']/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The scalars of an object, with or without their names. */
function values(value: JsonValue, joint: string, write: (key: string, text: string) => string): string {
  if (value.kind !== 'object') return ''
  return value.members.flatMap(({ key, value: one }) => ('text' in one ? [write(key, one.text)] : [])).join(joint)
}

function tabs(indented: string): string {
  return indented.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length))
}

/** The value with its scalars changed. */
function mapped(value: JsonValue, change: (scalar: JsonValue & { text: string }) => JsonValue): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => mapped(item, change)) }
  if (value.kind !== 'object') return change(value)
  return { ...value, members: value.members.map((one) => ({ ...one, value: mapped(one.value, change) })) }
}

function withDoubles(value: JsonValue): JsonValue {
  return mapped(value, (one) => (one.kind === 'number' ? { ...one, text: javaDouble(Number(one.text)) } : one))
}

function numbersAsTexts(value: JsonValue): JsonValue {
  return mapped(value, (one) => (one.kind === 'number' ? { ...one, kind: 'string' } : one))
}

/** The value with the members of its objects in another order. */
function inOrder(value: JsonValue, order: (members: JsonMember[]) => JsonMember[]): JsonValue {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => inOrder(item, order)) }
  if (value.kind !== 'object') return value
  return { ...value, members: order(value.members.map((one) => ({ ...one, value: inOrder(one.value, order) }))) }
}

function sortedMembers(members: JsonMember[]): JsonMember[] {
  return members.toSorted((a, b) => compareBytes(a.key, b.key))
}

/** The order in which a java.util.HashMap that grew from 16 places gives its keys. */
function hashOrder(value: JsonValue): JsonValue {
  return inOrder(value, (members) => {
    let places = 16
    while (members.length > places * 0.75) places *= 2
    const placeOf = ({ key }: JsonMember) => {
      let hash = 0
      for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0
      return (hash ^ (hash >>> 16)) & (places - 1)
    }
    return members.toSorted((a, b) => placeOf(a) - placeOf(b))
  })
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
