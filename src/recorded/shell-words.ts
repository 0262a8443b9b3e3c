/** The words of a command line as a shell reads them, and the text of its here-document. */
export interface ShellWords {
  words: string[]
  /** The text of `<<EOF`, which is the command's stdin. */
  stdin?: string
}

/** Where a quoted piece ends, and its value. */
interface Piece {
  text: string
  end: number
}

/**
 * The words of the first command in a text, as bash reads them: quotes, `$'…'`, continued lines. The command ends
 * with its line, so that the answer below it is ignored. A line that begins with an option still belongs to it,
 * because the backslashes at line ends are easily lost. A quote that is not closed ends with the text.
 */
export function shellWords(text: string): ShellWords {
  const words: string[] = []
  let word: string | undefined
  let stdin: string | undefined
  const finish = () => {
    if (word !== undefined) words.push(word)
    word = undefined
  }
  let at = 0
  while (at < text.length) {
    const one = text.charAt(at)
    const piece = quoted(text, at)
    if (piece) {
      word = (word ?? '') + piece.text
      at = piece.end
    } else if (isBreak(text, at)) {
      finish()
      const next = behindBlanks(text, at)
      if (text.charAt(next) !== '-') break
      at = next
    } else if (one === ' ' || one === '\t' || one === '\r') {
      finish()
      at++
    } else if (text.startsWith('<<', at)) {
      finish()
      stdin = hereDocument(text.slice(at))
      at = endOfLine(text, at)
    } else if (one === '<' || one === '>') {
      finish()
      at = behindRedirection(text, at)
    } else if (';|&)'.includes(one) || (one === '#' && word === undefined)) {
      break
    } else {
      word = (word ?? '') + one
      at++
    }
  }
  finish()
  return stdin === undefined ? { words } : { words, stdin }
}

function behindBlanks(text: string, at: number): number {
  const blanks = /\s*/y
  blanks.lastIndex = at
  blanks.test(text)
  return blanks.lastIndex
}

function isBreak(text: string, at: number): boolean {
  return text.charAt(at) === '\n'
}

/** The piece that begins with the quote or backslash here; nothing if there is neither. */
function quoted(text: string, at: number): Piece | undefined {
  switch (text.charAt(at)) {
    case "'": {
      const end = indexOr(text, "'", at + 1)
      return { text: text.slice(at + 1, end), end: end + 1 }
    }
    case '"':
      return doubleQuoted(text, at + 1)
    case '$':
      return text.charAt(at + 1) === "'" ? ansiQuoted(text, at + 2) : undefined
    case '\\': {
      const joint = /^\\[ \t]*\r?\n(?:> )?/.exec(text.slice(at, at + 40))
      if (joint) return { text: '', end: at + joint[0].length }
      return { text: text.slice(at + 1, at + 2), end: at + 2 }
    }
    default:
      return undefined
  }
}

function doubleQuoted(text: string, from: number): Piece {
  let read = ''
  let at = from
  for (; at < text.length && text.charAt(at) !== '"'; at++) {
    const next = text.charAt(at + 1)
    if (text.charAt(at) !== '\\') read += text.charAt(at)
    else if (next === '\n') at++
    else if (next === '\r' && text.charAt(at + 2) === '\n') at += 2
    else if ('$`"\\'.includes(next) && next !== '') {
      read += next
      at++
    } else read += '\\'
  }
  return { text: read, end: at + 1 }
}

function ansiQuoted(text: string, from: number): Piece {
  const [content = ''] = /^(?:[^'\\]|\\[\s\S])*/.exec(text.slice(from)) ?? []
  return { text: unescapeAnsi(content), end: from + content.length + 1 }
}

const ANSI_NAMES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?'
}

const ANSI = /\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g

/** Resolves the escapes of bash's `$'…'`, which browsers use in "Copy as cURL". `\x` and octal are bytes. */
function unescapeAnsi(text: string): string {
  const parts: Buffer[] = []
  let read = ''
  let from = 0
  const byte = (value: number) => {
    parts.push(Buffer.from(read), Buffer.of(value & 0xff))
    read = ''
  }
  for (const match of text.matchAll(ANSI)) {
    const [whole, unit, codePoint, hex, octal, control, one = ''] = match
    read += text.slice(from, match.index)
    from = match.index + whole.length
    const value = Number.parseInt(hex ?? octal ?? '', hex === undefined ? 8 : 16)
    // bash ends the text at a NUL.
    if (value === 0) return Buffer.concat([...parts, Buffer.from(read)]).toString()
    if (unit ?? codePoint) read += fromCode(Number.parseInt(unit ?? codePoint ?? '', 16))
    else if (!Number.isNaN(value)) byte(value)
    else if (control !== undefined) read += String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f)
    else read += ANSI_NAMES[one] ?? whole
  }
  return Buffer.concat([...parts, Buffer.from(read + text.slice(from))]).toString()
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

function hereDocument(text: string): string {
  const [, quote = '', mark = ''] = /^<<-?\s*(['"]?)(\w+)/.exec(text) ?? []
  const lines = text.split(/\r?\n/).slice(1)
  const end = lines.findIndex((line) => line.trim() === mark)
  const content = lines.slice(0, end < 0 ? lines.length : end).join('\n')
  return quote === '' ? content.replace(/\\([$`\\])/g, '$1') : content
}

function behindRedirection(text: string, at: number): number {
  const [all = ''] = /^[<>]+&?\s*[^\s;|&]*/.exec(text.slice(at)) ?? []
  return at + Math.max(1, all.length)
}

function endOfLine(text: string, at: number): number {
  return indexOr(text, '\n', at)
}

function indexOr(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found
}
