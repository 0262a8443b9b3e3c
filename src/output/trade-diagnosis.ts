import type { CheckCode } from '../trade/diagnose/check-words.js'
import type { Mutation } from '../trade/diagnose/mutation.js'
import {
  type DiagnosisStyle as AnyStyle,
  bullet,
  causeLines,
  explanationDocuments,
  folded,
  mistakeLines,
  nextLines,
  otherLines,
  type ShownCause,
  type ShownExplanation,
  type ShownMistake,
  type ShownStep,
  shownMistake,
  wrapped
} from './diagnosis-lines.js'
import { visibleLine } from './terminal-text.js'
import type { TradeDiagnoseWords } from './words/diagnose-words.js'
import type { SnippetLanguage } from './words/snippets.js'
import { TRADE_SNIPPETS } from './words/trade-snippets.js'

/** The result of a diagnosis of the trade system to show. */
export interface ShownTradeDiagnosis {
  verdict: 'right' | 'explained' | 'unexplained'
  /** The right signature of the same request, if the private key is there. */
  sign: string | undefined
  /** The signature in the authorization; empty if there is none. */
  theirs: string
  /** Which key made it, with the profile or key_version it is named by. */
  key: { role: string; name?: string | undefined } | undefined
  /** What should be signed. */
  stringToSign: string
  explanations: readonly ShownExplanation[]
  isProved?: false | undefined
  tried: number
  interrupted: boolean
  timedOut: boolean
  alsoCheck: readonly CheckCode[]
  /** What the data itself is refused for, for text output: in JSON they are among the warnings. */
  causes?: readonly ShownCause[]
  /** All warnings, for JSON output only: in text output they are on stderr. */
  warnings?: readonly object[]
  next: readonly ShownStep[]
}

/** The JSON form, documented in docs/err-no-11004.md. */
export function tradeDiagnosisDocument(found: ShownTradeDiagnosis, words: TradeDiagnoseWords): object {
  const { verdict, sign, theirs, key, stringToSign, explanations, tried, alsoCheck } = found
  return {
    verdict,
    sign: sign ?? null,
    theirs,
    key: key ? { role: key.role, ...(key.name !== undefined && { name: key.name }) } : null,
    string_to_sign: stringToSign,
    explanations: explanationDocuments(explanations),
    tried,
    ...(found.interrupted && { interrupted: true }),
    ...(found.timedOut && { timed_out: true }),
    ...(found.isProved === false && { proved: false }),
    ...(found.warnings && { warnings: found.warnings }),
    ...(found.next.length > 0 && { next: found.next }),
    also_check: alsoCheck.map((code) => ({ code, message: words.checks[code] }))
  }
}

/** A mistake in words, with the code of its fix where a language was chosen. */
export function shownTradeMistake(
  one: Pick<Mutation, 'code' | 'key' | 'keys' | 'fix'>,
  words: TradeDiagnoseWords,
  language: SnippetLanguage | undefined
): ShownMistake {
  return { ...shownMistake(one, words, ''), snippet: language && TRADE_SNIPPETS[one.fix][language] }
}

interface DiagnosisStyle extends AnyStyle {
  words: TradeDiagnoseWords
}

/** The diagnosis as text, at most as wide as the style says. */
export function tradeDiagnosisText(found: ShownTradeDiagnosis, style: DiagnosisStyle): string {
  const { words, paint } = style
  const { trade } = words
  const [best, ...others] = found.explanations
  const say = (text: string) => wrapped(text, '', style)
  const lines = [
    ...(found.interrupted ? say(words.interrupted) : []),
    ...(found.timedOut ? say(words.timedOut) : []),
    ...headline(found, style)
  ]
  if (found.verdict !== 'right' && best) {
    lines.push(...mistakeLines(best.mistakes, style))
    if (best.mistakes.every(({ snippet }) => snippet === undefined)) lines.push(...say(paint.dim(words.snippets)))
  }
  if (found.key?.role === 'own' && found.verdict === 'explained') lines.push(...say(paint.dim(trade.own)))
  if (found.verdict !== 'right') {
    if (best && best.stringToSign !== '') lines.push(...signedLines(trade.signed, best.stringToSign, style))
    if (best?.stringToSign !== found.stringToSign) lines.push(...signedLines(trade.expected, found.stringToSign, style))
    if (best && found.isProved !== false)
      lines.push(
        ...otherLines(
          others.map((one) => besides(one, best)),
          style
        )
      )
    lines.push('', ...say(trade.tried(found.tried.toLocaleString('en'))))
  }
  lines.push(...causeLines(trade.inTheData, found.causes ?? [], style), ...nextLines(found.next, style))
  // If the mistakes are known, general checks would only hide them.
  if (found.verdict === 'explained' && found.isProved !== false) return `${lines.join('\n')}\n`
  if (found.verdict !== 'right') lines.push(...say(words.alsoCheck))
  for (const code of found.alsoCheck) lines.push(...bullet(`${words.checks[code]} (${code})`, style))
  return `${lines.join('\n')}\n`
}

/** Only what differs from the best explanation: what the signature shows is in each of them. */
function besides(one: ShownExplanation, best: ShownExplanation): ShownExplanation {
  const isCommon = ({ code, key }: ShownMistake) =>
    best.mistakes.some((other) => other.code === code && other.key === key)
  return { ...one, mistakes: one.mistakes.filter((mistake) => !isCommon(mistake)) }
}

function headline({ verdict, isProved, explanations }: ShownTradeDiagnosis, style: DiagnosisStyle): string[] {
  const { words, paint } = style
  const { trade } = words
  const say = (text: string) => wrapped(text, '', style)
  if (verdict === 'right') return say(paint.green(trade.right))
  if (verdict === 'unexplained') return say(paint.red(trade.unexplained))
  if (isProved === false) return say(paint.red(trade.certain))
  return say(paint.red(trade.explained(String(explanations[0]?.mistakes.length))))
}

/** A text line by line, with its line feeds shown. */
function signedLines(heading: string, text: string, style: DiagnosisStyle): string[] {
  const { paint, mask, columns } = style
  const lines = mask(text).split('\n')
  const last = lines.pop() ?? ''
  const shown = (line: string) => folded(visibleLine(line), columns - 4).map((part) => `  ${part}`)
  return [
    ...wrapped(heading, '', style),
    ...lines.flatMap((line) =>
      shown(line).map((part, i, all) => (i === all.length - 1 ? part + paint.dim('⏎') : part))
    ),
    ...(last === '' ? [] : shown(last))
  ]
}
