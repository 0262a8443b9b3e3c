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
  /** Where cmd ends the command within its body, which is read as it was meant: `&`, `|` or a line break. */
  cmdEnd?: string
}

export function headerOf(line: string): [name: string, value: string] {
  const at = line.indexOf(':')
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}

/**
 * Lines of headers, those of a long signature joined: an editor or a terminal breaks it anywhere, and HTTP/1.1 once
 * let a value go on in an indented line. Source: RFC 7230, section 3.2.4.
 */
export function unbroken(lines: readonly string[]): string[] {
  const whole: string[] = []
  // Where every value is in the line behind its name, none is broken.
  const areNamesAlone = lines.some((line) => /^\s*byte[-_](?:timestamp|nonce)[\w-]*\s*:\s*$/i.test(line))
  let isSignature = false
  for (const line of lines) {
    if (isSignature && /^\s*[A-Za-z0-9+/_-]+={0,2}\s*$/.test(line)) {
      whole.push(`${whole.pop()?.trimEnd()}${line.trim()}`)
      continue
    }
    isSignature = !areNamesAlone && /^\s*[\w-]*signature\s*:/i.test(line)
    whole.push(line)
  }
  return whole
}

/** Whether a word looks like an address: it has a scheme, or it is a host with a path. */
export function isUrlLike(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(word) || /^[\w.-]+\.[a-z]{2,}(?::\d+)?(?:\/|$)/i.test(word) || isLocal(word)
}

function isLocal(word: string): boolean {
  return /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])(?::\d+)?(?:\/|$)/i.test(word)
}
