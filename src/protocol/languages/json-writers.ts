import type { JsonMember, JsonValue } from '../json/json.js'
import { inHashOrder } from './formats.js'
import { inOrder, sortedMembers, withDoubles } from './reshaped.js'
import { type JsonStyle, writeJson } from './write-json.js'

/** How a language writes a value that it parsed. */
export type Writer = readonly [how: string, write: (value: JsonValue) => string]

export const COMPACT: JsonStyle = { comma: ',', colon: ':' }
const SPACED: JsonStyle = { comma: ', ', colon: ': ' }
const INDENTED: JsonStyle = { ...COMPACT, colon: ': ', indent: 2 }
const styled = (style: JsonStyle) => (value: JsonValue) => writeJson(value, style)

/** The ways in which languages write parsed JSON again, the more frequent first. Each can change the bytes. */
export const JSON_WRITERS: readonly Writer[] = [
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
  ['HashMap: fastjson, org.json (Java)', (value) => writeJson(inHashOrder(value), COMPACT)],
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
  ['json.dumps(sort_keys=True, separators=(",", ":")) (Python)', styled({ ...COMPACT, ascii: true, sorted: true })],
  ['ksort, json_encode (PHP)', ksorted({ ...COMPACT, ascii: true, slashes: true })],
  ['ksort, json_encode with JSON_UNESCAPED_UNICODE (PHP)', ksorted({ ...COMPACT, slashes: true })],
  ['ksort, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES (PHP)', ksorted(COMPACT)],
  ['recursive ksort, json_encode (PHP)', styled({ ...COMPACT, ascii: true, slashes: true, sorted: true })],
  [
    'recursive ksort, json_encode with JSON_UNESCAPED_UNICODE (PHP)',
    styled({ ...COMPACT, slashes: true, sorted: true })
  ],
  [
    'Jackson ESCAPE_NON_ASCII, fastjson BrowserCompatible (Java)',
    (value) => writeJson(value, COMPACT).replace(/[\u0080-\uffff]/g, upperEscaped)
  ],
  ['JSON (MySQL), jsonb (PostgreSQL)', jsonColumn],
  ['JObject.ToString() (C#)', (value) => writeJson(value, INDENTED).replaceAll('\n', '\r\n')]
]

/** PHP's ksort sorts the outermost array alone. */
function ksorted(style: JsonStyle): (value: JsonValue) => string {
  return (value) =>
    writeJson(value.kind === 'object' ? { ...value, members: sortedMembers(value.members) } : value, style)
}

/** A column of type JSON in MySQL or jsonb in PostgreSQL: with spaces, and the keys sorted by length, then by bytes. */
export function jsonColumn(value: JsonValue): string {
  const byLength = (members: JsonMember[]) =>
    sortedMembers(members).toSorted((a, b) => Buffer.byteLength(a.key) - Buffer.byteLength(b.key))
  return writeJson(inOrder(value, byLength), SPACED)
}

/** Gson writes characters that are special in HTML as \uXXXX. */
function gson(value: JsonValue): string {
  return writeJson(value, COMPACT).replace(/[<>&='\u2028\u2029]/g, escaped)
}

/** The default encoder of System.Text.Json passes only some ASCII characters, and writes quotes as \u0022. */
function systemTextJson(json: string): string {
  const inside = json.replace(/\\"/g, '\\u0022')
  return inside.replace(/[<>&'+`\u007f-\uffff]/g, upperEscaped)
}

function upperEscaped(unit: string): string {
  return `\\u${hexOf(unit).toUpperCase()}`
}

function escaped(unit: string): string {
  return `\\u${hexOf(unit)}`
}

function hexOf(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0')
}

/** PHP's JSON_HEX_… flags, for characters that are special in HTML. */
function jsonHex(value: JsonValue): string {
  const json = writeJson(value, { ...COMPACT, ascii: true, slashes: true }).replaceAll('\\"', '\\u0022')
  return json.replace(/[<>&']/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16).toUpperCase()}`)
}

function tabs(indented: string): string {
  return indented.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length))
}
