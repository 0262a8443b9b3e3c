import type { SignOptions } from '../../ecpay/sign/request-signature.js'
import { LineSigner, type SignedLine } from '../../ecpay/sign/sign-lines.js'
import { type Finding, refuse } from '../../findings/findings.js'
import { utf8Chunks } from '../../protocol/json/encodings.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import { asGbk, inputStream } from '../shared/input.js'
import type { SignValues } from './sign-options.js'

/**
 * Signs a stream of bodies, one per line. The output has a signature for each line in order, and an empty line for a
 * bad one. The next chunk is read when stdout has taken the output of this one.
 *
 * @throws EcpayError `bad-lines` at the end, if some were refused
 */
export async function signNdjson(
  context: Context,
  file: string | undefined,
  values: Pick<SignValues, 'saltFile' | 'encoding'>,
  options: SignOptions
): Promise<ExitCode> {
  const { out, world } = context
  const { settings } = await configFor(context, values, { needs: [], required: ['salt'] })
  const signer = new LineSigner(settings.salt.value, options)
  let total = 0
  let bad = 0
  /** Adds to findings about bytes that can be GBK the command that reads them. */
  const named = (findings: readonly Finding[]) =>
    Promise.all(
      findings.map(async (one) => {
        if (one.code !== 'invalid-utf8' || !one.isGbk) return one
        const { isGbk: _, ...rest } = one
        return { ...rest, command: await asGbk(context) }
      })
    )
  const write = async (lines: readonly SignedLine[]) => {
    let text = ''
    for (const { line, sign = '', findings } of lines) {
      text += `${sign}\n`
      total++
      if (sign === '') bad++
      if (findings.length > 0) out.atLine(line, sign === '' ? 'error' : 'warning', await named(findings))
    }
    return text === '' ? undefined : out.signatures(text)
  }
  const read = inputStream(context, file)
  for await (const chunk of utf8Chunks(read, values.encoding, (odd) => out.warn([odd]))) {
    await write(signer.push(chunk))
    if (world.signal.aborted) return EXIT.interrupted
  }
  await write(signer.end())
  if (bad > 0) throw refuse('bad-lines', { count: bad, total })
  return EXIT.done
}
