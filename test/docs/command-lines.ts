import { type Fence, fences } from './pages.js'

/** One command of a page, with its continuation lines and here-documents. */
export interface CommandLine {
  source: string
  /** Where it stands in the page, from 1. */
  line: number
  /** 0 unless a comment behind the command says `exit <n>`. */
  exit: number
  /** What the page shows of its output, in a `console` block. */
  shown: string[] | undefined
}

/** Every command line of the `sh` and `console` blocks, in order. */
export function commandLines(page: string): CommandLine[] {
  return fences(page).flatMap((fence) => {
    if (fence.language === 'sh') return scriptLines(fence)
    return fence.language === 'console' ? sessionLines(fence) : []
  })
}

function scriptLines({ lines, line }: Fence): CommandLine[] {
  const found: CommandLine[] = []
  for (let i = 0; i < lines.length; i++) {
    const first = i
    let source = lines[i] ?? ''
    if (/^\s*(#|$)/.test(source)) continue
    while (source.endsWith('\\')) source += `\n${lines[++i]}`
    const [, end] = /<<'(\w+)'/.exec(source) ?? []
    while (end && lines[i] !== end && i + 1 < lines.length) source += `\n${lines[++i]}`
    found.push({ source, line: line + first, exit: exitOf(source), shown: undefined })
  }
  return found
}

function sessionLines({ lines, line }: Fence): CommandLine[] {
  const found: CommandLine[] = []
  for (const [i, text] of lines.entries()) {
    const last = found.at(-1)
    if (text.startsWith('$ ')) {
      const source = text.slice(2)
      found.push({ source, line: line + i, exit: exitOf(source), shown: [] })
    } else if (text.startsWith('> ') && last?.shown?.length === 0) last.source += `\n${text.slice(2)}`
    else last?.shown?.push(text)
  }
  return found
}

function exitOf(source: string): number {
  const [, code = '0'] = /\s# .*?\bexit (\d+)/.exec(source.split('\n')[0] ?? '') ?? []
  return Number(code)
}

/** A command without its comments, which are in the language of the page. */
export function withoutComments(source: string): string {
  return source
    .split('\n')
    .map((line) => line.replace(/(^|\s+)(#|\/\/)(\s.*)?$/, ''))
    .filter((line) => line !== '')
    .join('\n')
}
