import { type Finding, refuse } from '../../../findings/findings.js'
import { isSigned } from '../../../protocol/system/callback-verdict.js'
import type { TradeVerdict } from '../../../trade/callback/check-callback.js'
import { causesOf } from '../../../trade/callback/verify-callback.js'
import { runLines } from '../../bulk/run-lines.js'
import { verdictDocument } from '../../callback/verdict-result.js'
import type { Context } from '../../shared/command.js'
import { type ConfigValues, configFor } from '../../shared/config-for.js'
import { EXIT, type ExitCode } from '../../shared/exit.js'
import { withGbk } from '../../shared/input.js'
import { voiceOf } from '../../shared/result.js'
import { platformKeyOf } from '../rsa-key.js'
import { otherTradeKeys } from './other-keys.js'
import { type Checked, moreOf, verifying } from './verify-block.js'
import type { VerifyValues } from './verify-options.js'

/**
 * Verifies a stream of callbacks, one a line: a verdict a line out, in order.
 *
 * @throws EcpayError `bad-callbacks` at the end, when some do not verify
 */
export async function verifyLines(
  context: Context,
  file: string | undefined,
  values: Pick<VerifyValues, 'encoding' | 'maxAge' | 'maxSize'> & ConfigValues
): Promise<ExitCode> {
  const config = await configFor(context, values, { needs: [], required: ['platform_public_key'] })
  const platformKey = platformKeyOf(config.settings.platform_public_key).keyObject
  const options = { maxAge: values.maxAge, limit: values.maxSize }
  const voice = voiceOf(context)
  let others: ReturnType<typeof otherTradeKeys> | undefined
  let bad = 0
  const verdictOf = async ({ verdict, callback }: Checked): Promise<TradeVerdict> => {
    if (!callback || isSigned(verdict)) return verdict
    others ??= otherTradeKeys(context, config)
    return { ...verdict, causes: causesOf(verdict, callback, platformKey, { others: await others }) }
  }
  const total = await runLines(context, {
    file,
    encoding: values.encoding,
    task: verifying,
    setup: { platformKey, options },
    async say(found) {
      const { problems, causes, ...rest } = await verdictOf(found)
      const named = (all: readonly Finding[]) => withGbk(context, all)
      const verdict = { ...rest, problems: await named(problems), causes: await named(causes) }
      if (!verdict.valid) bad++
      return `${JSON.stringify(await verdictDocument(voice, verdict, moreOf(verdict)))}\n`
    }
  })
  if (total === undefined) return EXIT.interrupted
  if (bad > 0) throw refuse('bad-callbacks', { count: bad, total })
  return EXIT.done
}
