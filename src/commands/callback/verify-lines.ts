import { verifyCallback } from '../../ecpay/callback/verify-callback-body.js'
import { type Finding, refuse } from '../../findings/findings.js'
import { isSigned } from '../../protocol/system/callback-verdict.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import { runLines } from '../bulk/run-lines.js'
import type { Context } from '../shared/command.js'
import { type ConfigValues, configFor } from '../shared/config-for.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { withGbk } from '../shared/input.js'
import { voiceOf } from '../shared/result.js'
import type { VerifyValues } from '../trade/verify/verify-options.js'
import { otherKeys } from './other-keys.js'
import { verdictDocument } from './verdict-result.js'
import { type Checked, verifying } from './verify-block.js'

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
  const config = await configFor(context, values, { needs: [], required: ['token'] })
  const token = config.settings.token.value
  const options = { maxAge: values.maxAge, limit: values.maxSize }
  const voice = voiceOf(context)
  let others: Promise<OtherKeys> | undefined
  let bad = 0
  const verdictOf = async ({ verdict, of }: Checked) => {
    if (!of || isSigned(verdict)) return verdict
    others ??= otherKeys(config)
    return verifyCallback(of.body, token, { ...of.options, others: await others })
  }
  const total = await runLines(context, {
    file,
    encoding: values.encoding,
    task: verifying,
    setup: { token, options },
    async say(found) {
      const { problems, causes, ...rest } = await verdictOf(found)
      const named = (all: readonly Finding[]) => withGbk(context, all)
      const verdict = { ...rest, problems: await named(problems), causes: await named(causes) }
      if (!verdict.valid) bad++
      return `${JSON.stringify(await verdictDocument(voice, verdict))}\n`
    }
  })
  if (total === undefined) return EXIT.interrupted
  if (bad > 0) throw refuse('bad-callbacks', { count: bad, total })
  return EXIT.done
}
