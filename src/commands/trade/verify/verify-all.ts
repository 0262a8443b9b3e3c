import { refuse } from '../../../findings/findings.js'
import { Once } from '../../callback/once.js'
import { isOneFile } from '../../callback/one-file.js'
import { verdictResult } from '../../callback/verdict-result.js'
import type { Context } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import type { ExitCode } from '../../shared/exit.js'
import type { Result } from '../../shared/result.js'
import { type PlatformConfig, verifyInput } from './verify-input.js'
import type { VerifyValues } from './verify-options.js'

/** Options that are about one callback. Each has a signature of its own in its headers. */
const OF_ONE = { header: '--header', headers: '--headers', fromCurl: '--from-curl', har: '--har' } as const

/**
 * Verifies one callback, or those of several files.
 *
 * @throws EcpayError of the input, the configuration and the key; `conflicting-options` for headers of several
 */
export async function verifyAll(
  context: Context,
  files: readonly string[],
  values: VerifyValues
): Promise<Result | ExitCode> {
  const settings: PlatformConfig = new Once(() =>
    configFor(context, values, { needs: [], required: ['platform_public_key'] })
  )
  if (isOneFile(context, files)) return verdictResult(await verifyInput(context, files[0], values, settings))
  const given = Object.entries(OF_ONE).filter(([key]) => {
    const value = values[key as keyof typeof OF_ONE]
    return value !== undefined && value.length > 0
  })
  if (given.length > 0)
    throw refuse('conflicting-options', { options: ['[file...]', ...given.map(([, name]) => name)] })
  const { verifyFiles } = await import('../../callback/verify-files.js')
  return verifyFiles(context, files, {
    verify: (silent, file) => verifyInput(silent, file, values, settings),
    settings: [settings]
  })
}
