import { searchCallback } from '../../ecpay/callback/callback-causes.js'
import { readEnvelope } from '../../ecpay/callback/check-callback.js'
import { callbackText } from '../../ecpay/callback/pasted.js'
import { hashOfLength } from '../../ecpay/callback/readings.js'
import { callbackSignature } from '../../ecpay/callback/signature.js'
import { CALLBACK_CHECKS } from '../../ecpay/diagnose/codes.js'
import { type Finding, finding, refuse } from '../../findings/findings.js'
import type { ShownMistake } from '../../output/diagnosis-lines.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { otherKeys } from '../callback/other-keys.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import type { Result, Voice } from '../shared/result.js'
import type { DiagnoseValues } from './diagnose-options.js'
import { diagnosisResult } from './diagnosis-result.js'
import type { InHand } from './read-exchange.js'
import { shownSearch } from './shown-search.js'

/** Replaces the token wherever a hashed text is shown. */
const TOKEN_MARK = '<TOKEN>'

/** Diagnoses a callback: which mistakes turn the right `msg_signature` into the received or computed one. */
export async function diagnoseCallback(
  context: Context,
  { body: received, said = [] }: InHand,
  values: DiagnoseValues
): Promise<Result> {
  const config = await configFor(context, values, { needs: [], required: ['token'] })
  const token = config.settings.token.value
  const { text, warnings } = callbackText(bounded(received))
  context.out.warn(warnings)
  const envelope = { ...readEnvelope(text), body: text }
  const sign = callbackSignature(envelope, token)
  const theirs = values.sign?.trim() ?? envelope.msg_signature
  const isRight = theirs === sign
  const others = await otherKeys(config)
  const limits = {
    depth: values.depth,
    mask: TOKEN_MARK,
    timeLimit: 1000 * values.timeLimit,
    signal: context.world.signal
  }
  const { explanations, tried, ended } = isRight
    ? { explanations: [], tried: 1, ended: undefined }
    : await shownSearch(context, (onProgress) =>
        searchCallback(envelope, token, others, theirs, { ...limits, onProgress })
      )
  const hash = hashOfLength(theirs)
  const odd =
    hash && explanations.length === 0 ? [finding('signature-of-other-hash', { digits: theirs.length, hash })] : []
  // The length shows this mistake, but not what was hashed.
  const found = [...explanations, ...odd.map((one) => ({ mistakes: [one], stringToSign: '' }))]
  const verdict = isRight ? 'right' : found.length > 0 ? 'explained' : 'unexplained'
  return diagnosisResult({ verdict, warnings: [...said, ...warnings] }, async (voice) => ({
    of: 'callback',
    verdict,
    ...(odd.length > 0 && { isProved: false }),
    sign,
    theirs,
    explanations: await Promise.all(found.map(async (one) => ({ ...one, mistakes: await shown(voice, one.mistakes) }))),
    tried,
    interrupted: ended === 'interrupted',
    timedOut: ended === 'timed out',
    alsoCheck: CALLBACK_CHECKS
  }))
}

/** Refuses a callback that is too long. Only a recording may be long. */
function bounded(text: string): string {
  const size = Buffer.byteLength(text)
  if (size > DEFAULT_LIMIT) throw refuse('body-too-large', { limit: DEFAULT_LIMIT, size })
  return text
}

async function shown(voice: Voice, causes: readonly Finding[]): Promise<ShownMistake[]> {
  const sentences = await voice.sentences(causes)
  return causes.map((cause, i) => {
    const { message = '', hint = '' } = sentences[i] ?? {}
    const key = 'key' in cause ? cause.key : 'profile' in cause ? cause.profile : undefined
    return { code: cause.code, key, message, fix: hint }
  })
}
