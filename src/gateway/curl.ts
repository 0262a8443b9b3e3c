import type { WireRequest } from './call.js'

/** The request as a curl command for a POSIX shell. The SALT is not in it, the signature is. */
export function curlCommand({ method, url, headers, body }: WireRequest): string {
  const lines = [
    `curl -X ${method} ${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${quote(body)}`])
  ]
  return `${lines.join(' \\\n  ')}\n`
}

/** A text as one word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
