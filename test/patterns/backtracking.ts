/**
 * A backtracking matcher that counts its steps, as the engine would take them: what a pattern costs is told without a
 * clock. It knows what the patterns of this program use.
 */
type Node =
  | { kind: 'one'; takes: (char: string) => boolean }
  | { kind: 'edge'; holds: (text: string, at: number) => boolean }
  | { kind: 'look'; ahead: boolean; wanted: boolean; body: Node }
  | { kind: 'group'; body: Node; index: number }
  | { kind: 'back'; index: number }
  | { kind: 'all'; parts: Node[] }
  | { kind: 'any'; ways: Node[] }
  | { kind: 'repeat'; body: Node; least: number; most: number; lazy: boolean }

type Next = (at: number) => number

const MOST = 100_000
class TooMany extends Error {}

export class Pattern {
  /** Of single characters and classes: which characters each takes. */
  readonly atoms: ((char: string) => boolean)[] = []
  private readonly root: Node
  private readonly source: string
  private readonly flags: string
  private at = 0
  private groups = 0
  private steps = 0
  private text = ''
  private taken: string[] = []

  constructor(source: string, flags: string) {
    this.source = source
    this.flags = flags
    this.root = this.readAny()
    if (this.at < source.length) throw new Error(`not read: ${source.slice(this.at)}`)
  }

  /** How many steps it takes to find all that a text has, or only what stands at its beginning; endless where many. */
  stepsIn(text: string): number {
    try {
      return this.counted(text)
    } catch (error) {
      if (error instanceof TooMany) return Number.POSITIVE_INFINITY
      throw error
    }
  }

  private counted(text: string): number {
    this.steps = 0
    this.text = text
    for (let from = 0; from <= text.length; ) {
      const end = this.match(this.root, from, (at) => at)
      if (this.flags.includes('y')) break
      from = end > from ? end : from + 1
    }
    return this.steps
  }

  private match(node: Node, at: number, next: Next): number {
    if (++this.steps > MOST) throw new TooMany()
    switch (node.kind) {
      case 'one':
        return at < this.text.length && node.takes(this.text.charAt(at)) ? next(at + 1) : -1
      case 'edge':
        return node.holds(this.text, at) ? next(at) : -1
      case 'look':
        return this.looks(node.body, at, node.ahead) === node.wanted ? next(at) : -1
      case 'group':
        return this.match(node.body, at, (end) => {
          const before = this.taken[node.index]
          this.taken[node.index] = this.text.slice(at, end)
          const found = next(end)
          if (found < 0) this.taken[node.index] = before ?? ''
          return found
        })
      case 'back': {
        const wanted = this.taken[node.index] ?? ''
        return this.text.startsWith(wanted, at) ? next(at + wanted.length) : -1
      }
      case 'all':
        return this.sequence(node.parts, 0, at, next)
      case 'any':
        for (const way of node.ways) {
          const found = this.match(way, at, next)
          if (found >= 0) return found
        }
        return -1
      case 'repeat':
        return this.repeated(node, 0, at, next)
    }
  }

  private sequence(parts: readonly Node[], i: number, at: number, next: Next): number {
    const part = parts[i]
    return part ? this.match(part, at, (end) => this.sequence(parts, i + 1, end, next)) : next(at)
  }

  private repeated(node: Node & { kind: 'repeat' }, count: number, at: number, next: Next): number {
    const more = () =>
      count < node.most
        ? this.match(node.body, at, (end) =>
            end === at && count >= node.least ? -1 : this.repeated(node, count + 1, end, next)
          )
        : -1
    if (count < node.least) return more()
    if (node.lazy) {
      const found = next(at)
      return found >= 0 ? found : more()
    }
    const found = more()
    return found >= 0 ? found : next(at)
  }

