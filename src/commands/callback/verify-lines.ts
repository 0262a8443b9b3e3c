import { verifyCallback } from '../../ecpay/callback/verify-callback-body.js'
import { isSigned } from '../../protocol/system/callback-verdict.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import type { Context } from '../shared/command.js'
import { type ConfigValues, configFor } from '../shared/config-for.js'
import type { ExitCode } from '../shared/exit.js'
import type { VerifyValues } from '../trade/verify/verify-options.js'
import { otherKeys } from './other-keys.js'
import { runVerdicts } from './verdict-lines.js'
import { type Checked, verifying } from './verify-block.js'

/** Verifies a stream of callbacks of 担保支付; see {@link runVerdicts}. */
export async function verifyLines(
  context: Context,
  file: string | undefined,
  values: Pick<VerifyValues, 'encoding' | 'maxAge' | 'maxSize'> & ConfigValues
): Promise<ExitCode> {
  const config = await configFor(context, values, { needs: [], required: ['token'] })
  const token = config.settings.token.value
  const options = { maxAge: values.maxAge, limit: values.maxSize }
  let others: Promise<OtherKeys> | undefined
  const verdictOf = async ({ verdict, of }: Checked) => {
    if (!of || isSigned(verdict)) return verdict
    others ??= otherKeys(config)
    return verifyCallback(of.body, token, { ...of.options, others: await others })
  }
  return runVerdicts(context, {
    file,
    encoding: values.encoding,
    task: verifying,
    setup: { token, options },
    verdictOf
  })
}
