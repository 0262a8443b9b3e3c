import { judgeLine, mistakesOfLines } from '../../ecpay/diagnose/diagnose-lines.js'
import { shownMistake } from '../../output/diagnosis.js'
import type { Context } from '../shared/command.js'
import type { ExitCode } from '../shared/exit.js'
import type { Result } from '../shared/result.js'
import type { DiagnoseValues } from './diagnose-options.js'
import { keysFor } from './keys-for.js'
import { diagnoseTogether } from './together.js'

/**
 * Diagnoses the `sign` of many bodies, one a line; see {@link diagnoseTogether}.
 *
 * @throws EcpayError of the input and the configuration
 */
export async function diagnoseLines(
  context: Context,
  file: string | undefined,
  values: DiagnoseValues
): Promise<Result | ExitCode> {
  const { salt, keys } = await keysFor(context, values)
  return diagnoseTogether(context, file, values, {
    judge: (line, content) => judgeLine(line, content, salt),
    search: (judged, options) => mistakesOfLines(judged, { salt, keys, ...options }),
    words: (catalogue) => catalogue.diagnose(),
    shown: (mistake, words) => shownMistake(mistake, words, values.for),
    document: (one) => ({ sign: one?.sign ?? null, theirs: one?.theirs ?? null })
  })
}
