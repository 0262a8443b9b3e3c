import { shownTradeMistake } from '../../../output/trade-diagnosis.js'
import type { SnippetLanguage } from '../../../output/words/snippets.js'
import type { Encoding } from '../../../protocol/json/encodings.js'
import { judgeRequestLine, mistakesOfRequests } from '../../../trade/diagnose/diagnose-lines.js'
import { signBytes } from '../../../trade/sign/sign-request.js'
import { stringToSign } from '../../../trade/sign/string-to-sign.js'
import { diagnoseTogether } from '../../diagnose/together.js'
import type { Context } from '../../shared/command.js'
import type { ExitCode } from '../../shared/exit.js'
import type { Result } from '../../shared/result.js'
import { knownKeys } from './known-keys.js'

interface LinesValues extends NonNullable<Parameters<typeof knownKeys>[1]> {
  encoding?: Encoding | undefined
  method?: string | undefined
  uri?: string | undefined
  for?: SnippetLanguage | undefined
  timeLimit: number
}

/**
 * Diagnoses the authorizations of many requests, one a line; see {@link diagnoseTogether}.
 *
 * @throws EcpayError of the input, the configuration and the keys
 */
export async function diagnoseRequests(
  context: Context,
  file: string | undefined,
  values: LinesValues
): Promise<Result | ExitCode> {
  const { privateKey, ...known } = await knownKeys(context, values)
  const expected = { ...known, method: values.method?.toUpperCase(), uri: values.uri }
  return diagnoseTogether(context, file, values, {
    judge: (line, content) => judgeRequestLine(line, content, expected),
    search: (judged, options) => mistakesOfRequests(judged, { expected, ...options }),
    words: (catalogue) => catalogue.tradeDiagnose(),
    shown: (mistake, words) => shownTradeMistake(mistake, words, values.for),
    document(one) {
      if (!one) return { sign: null, theirs: null, key: null, warnings: [] }
      const { verdict, request, theirs, by, warnings } = one
      const right = () => (privateKey ? signBytes(stringToSign(request), privateKey) : null)
      return {
        sign: verdict === 'right' ? theirs : right(),
        theirs,
        key: by ? { role: by.role, ...(by.name !== undefined && { name: by.name }) } : null,
        warnings: [...new Set(warnings.map(({ code }) => code))]
      }
    },
    besides: ({ trade }) => trade.inTheData
  })
}
