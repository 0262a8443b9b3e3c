import type { Finding } from '../../findings/findings.js'
import type { At } from '../../workbench/suite/placed.js'

/** The signature that came where a suite expects one. */
export interface CameSignature {
  /** Of the expected one. */
  at: At
  /** The text of the suite. */
  source: string
  text: string
  /** What was found if it is another one. */
  problem: Finding | undefined
}

/** A change of a suite. */
export interface Change {
  at: At
  before: string
  after: string
}

/** Whether two places are one, as those of two cases that share an anchor. */
export function isSame(a: At, b: At): boolean {
  return a.file === b.file && a.range[0] === b.range[0]
}

/** The changes after which what came is expected. Where several cases share a place, only if all got the same there. */
export function changesIn(signatures: readonly CameSignature[]): Change[] {
  return signatures
    .filter(({ at }, i) => signatures.findIndex((one) => isSame(one.at, at)) === i)
    .flatMap(({ at, source, text }) => {
      const all = signatures.filter((one) => isSame(one.at, at))
      if (!all.some(({ problem }) => problem) || all.some((one) => one.text !== text)) return []
      const before = source.slice(...at.range)
      return [{ at, before, after: written(text, before, at, source) }]
    })
}

/** A text with its changes, made from its end, so that places before stay. */
export function changedText(text: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.at.range[0] - a.at.range[0])
    .reduce((left, { at: { range }, after }) => left.slice(0, range[0]) + after + left.slice(range[1]), text)
}

/** A signature as it stands in the suite: in the quotes of what was there, and with the line break that ended it. */
function written(text: string, before: string, { file, range: [start, stop] }: At, source: string): string {
  const space = before === '' && /\S/.test(source.charAt(start - 1)) ? ' ' : ''
  const behind = before.slice(before.trimEnd().length)
  const end = behind.endsWith('\n') ? behind : source.charAt(stop) === '#' ? ' ' : ''
  if (before.startsWith("'")) return `'${text.replaceAll("'", "''")}'${end}`
  const isPlain = /^[\w+/][\w+/=.-]*$/.test(text) && !before.startsWith('"') && !/\.json$/i.test(file)
  return `${space}${isPlain ? text : JSON.stringify(text)}${end}`
}
