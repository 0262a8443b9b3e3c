import type { SignOptions } from '../../ecpay/sign/request-signature.js'
import { finding, refuse, refuseAll } from '../../findings/findings.js'
import { runLines } from '../bulk/run-lines.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { withGbk } from '../shared/input.js'
import { voiceOf } from '../shared/result.js'
import { HEADING, type SaidLine, signing } from './sign-block.js'
import type { SignValues } from './sign-options.js'

/**
 * Signs a stream of bodies, one per line. The output has a signature for each line in order, and an empty line for a
 * bad one.
 *
 * @throws EcpayError at the end: `bad-lines` if some were refused, `lines-differ` if some have another signature
 */
export async function signNdjson(
  context: Context,
  file: string | undefined,
  values: Pick<SignValues, 'saltFile' | 'encoding' | 'csv' | 'check'>,
  options: SignOptions
): Promise<ExitCode> {
  const { out } = context
  if (typeof values.check === 'string') throw refuse('conflicting-options', { options: ['--ndjson', '--check <hex>'] })
  const { settings } = await configFor(context, values, { needs: [], required: ['salt'] })
  const form = out.json ? 'json' : values.csv ? 'csv' : 'text'
  const voice = voiceOf(context)
  let bad = 0
  let differing = 0
  const say = async ({ text, document, isBad, findings, differs }: SaidLine, line: number) => {
    if (isBad) bad++
    if (differs) differing++
    const found = await withGbk(context, findings)
    const problems = [...(isBad ? found : []), ...(differs ? [differs] : [])]
    const warnings = isBad ? [] : found
    if (document) {
      const why = problems.length > 0 && { problems: await voice.problems(problems) }
      return `${JSON.stringify({ ...document, warnings: await voice.problems(warnings), ...why })}\n`
    }
    if (warnings.length > 0) out.atLine(line, 'warning', warnings)
    if (problems.length > 0) out.atLine(line, 'error', problems)
    return text
  }
  if (form === 'csv') await out.signatures(HEADING)
  const setup = { salt: settings.salt.value, options, form } as const
  const isSignatures = form === 'text'
  const task = values.check === true ? (await import('./check-block.js')).checking : signing
  const total = await runLines(context, { file, encoding: values.encoding, task, setup, say, isSignatures })
  if (total === undefined) return EXIT.interrupted
  const failed = [
    ...(bad > 0 ? [finding('bad-lines', { count: bad, total, ...(form !== 'text' && { form }) })] : []),
    ...(differing > 0 ? [finding('lines-differ', { count: differing, total })] : [])
  ]
  if (failed.length > 0) throw refuseAll(failed)
  return EXIT.done
}
