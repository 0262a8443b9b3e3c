import type { CheckCode } from '../ecpay/diagnose/codes.js'
import type { Difference } from '../ecpay/diagnose/difference.js'
import type { Mutation } from '../ecpay/diagnose/mutation.js'
import type { OfficialSource } from '../findings/request-comparison.js'
import {
  type DiagnosisStyle as AnyStyle,
  bullet,
  causeLines,
  explanationDocuments,
  folded,
  listed,
  mistakeDocument,
  mistakeLines,
  nextLines,
  otherLines,
  type ShownCause,
  type ShownExplanation,
  type ShownMistake,
  type ShownStep,
  shownMistake as shownAnyMistake,
  wrapped
} from './diagnosis-lines.js'
import { visibleLine } from './terminal-text.js'
import type { DiagnoseWords } from './words/diagnose-words.js'
import { SNIPPETS, type SnippetLanguage } from './words/snippets.js'

/** The result of a diagnosis to show. */
export interface ShownDiagnosis {
  verdict: 'right' | 'disputed' | 'explained' | 'unexplained'
  /** The source of a disputed signature. */
  source?: OfficialSource | undefined
  sign?: string | undefined
  theirs: string
  explanations: readonly ShownExplanation[]
  of: 'request' | 'callback'
  tried: number
  interrupted: boolean
  timedOut?: boolean
  isProved?: false | undefined
  /** Causes in the body itself, each with what to do about it. */
  causes?: readonly ShownCause[]
  /** All warnings about the body and the request, for JSON output only: in text output they are on stderr. */
  warnings?: readonly object[]
  /** Command lines that may find out more. */
  next?: readonly ShownStep[] | undefined
  alsoCheck: readonly CheckCode[]
  prehash?:
    | {
        differences: readonly Difference[]
        /** The mistakes that give exactly this string, if the signature is not its hash. */
        mistakes: readonly ShownMistake[]
        hash: readonly ShownMistake[] | 'unexplained' | 'not given'
      }
    | undefined
}

/** The JSON form, documented in docs/err-no-2008.md. */
export function diagnosisDocument(found: ShownDiagnosis, words: DiagnoseWords): object {
  return {
    verdict: found.verdict,
    ...(found.source && { source: found.source }),
    sign: found.sign ?? null,
    theirs: found.theirs,
    explanations: explanationDocuments(found.explanations),
    tried: found.tried,
    ...(found.interrupted && { interrupted: true }),
    ...(found.timedOut && { timed_out: true }),
    ...(found.isProved === false && { proved: false }),
    ...(found.warnings && { warnings: found.warnings }),
    ...(found.next && found.next.length > 0 && { next: found.next }),
    ...(found.prehash && prehashDocument(found.prehash, words)),
    also_check: found.alsoCheck.map((code) => ({ code, message: words.checks[code] }))
  }
}

function prehashDocument(
  { differences, mistakes, hash }: NonNullable<ShownDiagnosis['prehash']>,
  words: DiagnoseWords
): object {
  const steps = Array.isArray(hash) ? hash.map(mistakeDocument) : undefined
  return {
    differences: differences.map((one) => ({ ...one, message: visibleLine(difference(one, words)) })),
    ...(mistakes.length > 0 && { string_mistakes: mistakes.map(mistakeDocument) }),
    hash_step: steps ? { verdict: steps.length > 0 ? 'explained' : 'right', mistakes: steps } : { verdict: hash }
  }
}

/** A mistake of a request in words. */
export function shownMistake(
  one: Pick<Mutation, 'code' | 'key' | 'keys' | 'fix'>,
  words: DiagnoseWords,
  language: SnippetLanguage | undefined
): ShownMistake {
  const { all } = words
  const { fix } = one
  const everything = fix === 'members' || fix === 'numbers' || fix === 'nested' ? all[fix] : all.values
  return { ...shownAnyMistake(one, words, everything), snippet: language && SNIPPETS[fix][language] }
}

interface DiagnosisStyle extends AnyStyle {
  words: DiagnoseWords
}

