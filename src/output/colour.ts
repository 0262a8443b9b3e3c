import type { ChalkInstance } from 'chalk'

/** The styles of output. Without colour, each returns its text. */
type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta'
export type Paint = Record<Style, (text: string) => string>

const same = (text: string) => text
export const PLAIN: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same, magenta: same }

/**
 * Whether a stream is coloured, decided in this order: `--color`/`--no-color`, `FORCE_COLOR`, `NO_COLOR` (if not
 * empty), `TERM=dumb`, and whether it is a terminal.
 */
export function isColoured(
  isTerminal: boolean,
  flag: boolean | undefined,
  env: Record<string, string | undefined>
): boolean {
  if (flag !== undefined) return flag
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  if (env.NO_COLOR) return false
  if (env.TERM === 'dumb') return false
  return isTerminal
}

/** Those of the 256 colours that can be read both on white and on black, with a contrast of at least 3.9. */
const BETWEEN = { red: 160, green: 28, yellow: 130, cyan: 30, magenta: 164 } as const

/**
 * Loads chalk only if something will be coloured; chalk itself does not read `NO_COLOR`. The shades of the 16 colours
 * depend on the terminal. Yellow and cyan often cannot be read on white, so bold is used there instead.
 */
export async function loadPaint(coloured: boolean, many = false): Promise<Paint> {
  if (!coloured) return PLAIN
  const { Chalk } = await import('chalk')
  const chalk: ChalkInstance = new Chalk({ level: many ? 2 : 1 })
  const { bold, dim, red, green, magenta } = chalk
  if (!many) return ofOne({ bold, dim, red, green, magenta, yellow: magenta, cyan: bold })
  const shades = Object.entries(BETWEEN).map(([style, code]) => [style, chalk.ansi256(code)])
  return ofOne({ bold, dim, ...(Object.fromEntries(shades) as Record<keyof typeof BETWEEN, ChalkInstance>) })
}

/** Chalk prints all of its arguments: of `lines.map(paint.dim)` also the index and the whole list. */
function ofOne({ bold, dim, red, green, yellow, cyan, magenta }: Record<Style, ChalkInstance>): Paint {
  const one = (style: ChalkInstance) => (text: string) => style(text)
  return {
    bold: one(bold),
    dim: one(dim),
    red: one(red),
    green: one(green),
    yellow: one(yellow),
    cyan: one(cyan),
    magenta: one(magenta)
  }
}

/** Whether a terminal has 256 colours. */
export function hasManyColours(env: Record<string, string | undefined>, platform: string): boolean {
  // Every Windows version that runs Node.js has them, but does not set TERM.
  return platform === 'win32' || /256|truecolor|24bit/.test(`${env.TERM} ${env.COLORTERM}`)
}
