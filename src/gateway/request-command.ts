import type { ShownRequest } from './call-gateway.js'

export const SHELLS = ['sh', 'powershell', 'cmd'] as const
export type Shell = (typeof SHELLS)[number]

/** The request as a command that a shell sends it with. */
export async function requestCommand(shell: Shell, request: ShownRequest, variables: Variables = {}): Promise<string> {
  if (shell === 'sh') return curlCommand(request, variables)
  const { cmdCommand, powershellCommand } = await import('./windows-command.js')
  return shell === 'cmd' ? cmdCommand(request, variables) : powershellCommand(request, variables)
}

/**
 * The request as a curl command for a POSIX shell. The SALT is not in it, the signature is. Where the body has a
 * mark, the shell puts in the secret that its environment holds.
 */
export function curlCommand({ method, url, headers, body, parts }: ShownRequest, variables: Variables = {}): string {
  const marked = (text: string) => withVariables(quote(text), variables)
  // curl draws a boundary of its own.
  const shown = Object.entries(headers).filter(([name]) => !parts || name !== 'content-type')
  const lines = [
    `curl -X ${method} ${quote(url)}`,
    ...shown.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${marked(body)}`]),
    ...(parts ?? []).map((part) =>
      'value' in part
        ? `--form-string ${marked(`${part.name}=${part.value}`)}`
        : `-F ${quote(`${part.name}=@"${part.path.replace(/["\\]/g, '\\$&')}";type=${part.content_type}`)}`
    )
  ]
  return `${lines.join(' \\\n  ')}\n`
}

/** Marks in a body, each with the variable of the shell that has what it stands for. */
type Variables = Readonly<Record<string, string>>

function withVariables(quoted: string, variables: Variables): string {
  return Object.entries(variables).reduce((text, [mark, name]) => text.replaceAll(mark, () => `'"$${name}"'`), quoted)
}

/** A word as it is where a shell takes it so, else in quotes. */
export function quoteWord(text: string): string {
  return /^[\w./:@=,+-]+$/.test(text) ? text : quote(text)
}

/** A text as one word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
