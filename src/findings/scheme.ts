/** Whether an address has no scheme, like `127.0.0.1:8787`. */
export function withoutScheme(found: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(:\d+)?(\/|$)|^localhost(:\d+)?(\/|$)/.test(found)
}

/** The address with its scheme. Plain http is only for this machine. */
export function withScheme(found: string): string {
  return `${/^(127\.|localhost)/.test(found) ? 'http' : 'https'}://${found}`
}
