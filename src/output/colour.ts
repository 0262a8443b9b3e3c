import type { ChalkInstance } from 'chalk'

/** The few styles that output uses; without colour each returns its text. */
type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta'
export type Paint = Record<Style, (text: string) => string>

const same = (text: string) => text
export const PLAIN: Paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same, magenta: same }

/**
 * Whether a stream is coloured: `--color`/`--no-color`, `FORCE_COLOR`, `NO_COLOR` (non-empty),
 * `TERM=dumb`, and last whether it is a terminal.
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

/** Of the 256 colours those that stand out from white and from black alike, with a contrast of 3.9 and more. */
const BETWEEN = { red: 160, green: 28, yellow: 130, cyan: 30, magenta: 164 } as const

/**
 * Loads chalk only where something will be coloured; chalk itself does not know `NO_COLOR`. Of the 16 colours a terminal
 * chooses the shades, and its yellow and cyan cannot be read on white: what is important is in bold there.
 */
export async function loadPaint(coloured: boolean, many = false): Promise<Paint> {
  if (!coloured) return PLAIN
  const { Chalk } = await import('chalk')
  const chalk: ChalkInstance = new Chalk({ level: many ? 2 : 1 })
  const { bold, dim, red, green, magenta } = chalk
  if (!many) return { bold, dim, red, green, magenta, yellow: magenta, cyan: bold }
  const shades = Object.entries(BETWEEN).map(([style, code]) => [style, chalk.ansi256(code)])
  return { bold, dim, ...(Object.fromEntries(shades) as Record<keyof typeof BETWEEN, ChalkInstance>) }
}

/** Whether a terminal has the 256 colours. */
export function hasManyColours(env: Record<string, string | undefined>, platform: string): boolean {
  // Every Windows that runs Node.js has them, and no TERM to say so.
  return platform === 'win32' || /256|truecolor|24bit/.test(`${env.TERM} ${env.COLORTERM}`)
}
