/** Whether an address begins with its host: `127.0.0.1:8787`. */
export function withoutScheme(found: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(:\d+)?(\/|$)|^localhost(:\d+)?(\/|$)/.test(found)
}

/** The same with the scheme it needs: plain http is for this machine alone. */
export function withScheme(found: string): string {
  return `${/^(127\.|localhost)/.test(found) ? 'http' : 'https'}://${found}`
}
