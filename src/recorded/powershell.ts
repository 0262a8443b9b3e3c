import { curlRequest } from './curl.js'
import { formText } from './form.js'
import type { Given } from './given.js'

/** A value of a PowerShell statement. */
interface Value {
  text: string
  /** The items in parentheses or in a table. */
  items: Value[]
  /** The entries of `@{…}`. */
  map?: [name: string, value: Value][]
  /** Whether it was written without quotes. */
  bare: boolean
  /** Whether parentheses followed the word directly, as after a method. */
  called?: boolean
}

const REQUESTS = /^(?:invoke-webrequest|invoke-restmethod|iwr|irm)$/i
const CURL = /^curl(?:\.exe)?$/i

/**
 * Reads a request of PowerShell: `Copy as PowerShell` of a browser, `Invoke-RestMethod` with variables before it, or
 * curl with PowerShell's quotes.
 *
 * @returns nothing if no statement sends a request
 */
export function powershellRequest(text: string): Given | undefined {
  const reader = new Statements(text)
  for (let statement = reader.next(); statement; statement = reader.next()) {
    const at = statement.findIndex(({ text, bare }) => bare && (REQUESTS.test(text) || CURL.test(text)))
    const name = statement[at]?.text ?? ''
    const values = statement.slice(at + 1)
    // In Windows PowerShell, curl is an alias of Invoke-WebRequest.
    const isWebRequest = REQUESTS.test(name) || values.some(({ text, bare }) => bare && /^-(?:uri|body)$/i.test(text))
    if (at >= 0 && isWebRequest) return webRequest(values)
    if (at >= 0) return curlRequest(values.map(({ text }) => text).map(asProgramsSee))
  }
  return undefined
}

/** Windows PowerShell passes quotes on as they are, and a program reads `\"` as one. */
function asProgramsSee(word: string): string {
  return /(?<!\\)"/.test(word) ? word : word.replaceAll('\\"', '"')
}

/** The parameters of `Invoke-WebRequest`. They may be abbreviated. */
const PARAMETERS = ['uri', 'method', 'headers', 'contenttype', 'body', 'infile', 'form', 'websession', 'useragent']
const SWITCHES =
  /^-(?:usebasicparsing|skip\w*|disablekeepalive|allow\w*|passthru|verbose|debug|usedefaultcredentials)$/i

function webRequest(values: readonly Value[]): Given {
  const headers: [string, string][] = []
  const given: Given = { headers }
  for (let at = 0; at < values.length; at++) {
    const word = values[at] as Value
    if (!word.bare || !word.text.startsWith('-')) {
      given.address ??= word.text
      continue
    }
    if (SWITCHES.test(word.text)) continue
    const [name = '', attached] = word.text.slice(1).split(/:(.*)/s)
    const value = attached ? { ...word, text: attached } : values[++at]
    const asked = name.toLowerCase()
    const parameter = PARAMETERS.find((one) => one === asked) ?? PARAMETERS.find((one) => one.startsWith(asked))
    if (!value || !parameter) continue
    if (parameter === 'uri') given.address = value.text
    else if (parameter === 'method') given.method = value.text.toUpperCase()
    else if (parameter === 'headers') {
      for (const one of entries(value)) if (one[0].toLowerCase() !== 'method') headers.push(one)
    } else if (parameter === 'contenttype') headers.push(['Content-Type', value.text])
    else if (parameter === 'infile') given.bodyFile = { path: value.text, dropsLineBreaks: false }
    else if (parameter === 'form') given.parts = entries(value)
    else if (parameter === 'body') {
      given.body = value.map ? formText(entries(value)) : value.text
      if (value.map) given.isForm = true
    }
  }
  given.method ??= 'GET'
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  if (given.body !== undefined && !hasType) headers.push(['Content-Type', 'application/x-www-form-urlencoded'])
  return given
}

function entries({ map = [] }: Value): [string, string][] {
  return map.map(([name, { text }]) => [name, text])
}

/** Reads statement by statement, and keeps the values of variables. */
class Statements {
  private at = 0
  private readonly variables = new Map<string, Value>()
  private readonly text: string

  constructor(text: string) {
    // The prompt, and the prompt of a continued line.
    this.text = text.replace(/^PS [^\n\r\u2028\u2029>]*> ?/gm, '').replace(/^>> ?/gm, '')
  }

  /** The values of the next statement. An assignment that sends nothing is stored and skipped. */
  next(): Value[] | undefined {
    while (this.at < this.text.length) {
      const values = this.statement()
      if (values.length > 0) {
        this.keep(values)
        return values
      }
    }
    return undefined
  }

  private keep([target, mark, ...rest]: readonly Value[]): void {
    if (target?.bare !== true || !target.text.startsWith('$')) return
    if (mark?.bare && mark.text === '=' && rest[0]) this.variables.set(target.text.toLowerCase(), converted(rest))
    const [, owner] = /^(\$\w+)\.add$/i.exec(target.text) ?? []
    const [name, value] = target.items
    if (owner && name && value) {
      const known = this.variables.get(owner.toLowerCase())
      this.variables.set(owner.toLowerCase(), { ...blank(), map: [...(known?.map ?? []), [name.text, value]] })
    }
  }

  private statement(): Value[] {
    const values: Value[] = []
    for (;;) {
      this.skipBlanks()
      const one = this.text.charAt(this.at)
      if (one === '' || one === '\n' || one === ';' || one === ')' || one === '}') {
        this.at++
        return values
      }
      if (one === '#') this.at = indexOr(this.text, '\n', this.at)
      else values.push(this.value())
    }
  }

