import { isSigned } from '../../../protocol/system/callback-verdict.js'
import type { TradeVerdict } from '../../../trade/callback/check-callback.js'
import { causesOf } from '../../../trade/callback/verify-callback.js'
import { runVerdicts } from '../../callback/verdict-lines.js'
import type { Context } from '../../shared/command.js'
import { type ConfigValues, configFor } from '../../shared/config-for.js'
import type { ExitCode } from '../../shared/exit.js'
import { platformKeyOf } from '../rsa-key.js'
import { otherTradeKeys } from './other-keys.js'
import { type Checked, moreOf, verifying } from './verify-block.js'
import type { VerifyValues } from './verify-options.js'

/** Verifies a stream of callbacks of 通用交易系统; see {@link runVerdicts}. */
export async function verifyLines(
  context: Context,
  file: string | undefined,
  values: Pick<VerifyValues, 'encoding' | 'maxAge' | 'maxSize'> & ConfigValues
): Promise<ExitCode> {
  const config = await configFor(context, values, { needs: [], required: ['platform_public_key'] })
  const platformKey = platformKeyOf(config.settings.platform_public_key).keyObject
  const options = { maxAge: values.maxAge, limit: values.maxSize }
  let others: ReturnType<typeof otherTradeKeys> | undefined
  const verdictOf = async ({ verdict, callback }: Checked): Promise<TradeVerdict> => {
    if (!callback || isSigned(verdict)) return verdict
    others ??= otherTradeKeys(context, config)
    return { ...verdict, causes: causesOf(verdict, callback, platformKey, { others: await others }) }
  }
  return runVerdicts(context, {
    file,
    encoding: values.encoding,
    task: verifying,
    setup: { platformKey, options },
    moreOf,
    verdictOf
  })
}
