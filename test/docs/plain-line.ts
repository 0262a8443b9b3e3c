/** A line of shell that only runs `ecpay`: no pipe, no substitution, no pattern of file names. */
export interface PlainLine {
  variables: Record<string, string>
  argv: string[]
  /** The files that take what is written to stdout and stderr, where the line says so. */
  stdout?: string
  stderr?: string
}

const WORD = String.raw`(?:'[^']*'|"[^"$\`\\]*"|[^\s'"|&;<>()$\`\\~*?{}[\]!#]|(?<=\S)#)+`
const TOKEN = new RegExp(String.raw`\s+|\\\n|#.*|(?<stream>2?)>\s*(?<file>${WORD})|(?<word>${WORD})`, 'y')

/** @returns undefined for a line that takes a shell, or another program than `ecpay` */
export function plainLine(source: string): PlainLine | undefined {
  const words: string[] = []
  const files: Pick<PlainLine, 'stdout' | 'stderr'> = {}
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(source)?.groups
    if (!groups) return undefined
    const { word, file, stream } = groups
    if (word !== undefined) words.push(unquoted(word))
    if (file !== undefined) files[stream === '2' ? 'stderr' : 'stdout'] = unquoted(file)
  }
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const [program, ...argv] = words.slice(first)
  if (program !== 'ecpay') return undefined
  const variables = words
    .slice(0, first)
    .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
  return { variables: Object.fromEntries(variables), argv, ...files }
}

function unquoted(word: string): string {
  return word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2')
}
