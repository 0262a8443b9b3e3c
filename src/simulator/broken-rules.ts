import type { MistakeCode } from '../ecpay/diagnose/codes.js'
import { subjectOf } from '../ecpay/diagnose/diagnose-signature.js'
import { explainAlone } from '../ecpay/diagnose/explain-alone.js'
import { type JsonObject, memberText } from '../protocol/json/json.js'

/** What was done to get the signature wrong, as in `x-ecpay-reason`. */
export interface BrokenRule {
  code: MistakeCode
  /** The member it happened to. */
  key?: string
}

/**
 * Finds the mistake that turns the body into the signature it came with.
 *
 * @param body without nested values and duplicates; `sign` is the member of that name
 * @param text the JSON text of the body
 * @returns the likeliest single mistake that gives exactly this signature
 */
export async function explainSign(body: JsonObject, text: string, salt: string): Promise<BrokenRule | undefined> {
  const sign = memberText(body, 'sign') ?? ''
  const found = await explainAlone(subjectOf(body, text, salt, sign), sign)
  return found && { code: found.code, ...(found.key !== undefined && { key: found.key }) }
}
