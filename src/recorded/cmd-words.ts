/** What cmd passes to a program: the carets are removed, and each character that a caret escaped is marked. */
interface CmdText {
  text: string
  /** Whether backslashes are doubled: browsers escape every backslash and double it. */
  doubles: boolean
  /** The character at which the command ended before the text did: `&`, `|` or a line break. */
  end?: string
}

/** How the end of a command is found: as cmd does, for which `\"` is a quote, or as who wrote it meant it. */
type Reading = 'cmd' | 'meant'

/** The words of a command line of Windows' cmd, as `Copy as cURL (cmd)` writes it: `^"`, `^\^"`, `^` at line ends. */
export function cmdWords(text: string, reading: Reading = 'cmd'): string[] {
  const { text: line, doubles } = withoutCarets(text, reading)
  const words: string[] = []
  let word: string | undefined
  let inQuotes = false
  for (let at = 0; at < line.length; at++) {
    const one = line.charAt(at)
    const [slashes = ''] = one === '\\' ? (/^\\+/.exec(line.slice(at)) ?? []) : []
    if (slashes !== '') {
      const beforeQuote = line.charAt(at + slashes.length) === '"'
      const kept = beforeQuote || doubles ? '\\'.repeat(Math.floor(slashes.length / 2)) : slashes
      const isOdd = slashes.length % 2 === 1
      word = (word ?? '') + kept
      if (beforeQuote && isOdd) word += '"'
      else if (doubles && isOdd) word += '\\'
      at += slashes.length - 1 + (beforeQuote && isOdd ? 1 : 0)
    } else if (one === '"') {
      // Two quotes inside quotes are one.
      if (inQuotes && line.charAt(at + 1) === '"') {
        word = `${word ?? ''}"`
        at++
      } else inQuotes = !inQuotes
      word ??= ''
    } else if (!inQuotes && /\s/.test(one)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + one
  }
  return word === undefined ? words : [...words, word]
}

/** The character at which cmd ends this command before its text ends; nothing if it ends with it. */
export function endOfCmd(text: string): string | undefined {
  return withoutCarets(text, 'cmd').end
}

/** The first command without its carets. It ends with its line, unless the next line begins with an option. */
function withoutCarets(text: string, reading: Reading): CmdText {
  const doubles = text.includes('^\\^\\')
  let line = ''
  let inQuotes = false
  for (let at = 0; at < text.length; at++) {
    const one = text.charAt(at)
    if (reading === 'meant' && one === '\\') {
      line += text.slice(at, at + 2)
      at++
    } else if (one === '^' && (!inQuotes || (reading === 'meant' && /^\r?\n/.test(text.slice(at + 1, at + 3))))) {
      const [lineBreak = ''] = /^[ \t]*\r?\n(?:More\? )?/.exec(text.slice(at + 1)) ?? []
      // A caret at the end of a line removes the line break and escapes the next character.
      at += 1 + lineBreak.length
      const [protectedBreak = ''] = /^\r?\n/.exec(text.slice(at)) ?? []
      line += protectedBreak === '' ? text.charAt(at) : '\n'
      if (protectedBreak.length > 1) at++
    } else if (!inQuotes && one === '\n') {
      if (!/^\s*-/.test(text.slice(at))) return { text: line, doubles, end: one }
      line += ' '
    } else if (!inQuotes && (one === '&' || one === '|')) return { text: line, doubles, end: one }
    else {
      if (one === '"') inQuotes = !inQuotes
      line += one
    }
  }
  return { text: line, doubles }
}
