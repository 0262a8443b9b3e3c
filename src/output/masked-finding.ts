import { ENTRIES } from '../findings/entries.js'
import type { Code, Finding, FindingArgs } from '../findings/findings.js'
import type { AnyEntry } from '../findings/topic.js'
import type { FindingWords } from './words/words.js'

/** Replaces an argument to find out whether the sentence shows it. */
const PROBE = '\u{10fffd}'

/** A pasted key: long, with letters and digits, without a file extension. */
const KEY = /(?<![^/\\])(?=[\w+=-]*[A-Za-z])(?=[\w+=-]*[0-9])[A-Za-z0-9][\w+=-]{15,}$/

/** An RSA key that was pasted where something else belongs, to the end of its text. */
const RSA_KEYS = [/-----BEGIN [A-Z ]{0,20}PRIVATE KEY[\s\S]*/, /MII[A-Z][\w+/=\s-]{100,}/]

type Path = readonly (string | number)[]

/**
 * Masks secrets in the arguments that the sentence of a finding shows. The sentence itself is not masked: otherwise
 * whoever writes a configuration could blank a warning with a "secret" that is a part of it. Arguments that only choose
 * a sentence are not changed.
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
    const hide = ({ length }: string) => hidden(length)
    const known = RSA_KEYS.reduce((left, key) => left.replace(key, hide), mask(text))
    const masked = isName ? known.replace(KEY, hide) : known
    if (masked !== text && isShown(found, path, words)) result = withText(result, path, masked) as Finding
  }
  return result
}

/** Every text in the arguments, with its path. */
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
    return false // the argument is a key to look something up, and is not shown
  }
}

function withText(value: unknown, path: Path, text: string): unknown {
  const [first, ...rest] = path
  if (first === undefined) return text
  if (Array.isArray(value)) return value.map((one, i) => (i === first ? withText(one, rest, text) : one))
  return { ...Object(value), [first]: withText(Object(value)[first], rest, text) }
}
