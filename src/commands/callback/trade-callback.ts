import { finding, refuse } from '../../findings/findings.js'
import { member, memberText, objectIn } from '../../protocol/json/json.js'
import type { Context } from '../shared/command.js'
import type { PlatformConfig } from '../trade/verify/verify-input.js'
import type { VerifyValues } from '../trade/verify/verify-options.js'
import type { Verified } from './verdict-result.js'

/**
 * Verifies a callback of the trade system that came with its headers, where one of 担保支付 was looked for.
 *
 * @returns nothing for what is none, where `system` does not say that it is one
 * @throws EcpayError `callback-of-trade-system` for its body alone
 */
export async function ofTradeSystem(
  context: Context,
  bytes: Uint8Array,
  {
    file,
    system,
    ...values
  }: Pick<VerifyValues, 'encoding' | 'maxAge' | 'maxSize'> & {
    file: string | undefined
    system: string | undefined
  },
  settings: PlatformConfig
): Promise<Verified | undefined> {
  const verify = async () =>
    (await import('../trade/verify/verify-input.js')).verifyWhole(context, bytes, values, settings)
  if (system !== undefined) return verify()
  const text = Buffer.from(bytes).toString()
  if (/\bbyte-signature\b/i.test(text)) {
    context.out.notice(finding('read-as-trade-callback'))
    return verify()
  }
  const version = bodyVersion(text)
  if (version === undefined) return undefined
  throw refuse('callback-of-trade-system', { version, ...(await quoted(file)) })
}

/** Of a body that has what one of the trade system has, and no signature in it. */
function bodyVersion(text: string): string | undefined {
  const object = objectIn(text)
  if (!object || !member(object, 'msg') || !member(object, 'type')) return undefined
  return memberText(object, 'version')
}

/** Where it came from, as a command line names it. */
async function quoted(file: string | undefined): Promise<{ file?: string }> {
  if (file === undefined || file === '-') return {}
  const { quoteWord } = await import('../../findings/shell-word.js')
  return { file: quoteWord(file) }
}
