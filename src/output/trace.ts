import { maskedStringToSign, type SignTrace } from '../ecpay/sign/request-signature.js'
import type { Paint } from './colour.js'
import { table } from './columns.js'
import { SALT_MARK } from './secrets.js'
import { visibleLine } from './terminal-text.js'
import type { Words } from './words/words.js'

/**
 * All steps to a signature: every member with the reason for it, the sorted list, the string to sign, the digest.
 *
 * @param keys the members in the order of the body
 */
export function traceText(trace: SignTrace, keys: readonly string[], words: Words, paint: Paint): string {
  const { trace: say } = words
  const members = [
    ...trace.signed.map(({ key, text }) => ({ key, text: visibleLine(text), why: say.signed })),
    ...trace.skipped.map(({ key, reason }) => ({ key, text: '', why: say.skipped[reason] }))
  ]
  const rows = members
    .sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
    .map(({ key, text, why }) => [visibleLine(key), why, text])
  const sorted = trace.sorted.map((part, i) => [
    String(i + 1),
    part === 'SALT' ? '' : visibleLine(part.key),
    part === 'SALT' ? SALT_MARK : visibleLine(part.text)
  ])
  return [
    paint.bold(say.members),
    ...table(rows).map((line) => `  ${line}`),
    paint.bold(say.sorted),
    ...table(sorted).map((line) => `  ${line}`),
    paint.bold(say.stringToSign),
    `  ${visibleLine(maskedStringToSign(trace, SALT_MARK))}`,
    `${paint.bold(say.digest)}  ${paint.green(trace.sign)}`
  ].join('\n')
}
