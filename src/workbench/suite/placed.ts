import type { Document, LineCounter, Node, ParsedNode, YAMLMap } from 'yaml'
import { EcpayError, type Finding, finding, refuse } from '../../findings/findings.js'
import { notYaml } from '../../findings/suite-phrases.js'

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

/**
 * What stands for a result of an earlier step, or for a variable: `${order.request.out_order_no}`. The name of a step
 * may have spaces; other braces are text.
 */
export const REFERENCES = /\$\{([\p{L}\p{N}_-]+|[^{}.]+\.[^{}]+)\}/gu

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
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  try {
    // To look for keys that stand twice, the library compares each with all others of its map.
    const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
    const findings = document.errors.map(({ code, message, pos: [start] }) => {
      const { line, col } = lines.linePos(start)
      const detail = notYaml.en(code) === code ? (message.split('\n')[0] ?? '') : code
      return finding('suite-unreadable', {
        place: `${file}:${line}:${col}`,
        detail: isOverflow(detail) ? 'too-deep' : detail
      })
    })
    // Where the reader gave up, what follows is no YAML to it.
    const deep = findings.find(({ detail }) => detail === 'too-deep')
    if (findings.length > 0) return { findings: deep ? [deep] : findings }
    const { targets, repeated } = lookedAt(document, yaml)
    for (const { range } of repeated) {
      const [start = 0] = range ?? []
      const { line, col } = lines.linePos(start)
      const [key] = /^[\w-]+/.exec(text.slice(start)) ?? []
      const place = `${file}:${line}:${col}`
      findings.push(finding('suite-unreadable', { place, detail: 'DUPLICATE_KEY', ...(key !== undefined && { key }) }))
    }
    if (findings.length > 0) return { findings }
    const source = { isMap: yaml.isMap, targets, lines, file, left: { ...LIMITS } }
    return { root: placed(document.contents, source, 0), findings }
  } catch (error) {
    if (error instanceof EcpayError) return { findings: [...error.findings] }
    throw error
  }
}

/** The most that aliases may stand for in all. A few lines of them can mean more than memory holds. */
const LIMITS = { aliases: 10_000, characters: 1_000_000 }
const DEPTH = 50

interface Source {
  /** The library's own question: the name of a class is empty once it is bundled. */
  isMap: (node: unknown) => boolean
  /** What each alias stands for. */
  targets: ReadonlyMap<Node, Node | undefined>
  lines: LineCounter
  file: string
  /** How much of {@link LIMITS} is left. */
  left: { aliases: number; characters: number }
}

/** What the library says of a text that is nested too deeply for it. */
function isOverflow(message: string): boolean {
  return /call stack/i.test(message)
}

type Yaml = Pick<typeof import('yaml'), 'isMap' | 'isScalar' | 'visit'>

/**
 * What each alias stands for, the last node before it with its anchor, and the keys that stand in their map a second
 * time. All are found at once: to ask the library for one reads everything.
 */
function lookedAt(document: Document.Parsed, yaml: Yaml): { targets: Source['targets']; repeated: Node[] } {
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node | undefined>()
  const repeated: Node[] = []
  yaml.visit(document, {
    Alias: (_, node) => void targets.set(node, anchors.get(node.source)),
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (yaml.isMap(node)) for (const key of repeatedIn(node, yaml)) repeated.push(key)
    }
  })
  return { targets, repeated }
}

function repeatedIn({ items }: YAMLMap, { isScalar }: Yaml): Node[] {
  const seen = new Set<unknown>()
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return []
    const isKnown = seen.has(key.value)
    seen.add(key.value)
    return isKnown ? [key] : []
  })
}

function placed(node: ParsedNode | Node | null | undefined, source: Source, depth: number): Placed {
  const at = atOf(node, source)
  if (depth > DEPTH) throw unreadable(at, 'too-deep')
  if (!node) return { kind: 'text', text: '', isTyped: true, at }
  if (source.targets.has(node)) return placed(targetOf(node, source, at), source, depth + 1)
  if (!('items' in node)) {
    const { value } = node as { value?: unknown }
    const written = 'source' in node && typeof node.source === 'string' ? node.source : String(value)
    return { kind: 'text', text: typeof value === 'string' ? value : written, isTyped: typeof value !== 'string', at }
  }
  const items = node.items as readonly (Node | { key: Node; value: Node | null })[]
  if (source.isMap(node)) {
    const entries = items.flatMap((one) => ('key' in one ? entry(one, source, depth) : []))
    return { kind: 'map', entries: merged(entries), at }
  }
  return { kind: 'list', items: items.flatMap((one) => ('key' in one ? [] : placed(one, source, depth + 1))), at }
}

/**
 * The members of a map with those that `<<: *name` brings, or a list of such. What the map has itself goes before, and
 * what stands first in the list before what comes later. YAML 1.2 has no merges, but many files do.
 */
function merged(entries: readonly Entry[]): Entry[] {
  const all = entries.filter((one) => !isMerge(one))
  if (all.length === entries.length) return all
  const known = new Set(all.map(({ key }) => key))
  for (const { value } of entries.filter(isMerge))
    for (const one of value.kind === 'list' ? value.items : [value])
      for (const more of one.kind === 'map' ? one.entries : []) {
        if (known.has(more.key)) continue
        known.add(more.key)
        all.push(more)
      }
  return all
}

/** Anything else under that name stays, and is an unknown key. */
function isMerge({ key, value }: Entry): boolean {
  return key === '<<' && (value.kind === 'list' ? value.items : [value]).every(({ kind }) => kind === 'map')
}

function targetOf(alias: Node, { targets, left }: Source, at: At): Node {
  const target = targets.get(alias)
  if (!target) throw unreadable(at, 'no-anchor')
  const [start = 0, end = start] = target.range ?? []
  left.aliases -= 1
  left.characters -= end - start
  if (left.aliases < 0 || left.characters < 0) throw unreadable(at, 'too-much')
  return target
}

function unreadable(at: At, detail: string): EcpayError {
  return refuse('suite-unreadable', { place: placeOf(at), detail })
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

/** What a value is, in a word for findings. */
export function formOf(value: Placed): 'text' | 'list' | 'map' | 'nothing' {
  return value.kind === 'text' && value.text === '' ? 'nothing' : value.kind
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
