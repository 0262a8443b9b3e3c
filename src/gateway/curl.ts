import type { WireRequest } from './call.js'

/**
 * The request as a curl command for a POSIX shell. The SALT is not in it, the signature is. Where the body has a
 * mark, the shell puts in the secret that its environment holds.
 */
export function curlCommand({ method, url, headers, body }: WireRequest, variables: Variables = {}): string {
  const lines = [
    `curl -X ${method} ${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${withVariables(quote(body), variables)}`])
  ]
  return `${lines.join(' \\\n  ')}\n`
}

/** Marks in a body, each with the variable of the shell that has what it stands for. */
type Variables = Readonly<Record<string, string>>

function withVariables(quoted: string, variables: Variables): string {
  return Object.entries(variables).reduce((text, [mark, name]) => text.replaceAll(mark, () => `'"$${name}"'`), quoted)
}

/** A text as one word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
