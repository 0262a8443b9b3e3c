import { jsonIn } from '../json/json.js'
import { JSON_WRITERS } from './json-writers.js'
import { PRINTERS } from './printers.js'

interface Rewritten {
  written: [how: string, text: string][]
  printed: [how: string, text: string][]
}

/** In characters read and written. For a long text, only the more frequent writers and printers are tried. */
const MOST_WRITTEN = 60_000_000

/**
 * A JSON text as other writers and printers write it; nothing if it is not JSON. Yields after each.
 *
 * @param first the most writers to try; if it is given, no printer is tried
 */
export function* rewritten(text: string, first = JSON_WRITERS.length + PRINTERS.length): Generator<void, Rewritten> {
  const found: Rewritten = { written: [], printed: [] }
  const value = jsonIn(text)
  if (value === undefined) return found
  let work = 0
  const all = [
    ...JSON_WRITERS.map((one) => [found.written, one] as const),
    ...PRINTERS.map((one) => [found.printed, one] as const)
  ]
  for (const [texts, [how, write]] of all.slice(0, first)) {
    // Half of the work is reserved for the printers.
    if (work > (texts === found.written ? MOST_WRITTEN / 2 : MOST_WRITTEN)) continue
    const rewriting = write(value)
    texts.push([how, rewriting])
    work += text.length + rewriting.length
    yield
  }
  return found
}
