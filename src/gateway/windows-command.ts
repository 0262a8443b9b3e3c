import type { ShownRequest } from './call-gateway.js'
import type { ShownPart } from './multipart.js'

/** Marks in a body, each with the variable of the shell that has what it stands for. */
type Variables = Readonly<Record<string, string>>

/**
 * The request as a command for PowerShell, Windows' own and the new one. The body goes as the bytes of its UTF-8:
 * curl would be handed an argument without its quotes, in the code page of the console.
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
 * The request as a curl command for cmd. curl gets its arguments in the code page of the machine, so what is not ASCII
 * goes as an escape of JSON: the values, and with them the signature, are the same.
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

/** curl draws a boundary of its own: of a form only the parts are told. */
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

/** PowerShell takes typographic single quotes for quotes too. */
function powershellQuote(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`
}

/** A word for cmd, and behind it for the program, whose runtime reads backslashes before a quote. */
function cmdQuote(text: string): string {
  const forProgram = text.replace(/(?<!\\)(\\*)"/g, '$1$1\\"').replace(/(?<!\\)\\+$/, '$&$&')
  return `^"${cmdEscaped(forProgram)}^"`
}

/** With no quote left that cmd sees, nothing but carets protects. */
function cmdEscaped(text: string): string {
  return text.replace(/[&|<>()^%!"]/g, '^$&').replace(/\r?\n/g, '^\n\n')
}

function asciiJson(body: string): string {
  return body.replace(/[^\n\r -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