/** The diagnosis as text, at most as wide as the style says. */
export function diagnosisText(found: ShownDiagnosis, style: DiagnosisStyle): string {
  const { words, paint } = style
  const [best, ...others] = found.explanations
  const lines: string[] = []
  const say = (text: string, indent = '') => lines.push(...wrapped(text, indent, style))

  if (found.interrupted) say(words.interrupted)
  if (found.timedOut) say(words.timedOut)
  if (found.verdict === 'right') say(paint.green(found.of === 'request' ? words.right : words.rightCallback))
  else if (found.source) say(paint.yellow(words.disputed(words.sources[found.source])))
  else if (found.isProved === false) say(paint.red(found.of === 'request' ? words.likely : words.byLength))
  else if (best) say(paint.red(words.explained(String(best.mistakes.length))))
  else say(paint.red(words.unexplained))
  if (best) lines.push(...bestLines(best, found.of, style))
  if (found.prehash) lines.push('', ...prehashLines(found.prehash, style))
  lines.push(...otherLines(others, style))
  if (found.verdict !== 'right') lines.push('', ...wrapped(words.tried(found.tried.toLocaleString('en')), '', style))
  lines.push(...causeLines(words.inTheBody, found.causes ?? [], style), ...nextLines(found.next ?? [], style))
  // If the mistakes are known, general checks would only hide them.
  if (best) return `${lines.join('\n')}\n`
  if (found.verdict !== 'right') say(words.alsoCheck)
  for (const code of found.alsoCheck) lines.push(...bullet(`${words.checks[code]} (${code})`, style))
  return `${lines.join('\n')}\n`
}

function bestLines(
  best: ShownDiagnosis['explanations'][number],
  of: ShownDiagnosis['of'],
  style: DiagnosisStyle
): string[] {
  const { words, paint } = style
  const hasSnippets = best.mistakes.some(({ snippet }) => snippet !== undefined)
  return [
    ...mistakeLines(best.mistakes, style),
    ...(hasSnippets || of === 'callback' ? [] : wrapped(words.snippets, '', style).map(paint.dim)),
    ...(best.stringToSign === '' ? [] : hashedLines(best.stringToSign, style))
  ]
}

function hashedLines(stringToSign: string, { words, mask, columns }: DiagnosisStyle): string[] {
  return [words.hashed, ...folded(visibleLine(mask(stringToSign)), columns - 2).map((line) => `  ${line}`)]
}

function prehashLines(
  { differences, mistakes, hash }: NonNullable<ShownDiagnosis['prehash']>,
  style: DiagnosisStyle
): string[] {
  const { words } = style
  const texts = differences.length > 0 ? [words.differences] : [words.noDifference]
  const lines = wrapped(texts.join(''), '', style)
  for (const one of differences) lines.push(...bullet(visibleLine(difference(one, words)), style))
  if (mistakes.length > 0) lines.push(words.stringExplained, ...mistakes.flatMap((one) => listed([one], style)))
  if (hash === 'unexplained') lines.push(...wrapped(words.hashStep.unexplained, '', style))
  else if (hash !== 'not given' && hash.length === 0) lines.push(...wrapped(words.hashStep.right, '', style))
  else if (hash !== 'not given') lines.push(words.hashStep.explained, ...hash.flatMap((one) => listed([one], style)))
  return lines
}

function difference(found: Difference, { difference: say }: DiagnoseWords): string {
  const { kind, key, ours = '', theirs = '', at, length, place } = found
  const name = `\`${key}\``
  const { quoted } = say
  switch (kind) {
    case 'missing':
      return key === 'SALT' ? say.saltMissing : say.missing(name, quoted(ours))
    case 'extra':
      if (key === 'SALT') return say.saltTwice
      if (length !== undefined) return say.extraHidden(String(length))
      if (key === undefined && theirs === '') return say.extraEmpty
      return key === undefined ? say.extra(quoted(theirs)) : say.extraOf(name, quoted(theirs))
    case 'changed': {
      if (key === 'SALT') {
        if (length !== undefined) return say.saltOfLength(String(length))
        if (theirs === '<SALT>') return say.saltInOtherForm
        return theirs === '' ? say.salt : say.saltIs(theirs)
      }
      if (length !== undefined) return say.changedHidden(name, String(length), quoted(ours))
      const changed = say.changed(name, quoted(theirs), quoted(ours))
      if (!at) return changed
      return say.changedAt(changed, say.at(String(at.index + 1), at.theirs || say.end, at.ours || say.end))
    }
    case 'glued':
      return key === 'SALT' ? say.saltGlued[ends(place)] : say.glued(key === undefined ? quoted(theirs) : name)
    case 'order':
      if (key === 'SALT') return say.saltPlace[ends(place)]
      return place === 'by-key' ? say.orderByKey : place === 'as-in-body' ? say.orderAsInBody : say.order
    case 'pairs':
      return theirs === '' ? say.pairsGlued : say.pairs(theirs)
    case 'masked':
      return say.saltMasked
    case 'json':
      return say.json
    case 'separator':
      return theirs === '' ? say.noSeparator : say.separator(quoted(theirs))
  }
}

function ends(place: Difference['place']): 'first' | 'last' | 'between' {
  return place === 'first' || place === 'last' ? place : 'between'
}
