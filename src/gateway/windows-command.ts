import type { ShownRequest } from './call-gateway.js'
import type { ShownPart } from './multipart.js'

/** Marks in a body, each with the shell variable whose value replaces it. */
export type Variables = Readonly<Record<string, string>>

/**
 * The request as a command for Windows PowerShell and PowerShell 7. The body is sent as UTF-8 bytes: curl would get an
 * argument without its quotes, in the code page of the console.
 */
export function powershellCommand({ method, url, headers, body, parts }: ShownRequest, variables: Variables): string {
  if (parts) return joined(['curl.exe', ...curlWords({ method, url }, parts, powershellQuote)], '`')
  const type = headers['content-type']
  const others = Object.entries(headers).filter(([name]) => name !== 'content-type')
  const table = others.map(([name, value]) => `${powershellQuote(name)}=${powershellQuote(value)}`).join('; ')
  const marked = Object.entries(variables).reduce(
    (text, [mark, name]) => text.replaceAll(mark, () => `'+$env:${name}+'`),
    powershellQuote(body)
  )
  return joined(
    [
      'Invoke-WebRequest -UseBasicParsing',
      `-Method ${method}`,
      `-Uri ${powershellQuote(url)}`,
      ...(table === '' ? [] : [`-Headers @{${table}}`]),
      ...(type === undefined ? [] : [`-ContentType ${powershellQuote(type)}`]),
      ...(body === '' ? [] : [`-Body ([System.Text.Encoding]::UTF8.GetBytes(${marked}))`])
    ],
    '`'
  )
}

/**
 * The request as a curl command for cmd. curl gets its arguments in the code page of the machine, so characters outside
 * ASCII are written as JSON escapes. The values, and so the signature, are the same.
 */
export function cmdCommand({ method, url, headers, body, parts }: ShownRequest, variables: Variables): string {
  if (parts) return joined(['curl', ...curlWords({ method, url }, parts, cmdQuote)], '^')
  const marked = Object.entries(variables).reduce(
    (text, [mark, name]) => text.replaceAll(cmdEscaped(mark), () => `%${name}%`),
    cmdQuote(asciiJson(body))
  )
  return joined(
    [
      `curl -X ${method} ${cmdQuote(url)}`,
      ...Object.entries(headers).map(([name, value]) => `-H ${cmdQuote(`${name}: ${value}`)}`),
      ...(body === '' ? [] : [`--data-raw ${marked}`])
    ],
    '^'
  )
}

/** The words for curl. For a form they are only the parts, because curl makes its own boundary. */
function curlWords(
  { method, url }: Pick<ShownRequest, 'method' | 'url'>,
  parts: readonly ShownPart[],
  quote: (text: string) => string
): string[] {
  return [
    `-X ${method} ${quote(url)}`,
    ...parts.map((part) =>
      'value' in part
        ? `--form-string ${quote(`${part.name}=${part.value}`)}`
        : `-F ${quote(`${part.name}=@${part.path};type=${part.content_type}`)}`
    )
  ]
}

function joined(words: readonly string[], continued: string): string {
  return `${words.join(` ${continued}\n  `)}\n`
}

/** A quoted word for PowerShell, which also reads typographic single quotes as quotes. */
function powershellQuote(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`
}

/** A quoted word for cmd and for the program that it starts, whose runtime reads backslashes before a quote. */
function cmdQuote(text: string): string {
  const forProgram = text.replace(/(?<!\\)(\\*)"/g, '$1$1\\"').replace(/(?<!\\)\\+$/, '$&$&')
  return `^"${cmdEscaped(forProgram)}^"`
}

/** Escapes a word with carets, the only way if it has no quotes that cmd sees. */
function cmdEscaped(text: string): string {
  return text.replace(/[&|<>()^%!"]/g, '^$&').replace(/\r?\n/g, '^\n\n')
}

function asciiJson(body: string): string {
  return body.replace(/[^\n\r -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