  /** Behind a place only what has a length of few characters is looked for. */
  private looks(body: Node, at: number, ahead: boolean): boolean {
    if (ahead) return this.match(body, at, (end) => end) >= 0
    for (let from = at; from >= Math.max(0, at - 4); from--)
      if (this.match(body, from, (end) => (end === at ? end : -1)) >= 0) return true
    return false
  }

  private readAny(): Node {
    const ways = [this.readAll()]
    while (this.take('|')) ways.push(this.readAll())
    return ways.length === 1 ? (ways[0] as Node) : { kind: 'any', ways }
  }

  private readAll(): Node {
    const parts: Node[] = []
    while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) parts.push(this.readRepeated())
    return { kind: 'all', parts }
  }

  private readRepeated(): Node {
    const body = this.readOne()
    const [whole = '', sign = '', least = '', comma, most] =
      /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})/.exec(this.source.slice(this.at)) ?? []
    if (whole === '') return body
    this.at += whole.length
    const lazy = this.take('?')
    const [from, to] =
      sign === ''
        ? [Number(least), comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY]
        : [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY]
    return { kind: 'repeat', body, least: from, most: to, lazy }
  }

  private readOne(): Node {
    const rest = this.source.slice(this.at)
    const [group] = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(rest) ?? []
    if (group !== undefined) {
      this.at += group.length
      const look = /^\(\?(<?)([=!])$/.exec(group)
      const index = look || group === '(?:' ? 0 : ++this.groups
      const body = this.readAny()
      if (!this.take(')')) throw new Error(`no end of a group: ${this.source}`)
      if (look) return { kind: 'look', ahead: look[1] === '', wanted: look[2] === '=', body }
      return index === 0 ? body : { kind: 'group', body, index }
    }
    const [atom = ''] =
      /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[\s\S])|[\s\S])/i.exec(
        rest
      ) ?? []
    this.at += atom.length
    const isMultiline = this.flags.includes('m')
    if (atom === '^') return edge((text, at) => at === 0 || (isMultiline && isBreak(text[at - 1])))
    if (atom === '$') return edge((text, at) => at === text.length || (isMultiline && isBreak(text[at])))
    if (atom === '\\b' || atom === '\\B') {
      const isWord = (one: string | undefined) => /\w/.test(one ?? '')
      return edge((text, at) => (isWord(text[at - 1]) !== isWord(text[at])) === (atom === '\\b'))
    }
    if (/^\\[1-9]$/.test(atom)) return { kind: 'back', index: Number(atom[1]) }
    const one = new RegExp(`^${atom}$`, this.flags.replace(/[gmy]/g, ''))
    const known = new Map<string, boolean>()
    const takes = (char: string) => {
      const seen = known.get(char) ?? one.test(char)
      known.set(char, seen)
      return seen
    }
    this.atoms.push(takes)
    return { kind: 'one', takes }
  }

  private take(char: string): boolean {
    if (this.source.charAt(this.at) !== char) return false
    this.at++
    return true
  }
}

/** What ends a line for `^` and `$` with the flag m. */
export function isBreak(char: string | undefined): boolean {
  return /^[\n\r\u2028\u2029]$/.test(char ?? '')
}

function edge(holds: (text: string, at: number) => boolean): Node {
  return { kind: 'edge', holds }
}

/** The regular expressions that stand in a file of TypeScript. */
export function patternsIn(code: string): { source: string; flags: string; line: number }[] {
  const found: { source: string; flags: string; line: number }[] = []
  const TOKEN =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|(?<=[(,=:[!&|?{};+\-*%~^<>\n]\s*|return\s+|case\s+)\/((?:\[(?:\\.|[^\]\\\n])*\]|\\.|[^/\\\n[*])(?:\[(?:\\.|[^\]\\\n])*\]|\\.|[^/\\\n[])*)\/([dgimsuvy]*)/g
  for (const match of code.matchAll(TOKEN)) {
    const [, source, flags = ''] = match
    if (source !== undefined) found.push({ source, flags, line: code.slice(0, match.index).split('\n').length })
  }
  return found
}
