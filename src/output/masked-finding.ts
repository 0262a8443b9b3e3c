import { ENTRIES } from '../findings/entries.js'
import type { Code, Finding, FindingArgs } from '../findings/findings.js'
import type { AnyEntry } from '../findings/topic.js'
import type { FindingWords } from './words/words.js'

/** Stands for an argument while it is found out whether the sentence shows it. */
const PROBE = '\u{10fffd}'

/** A key that was pasted: long, of letters and digits mixed, without a file's extension. */
const KEY = /(?<![^/\\])(?=[\w+=-]*[A-Za-z])(?=[\w+=-]*[0-9])[A-Za-z0-9][\w+=-]{15,}$/

type Path = readonly (string | number)[]

/**
 * The finding with every secret masked in what its sentence shows of it. The sentence itself is this tool's own: were
 * it masked, whoever writes a configuration could blank a warning by a "secret" that is a part of it. So arguments
 * that only choose among sentences stay as they are.
 */
export function maskedFinding(
  found: Finding,
  words: FindingWords,
  { mask, hidden }: { mask: (text: string) => string; hidden: (length: number) => string }
): Finding {
  const { names }: AnyEntry = ENTRIES[found.code]
  let result = found
  for (const [path, text] of textsOf(found)) {
    const isName = names?.includes(String(path[0]))
    const masked = isName ? mask(text).replace(KEY, ({ length }) => hidden(length)) : mask(text)
    if (masked !== text && isShown(found, path, words)) result = withText(result, path, masked) as Finding
  }
  return result
}

/** Every text among the arguments, with the way to it. */
function textsOf(value: unknown, path: Path = []): [Path, string][] {
  if (typeof value === 'string') return path[0] === 'code' ? [] : [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    textsOf(one, [...path, Array.isArray(value) ? Number(key) : key])
  )
}

function isShown(found: Finding, path: Path, words: FindingWords): boolean {
  const say = words[found.code] as (args: FindingArgs[Code]) => string | [string, string]
  try {
    return [say(withText(found, path, PROBE) as Finding)].flat().join('').includes(PROBE)
  } catch {
    return false // it is looked up, not shown
  }
}

function withText(value: unknown, path: Path, text: string): unknown {
  const [first, ...rest] = path
  if (first === undefined) return text
  if (Array.isArray(value)) return value.map((one, i) => (i === first ? withText(one, rest, text) : one))
  return { ...Object(value), [first]: withText(Object(value)[first], rest, text) }
}