  private skipBlanks(): void {
    const [blanks = ''] = /^(?:[ \t\r]|`[ \t]*\r?\n)*/.exec(this.text.slice(this.at)) ?? []
    this.at += blanks.length
  }

  /** One value: a word, a text in quotes, parentheses or a table, and whatever follows without a space. */
  private value(): Value {
    const value = blank()
    const from = this.at
    while (this.at < this.text.length) {
      const rest = this.text.slice(this.at, this.at + 3)
      // `name=` in a table and `$name=` end before the `=`.
      if (rest.startsWith('=') && this.at > from && (!value.bare || /^\$?[\w.-]+$/.test(value.text))) break
      if (/^@["']\r?\n/.test(rest)) this.add(value, this.hereString())
      else if (rest.startsWith('@{')) {
        this.at += 2
        value.map = this.table()
        value.bare = false
      } else if (rest.startsWith("'")) this.add(value, this.literal())
      else if (rest.startsWith('"')) this.add(value, this.expandable())
      else if (rest.startsWith('(')) this.group(value, from)
      else if (rest.startsWith('$')) this.variable(value)
      else if (rest.startsWith('|')) {
        this.at++
        return { ...value, text: value.text || '|' }
      } else if (/^[\s;(){},]/.test(rest)) {
        if (rest.startsWith(',')) this.at++
        break
      } else if (rest.startsWith('`')) {
        value.text += this.text.charAt(this.at + 1)
        this.at += 2
      } else {
        value.text += rest.charAt(0)
        this.at++
        if (value.text === '=') break
      }
    }
    if (this.at === from) this.at++
    return value
  }

  private add(value: Value, text: string): void {
    value.text += text
    value.bare = false
  }

  /** Parentheses: the texts in them are joined. Before them there is a method or nothing. */
  private group(value: Value, from: number): void {
    const isCall = this.at > from
    this.at++
    const items: Value[] = []
    for (;;) {
      const [blanks = ''] = /^(?:[\s,+]|`\r?\n)*/.exec(this.text.slice(this.at)) ?? []
      this.at += blanks.length
      if (this.at >= this.text.length || this.text.charAt(this.at) === ')') break
      items.push(this.value())
    }
    this.at++
    const inside = converted(items)
    value.items = items.filter(({ bare, called }) => !bare || called)
    if (isCall && value.text.startsWith('$')) return
    value.text = items[0]?.map ? inside.text : value.items.map(({ text }) => text).join('')
    if (inside.map) value.map = inside.map
    value.bare = false
    value.called = true
  }

  private variable(value: Value): void {
    const [name = '$'] = /^\$(?:env:)?\w+(?:\.\w+)?/i.exec(this.text.slice(this.at)) ?? []
    this.at += name.length
    const known = this.variables.get(name.toLowerCase())
    if (!known || /^\s*=/.test(this.text.slice(this.at))) {
      value.text += name
      return
    }
    value.text += known.text
    value.bare = false
    if (known.map) value.map = known.map
  }

  private table(): [string, Value][] {
    const read: [string, Value][] = []
    for (;;) {
      const [blanks = ''] = /^[\s;]*/.exec(this.text.slice(this.at)) ?? []
      this.at += blanks.length
      if (this.at >= this.text.length) return read
      if (this.text.charAt(this.at) === '}') {
        this.at++
        return read
      }
      const name = this.value().text
      const [mark = ''] = /^\s*=[ \t]*/.exec(this.text.slice(this.at)) ?? []
      this.at += mark.length
      if (mark !== '') read.push([name, this.value()])
    }
  }

  private hereString(): string {
    const quote = this.text.charAt(this.at + 1)
    const start = indexOr(this.text, '\n', this.at) + 1
    const found = this.text.indexOf(`\n${quote}@`, start - 1)
    const end = found < 0 ? this.text.length : found
    this.at = end + 3
    const content = this.text.slice(start, end).replace(/\r$/, '')
    return quote === '"' ? this.expanded(content) : content
  }

  private literal(): string {
    const [all = ''] = /^'(?:[^']|'')*'?/.exec(this.text.slice(this.at)) ?? []
    this.at += all.length
    return all
      .slice(1, all.endsWith("'") ? -1 : undefined)
      .replaceAll("''", "'")
      .replace(/([‘’‚‛])\1/g, '$1')
  }

  private expandable(): string {
    const [all = ''] = /^"(?:[^"`]|`[\s\S]|"")*"?/.exec(this.text.slice(this.at)) ?? []
    this.at += all.length
    return this.expanded(all.slice(1, -1).replaceAll('""', '`"'))
  }

  /** Expands backtick escapes, `$([char]25277)` and variables. */
  private expanded(text: string): string {
    return text.replace(
      /`u\{([0-9a-f]+)\}|`([\s\S])|\$\(\[char\](0x[0-9a-f]+|\d+)\)|(\$\w+)/gi,
      (whole, codePoint, escaped, code, name) => {
        if (codePoint !== undefined) return String.fromCodePoint(Number.parseInt(codePoint, 16))
        if (escaped !== undefined) return ESCAPES[escaped] ?? escaped
        if (code !== undefined) return String.fromCharCode(Number(code))
        return this.variables.get(name.toLowerCase())?.text ?? whole
      }
    )
  }
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  0: '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b'
}

/** A value, or the JSON of a table that is piped into `ConvertTo-Json`. */
function converted([first, ...rest]: readonly Value[]): Value {
  const value = first ?? blank()
  if (!value.map || !rest.some(({ text }) => /^convertto-json$/i.test(text))) return value
  const members = value.map.map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`)
  return { ...blank(), text: `{${members.join(',')}}`, bare: false, items: [] }
}

function jsonOf({ text, bare }: Value): string {
  return bare && /^-?\d+(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text)
}

function blank(): Value {
  return { text: '', items: [], bare: true }
}

function indexOr(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found
}
