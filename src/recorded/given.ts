/** A request as a command or recording gives it, before it is checked. */
export interface Given {
  address?: string | undefined
  method?: string | undefined
  headers: [name: string, value: string][]
  body?: string | undefined
  /** Names and values of a multipart form. The value of a file is `@` and its name. */
  parts?: [name: string, value: string][]
  /** Whether the body was made as a form, even if it does not look like one. */
  isForm?: boolean
  bodyFile?: { path: string; dropsLineBreaks: boolean }
}

export function headerOf(line: string): [name: string, value: string] {
  const at = line.indexOf(':')
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

/** Whether a word looks like an address: it has a scheme, or it is a host with a path. */
export function isUrlLike(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(word) || /^[\w.-]+\.[a-z]{2,}(?::\d+)?(?:\/|$)/i.test(word) || isLocal(word)
}

function isLocal(word: string): boolean {
  return /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])(?::\d+)?(?:\/|$)/i.test(word)
}
