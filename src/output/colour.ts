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

/** Loads chalk only where something will be coloured; chalk itself does not know `NO_COLOR`. */
export async function loadPaint(coloured: boolean): Promise<Paint> {
  if (!coloured) return PLAIN
  const { Chalk } = await import('chalk')
  const chalk: ChalkInstance = new Chalk({ level: 1 })
  return chalk
}
