import type { JsonValue } from '../json/json.js'
import { compareBytes } from '../text.js'

/** How a language lays out JSON. */
export interface JsonStyle {
  comma: string
  colon: string
  /** Spaces per level, with each member on its own line. */
  indent?: number
  /** The line break; a line feed if absent. */
  lineBreak?: string
  /** Writes characters outside ASCII as \uXXXX. */
  ascii?: boolean
  slashes?: boolean
  /** Writes <, > and & as \uXXXX, like Go. */
  html?: boolean
  sorted?: boolean
  /** Writes numbers as doubles. */
  doubles?: boolean
}

/** Writes a value as another language would write it. */
export function writeJson(value: JsonValue, style: JsonStyle, depth = 0): string {
  switch (value.kind) {
    case 'object': {
      const members = style.sorted ? value.members.toSorted((a, b) => compareBytes(a.key, b.key)) : value.members
      const items = members.map(
        (one) => `${writeText(one.key, style)}${style.colon}${writeJson(one.value, style, depth + 1)}`
      )
      return enclose('{', items, '}', style, depth)
    }
    case 'array':
      return enclose(
        '[',
        value.items.map((item) => writeJson(item, style, depth + 1)),
        ']',
        style,
        depth
      )
    case 'string':
      return writeText(value.text, style)
    case 'number':
      return style.doubles ? String(Number(value.text)) : value.text
    default:
      return value.text
  }
}

function enclose(open: string, items: readonly string[], close: string, style: JsonStyle, depth: number): string {
  if (style.indent === undefined || items.length === 0) return `${open}${items.join(style.comma)}${close}`
  const line = (level: number) => `${style.lineBreak ?? '\n'}${' '.repeat((style.indent ?? 0) * level)}`
  return `${open}${line(depth + 1)}${items.join(`${style.comma}${line(depth + 1)}`)}${line(depth)}${close}`
}

function writeText(text: string, style: JsonStyle): string {
  let json = JSON.stringify(text)
  if (style.slashes) json = json.replaceAll('/', '\\/')
  if (style.html) json = json.replace(/[<>&\u2028\u2029]/g, escapeUnit)
  return style.ascii ? escapeUnicode(json) : json
}

/** Writes every character outside ASCII as \uXXXX. */
export function escapeUnicode(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, escapeUnit)
}

export function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
