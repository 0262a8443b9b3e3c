import type { ShownMistake } from '../../output/diagnosis.js'
import { sentence } from '../../output/report.js'
import type { FindingWords } from '../../output/words/words.js'
import { readEnvelope } from '../../protocol/callback/callback.js'
import { explainCallback } from '../../protocol/callback/causes.js'
import { callbackSignature } from '../../protocol/callback/signature.js'
import { CALLBACK_CHECKS } from '../../protocol/diagnose/codes.js'
import { DEFAULT_DEPTH } from '../../protocol/diagnose/search.js'
import { EXIT, type ExitCode, type Finding } from '../../protocol/findings.js'
import type { Context, Flags } from '../shared/command.js'
import { configFor } from '../shared/settings.js'
import { printDiagnosis } from './print.js'

/** Stands in the token's place wherever what was hashed is shown. */
const TOKEN_MARK = '<TOKEN>'

/** The same for a callback: which mistakes turn the right `msg_signature` into the one that came or was computed. */
export async function diagnoseCallback(context: Context, text: string, flags: Flags): Promise<ExitCode> {
  const config = await configFor(context, flags, { needs: [], required: ['token'] })
  const token = config.settings.token.value
  const envelope = readEnvelope(text)
  const sign = callbackSignature(envelope, token)
  const theirs = typeof flags.sign === 'string' ? flags.sign.trim() : envelope.msg_signature
  const depth = (flags.depth as number | undefined) ?? DEFAULT_DEPTH
  const isRight = theirs === sign
  const { explanations, tried } = isRight
    ? { explanations: [], tried: 1 }
    : explainCallback(envelope, token, await config.otherKeys(), theirs, { depth, mask: TOKEN_MARK })
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

function shown(cause: Finding, words: FindingWords): ShownMistake {
  const { message, hint = '' } = sentence(cause, words)
  const key = 'key' in cause ? cause.key : 'profile' in cause ? cause.profile : undefined
  return { code: cause.code, key, message, fix: hint }
}
