import type { Document, LineCounter, Node, ParsedNode } from 'yaml'
import { type Finding, finding } from '../../findings/findings.js'

/** Where something is written in a suite. */
export interface At {
  /** Relative to the working directory. */
  file: string
  /** Both from 1. */
  line: number
  column: number
  /** Of the value in the text, in UTF-16 units: its start and end. */
  range: readonly [number, number]
}

/** A value of a suite, with its place. A scalar is its text as it is written, so that no digit is lost. */
export type Placed =
  | { kind: 'text'; text: string; isTyped: boolean; at: At }
  | { kind: 'list'; items: Placed[]; at: At }
  | { kind: 'map'; entries: Entry[]; at: At }

export interface Entry {
  key: string
  value: Placed
  /** Of the key. */
  at: At
}

/** `file:line:column`, as compilers and editors write it. */
export function placeOf({ file, line, column }: At): string {
  return `${file}:${line}:${column}`
}

/**
 * Reads YAML or JSON, which is YAML, too.
 *
 * @param file its name, for findings
 * @returns nothing beside the findings if it cannot be read
 */
export async function readPlaced(text: string, file: string): Promise<{ root?: Placed; findings: Finding[] }> {
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const findings = document.errors.map(({ message, pos: [start] }) => {
    const { line, col } = lines.linePos(start)
    return finding('suite-unreadable', { place: `${file}:${line}:${col}`, detail: message.split('\n')[0] ?? '' })
  })
  if (findings.length > 0) return { findings }
  const { contents } = document
  return { root: placed(contents, { document, lines, file }, 0), findings }
}

interface Source {
  document: Document.Parsed
  lines: LineCounter
  file: string
}

function placed(node: ParsedNode | Node | null | undefined, source: Source, depth: number): Placed {
  const at = atOf(node, source)
  if (!node || depth > 50) return { kind: 'text', text: '', isTyped: true, at }
  if ('source' in node && 'resolve' in node && typeof node.resolve === 'function')
    return placed(node.resolve(source.document), source, depth + 1)
  if (!('items' in node)) {
    const { value } = node as { value?: unknown }
    const written = 'source' in node && typeof node.source === 'string' ? node.source : String(value)
    return { kind: 'text', text: typeof value === 'string' ? value : written, isTyped: typeof value !== 'string', at }
  }
  const items = node.items as readonly (Node | { key: Node; value: Node | null })[]
  if (
    items.some((one) => 'key' in one) ||
    ('flow' in node && items.length === 0 && node.constructor.name === 'YAMLMap')
  )
    return { kind: 'map', entries: items.flatMap((one) => ('key' in one ? entry(one, source, depth) : [])), at }
  return { kind: 'list', items: items.flatMap((one) => ('key' in one ? [] : placed(one, source, depth + 1))), at }
}

function entry({ key, value }: { key: Node; value: Node | null }, source: Source, depth: number): Entry {
  const name = placed(key, source, depth + 1)
  return {
    key: name.kind === 'text' ? name.text : '',
    value: placed(value ?? undefined, source, depth + 1),
    at: name.at
  }
}

function atOf(node: { range?: readonly number[] | null } | null | undefined, { lines, file }: Source): At {
  const [start = 0, end = start] = node?.range ?? []
  const { line, col } = lines.linePos(start)
  return { file, line: Math.max(1, line), column: Math.max(1, col), range: [start, end] }
}

/** A value as JSON has it. */
export function jsonOf(value: Placed): string {
  switch (value.kind) {
    case 'text':
      return value.isTyped && isJson(value.text) ? value.text : JSON.stringify(value.text)
    case 'list':
      return `[${value.items.map(jsonOf).join(',')}]`
    case 'map':
      return `{${value.entries.map(({ key, value: one }) => `${JSON.stringify(key)}:${jsonOf(one)}`).join(',')}}`
  }
}

/** Whether a word of YAML is the same in JSON: 1, true and null, but neither 0x1f nor ~. */
function isJson(text: string): boolean {
  return /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/.test(text)
}
