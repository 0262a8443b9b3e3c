import { EXIT, Failure, type Finding, finding } from '../findings.js'
import { type JsonObject, type JsonValue, member, memberText, readJson } from '../json/json.js'

/** A request as a tool recorded it. */
export interface Exchange {
  method: string
  url: URL
  headers: readonly (readonly [name: string, value: string])[]
  /** The text of the body; a GET has its query in its place, as the JSON object that is signed. */
  body: string
  /** A file that holds the body, as curl's `-d @file` has it; line breaks are then dropped, as curl does. */
  bodyFile?: { path: string; dropsLineBreaks: boolean }
}

/** Where the request should have gone. */
export interface Expected {
  env: string
  host: string
}

/** What is wrong with a request beside its signature: host, method, Content-Type and length. */
export function checkExchange({ method, url, headers, body }: Exchange, { env, host }: Expected): Finding[] {
  const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1]
  const type = header('content-type') ?? ''
  const length = header('content-length')
  const size = Buffer.byteLength(body)
  const found: Finding[] = []
  if (url.host !== host) found.push(finding('request-host', { host: url.host, env, expected: host }))
  if (method === 'GET') return found
  if (method !== 'POST') found.push(finding('request-method', { found: method }))
  if (!/^application\/json\s*(?:;|$)/i.test(type)) found.push(finding('request-content-type', { found: type }))
  if (length !== undefined && Number(length) !== size) found.push(finding('request-length', { length, size }))
  return found
}

/** @throws Failure (exit 2) `no-request-found` */
function exchange(
  source: 'curl' | 'har',
  address: string | undefined,
  given: Omit<Exchange, 'url' | 'body'> & { body: string | undefined }
): Exchange {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined
  const isGet = given.method === 'GET'
  const body = isGet && url ? JSON.stringify(Object.fromEntries(url.searchParams)) : given.body
  if (!url || (body === undefined && !given.bodyFile)) throw notFound(source)
  return { ...given, url, body: body ?? '' }
}

function notFound(source: 'curl' | 'har'): Failure {
  return new Failure(EXIT.input, [finding('no-request-found', { source })])
}

/**
 * Reads a curl command as a shell would: quotes, `$'…'`, continued lines.
 *
 * @throws Failure (exit 2) `no-request-found`
 */
export function readCurl(text: string): Exchange {
  const words = shellWords(text)
  const headers: [string, string][] = []
  const data: string[] = []
  let [url, method, bodyFile]: [string?, string?, Exchange['bodyFile']?] = []
  let sendsJson = false
  for (let i = words.indexOf('curl') + 1; i < words.length; i++) {
    const [option, attached] = optionOf(words[i] ?? '')
    const value = () => attached ?? words[++i] ?? ''
    if (option === undefined) url = words[i]
    else if (option === '--url') url = value()
    else if (option === '-X' || option === '--request') method = value()
    else if (option === '-H' || option === '--header') headers.push(headerOf(value()))
    else if (DATA.has(option)) {
      const text = value()
      sendsJson ||= option === '--json'
      if (text.startsWith('@') && option !== '--data-raw')
        bodyFile = { path: text.slice(1), dropsLineBreaks: option === '-d' || option === '--data' }
      else data.push(text)
    } else if (WITH_VALUE.has(option) && attached === undefined) i++
  }
  // What curl sends when nothing else is said.
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', sendsJson ? 'application/json' : 'application/x-www-form-urlencoded'])
  const hasBody = data.length > 0 || bodyFile !== undefined
  return exchange('curl', words.includes('curl') ? url : undefined, {
    method: (method ?? (hasBody ? 'POST' : 'GET')).toUpperCase(),
    headers,
    body: data.length > 0 ? data.join('&') : undefined,
    ...(bodyFile && { bodyFile })
  })
}

const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'])
/** Options of curl that take a value, beside those that are read. */
const WITH_VALUE = new Set(
  '-A -b -c -e -m -o -u -x -w --user-agent --cookie --cookie-jar --referer --max-time --output --user --proxy --write-out --connect-timeout --retry --cacert --cert --key --resolve'.split(
    ' '
  )
)

/** An option and the value that may hang on it: `-XPOST`, `--request=POST`. */
function optionOf(word: string): [option?: string, attached?: string] {
  if (!word.startsWith('-') || word === '-') return []
  const at = word.startsWith('--') ? word.indexOf('=') : -1
  if (at > 0) return [word.slice(0, at), word.slice(at + 1)]
  return /^-[XHd]./.test(word) ? [word.slice(0, 2), word.slice(2)] : [word]
}

function headerOf(line: string): [string, string] {
  const at = line.indexOf(':')
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

const WORD = /(?:'[^']*'|\$'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\])+/g
const PIECE = /'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+?(?=\$'|['"\\]|$))/g

/** The words of a command line; a quote that is not closed ends with the text. */
function shellWords(text: string): string[] {
  const joined = text.replace(/\\\r?\n/g, ' ')
  return (joined.match(WORD) ?? []).map((word) =>
    word.replace(PIECE, (_, single, ansi, double, escaped, plain) => {
      if (ansi !== undefined) return unescapeAnsi(ansi)
      if (double !== undefined) return double.replace(/\\([$`"\\])/g, '$1')
      return single ?? escaped ?? plain
    })
  )
}

/** The escapes of bash's `$'…'`, which browsers use when they copy a request as curl. */
function unescapeAnsi(text: string): string {
  const names: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g, (_, unit, byte, one) => {
    const code = unit ?? byte
    return code === undefined ? (names[one] ?? one) : String.fromCharCode(Number.parseInt(code, 16))
  })
}

/**
 * Reads a HAR file (HTTP Archive): the last request in it that goes to an ecpay or bills address.
 *
 * @throws Failure (exit 2) `no-request-found`; what reading JSON finds
 */
export function readHar(text: string): Exchange {
  const entries = at(readJson(text), 'log', 'entries')
  const requests = entries?.kind === 'array' ? entries.items.map((entry) => at(entry, 'request')) : []
  const request = requests.findLast((one) => /\/api\/apps\/(?:ecpay|bills|fund)/.test(textAt(one, 'url') ?? ''))
  if (request?.kind !== 'object') throw notFound('har')
  const headers = at(request, 'headers')
  return exchange('har', textAt(request, 'url'), {
    method: (textAt(request, 'method') ?? '').toUpperCase(),
    headers:
      headers?.kind === 'array'
        ? headers.items.map((one) => [textAt(one, 'name') ?? '', textAt(one, 'value') ?? ''] as const)
        : [],
    body: textAt(at(request, 'postData'), 'text')
  })
}

function at(value: JsonValue | undefined, ...path: string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (one, key) => (one?.kind === 'object' ? member(one, key) : undefined),
    value
  )
}

function textAt(value: JsonValue | undefined, key: string): string | undefined {
  return value?.kind === 'object' ? memberText(value satisfies JsonObject, key) : undefined
}
