import { EcpayError, type Finding } from '../../findings/findings.js'
import { isSigned } from '../../protocol/system/callback-verdict.js'
import type { Keys } from '../../protocol/system/keys.js'
import type { OtherKeys, PostedCallback, VerifyOptions } from '../../protocol/system/system.js'
import type { Verified } from './callback-mutation.js'
import { type CallbackVerdict, type CheckOptions, checkCallback } from './check-callback.js'

/** How many causes of a mismatch are looked for together; `diagnose --callback` looks for more. */
const DEPTH = 2
/** In milliseconds: what takes longer is for `diagnose --callback`, which says how far it got. */
const TIME_LIMIT = 5000

/**
 * Verifies a callback as it came, or out of another form of it, such as a line of a log; looks for what makes the
 * signature another one.
 *
 * @throws EcpayError as `checkCallback`, and as `callbackText` where another form of it was tried
 */
export async function verifyPosted(
  { body }: PostedCallback,
  { token = '' }: Keys,
  { maxAge, now, limit, signal, otherKeys }: VerifyOptions
): Promise<CallbackVerdict> {
  const check = (read?: CheckOptions['read']) => checkCallback(body, token, { maxAge, now, limit, read })
  const { verdict, signed } = await orRead(check)
  // Causes and other keys are loaded only where they may explain something.
  if (isSigned(verdict)) return verdict
  return { ...verdict, causes: await causesOf(signed, token, (await otherKeys?.()) ?? {}, signal) }
}

type Check = (read?: CheckOptions['read']) => ReturnType<typeof checkCallback>

async function orRead(check: Check): Promise<ReturnType<Check>> {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
  }
  const { callbackText } = await import('./pasted.js')
  return check(callbackText)
}

/** What makes the signature another one; nothing where that was not found out in time. */
async function causesOf(signed: Verified, token: string, others: OtherKeys, signal: AbortSignal): Promise<Finding[]> {
  const { causesIn, searchCallback } = await import('./callback-causes.js')
  const received = signed.msg_signature
  const options = { depth: DEPTH, mask: '', timeLimit: TIME_LIMIT, signal }
  const { explanations, ended } = await searchCallback(signed, token, others, received, options)
  return ended ? [] : causesIn(explanations, received)
}
