import { quote } from '../findings/shell-word.js'
import type { ShownRequest } from './call-gateway.js'
import type { Variables } from './windows-command.js'

export const SHELLS = ['sh', 'powershell', 'cmd'] as const
export type Shell = (typeof SHELLS)[number]

/** A request of any method. */
export type AnyRequest = Omit<ShownRequest, 'method'> & { method: string }

/** The request as a command line for a shell. */
export async function requestCommand(shell: Shell, request: ShownRequest, variables: Variables = {}): Promise<string> {
  if (shell === 'sh') return curlCommand(request, variables)
  const { cmdCommand, powershellCommand } = await import('./windows-command.js')
  return shell === 'cmd' ? cmdCommand(request, variables) : powershellCommand(request, variables)
}

/**
 * The request as a curl command for a POSIX shell. It contains the signature, but not the SALT. If the body has a
 * mark, the shell replaces it with a secret from its environment.
 */
export function curlCommand({ method, url, headers, body, parts }: AnyRequest, variables: Variables = {}): string {
  const marked = (text: string) => withVariables(quote(text), variables)
  // curl makes its own boundary.
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

function withVariables(quoted: string, variables: Variables): string {
  return Object.entries(variables).reduce((text, [mark, name]) => text.replaceAll(mark, () => `'"$${name}"'`), quoted)
}
