import type { ShownMistake } from '../../output/diagnosis.js'
import { sentence } from '../../output/report.js'
import type { FindingWords } from '../../output/words/words.js'
import { readEnvelope } from '../../protocol/callback/callback.js'
import { explainCallback } from '../../protocol/callback/causes.js'
import { callbackText } from '../../protocol/callback/pasted.js'
import { hashOfLength } from '../../protocol/callback/readings.js'
import { callbackSignature } from '../../protocol/callback/signature.js'
import { CALLBACK_CHECKS } from '../../protocol/diagnose/codes.js'
import { DEFAULT_DEPTH } from '../../protocol/diagnose/search.js'
import { EXIT, type ExitCode, Failure, type Finding, finding } from '../../protocol/findings.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { otherKeys } from '../callback/other-keys.js'
import type { Context, Flags } from '../shared/command.js'
import { configFor } from '../shared/settings.js'
import { printDiagnosis } from './print.js'

/** Stands in the token's place wherever what was hashed is shown. */
const TOKEN_MARK = '<TOKEN>'

/** The same for a callback: which mistakes turn the right `msg_signature` into the one that came or was computed. */
export async function diagnoseCallback(context: Context, came: string, flags: Flags): Promise<ExitCode> {
  const config = await configFor(context, flags, { needs: [], required: ['token'] })
  const token = config.settings.token.value
  const { text, warnings } = callbackText(bounded(came))
  context.out.warn(warnings)
  const envelope = { ...readEnvelope(text), body: text }
  const sign = callbackSignature(envelope, token)
  const theirs = typeof flags.sign === 'string' ? flags.sign.trim() : envelope.msg_signature
  const depth = (flags.depth as number | undefined) ?? DEFAULT_DEPTH
  const isRight = theirs === sign
  const { explanations, tried } = isRight
    ? { explanations: [], tried: 1 }
    : explainCallback(envelope, token, await otherKeys(config), theirs, { depth, mask: TOKEN_MARK })
  const hash = hashOfLength(theirs)
  if (hash && explanations.length === 0)
    context.out.warn([finding('signature-of-other-hash', { digits: theirs.length, hash })])
  const words = await context.out.catalogue.findings()
  await printDiagnosis(context, {
    of: 'callback',
    verdict: isRight ? 'right' : explanations.length > 0 ? 'explained' : 'unexplained',
    sign,
    theirs,
    explanations: explanations.map((one) => ({ ...one, mistakes: one.mistakes.map((cause) => shown(cause, words)) })),
    tried,
    interrupted: false,
    alsoCheck: CALLBACK_CHECKS
  })
  return isRight ? EXIT.done : EXIT.no
}

/** A recording may be long, a callback is not. */
function bounded(text: string): string {
  const size = Buffer.byteLength(text)
  if (size > DEFAULT_LIMIT) throw new Failure(EXIT.input, [finding('body-too-large', { limit: DEFAULT_LIMIT, size })])
  return text
}

function shown(cause: Finding, words: FindingWords): ShownMistake {
  const { message, hint = '' } = sentence(cause, words)
  const key = 'key' in cause ? cause.key : 'profile' in cause ? cause.profile : undefined
  return { code: cause.code, key, message, fix: hint }
}
