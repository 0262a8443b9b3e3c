import { refuse } from '../../../findings/findings.js'
import { quoteWord } from '../../../findings/shell-word.js'
import {
  type ShownTradeDiagnosis,
  shownTradeMistake,
  tradeDiagnosisDocument,
  tradeDiagnosisText
} from '../../../output/trade-diagnosis.js'
import type { TradeDiagnoseWords } from '../../../output/words/diagnose-words.js'
import type { SnippetLanguage } from '../../../output/words/snippets.js'
import {
  type DiagnosedRequest,
  diagnoseRequest,
  type TradeDiagnosis
} from '../../../trade/diagnose/diagnose-request.js'
import type { KeyHandle } from '../../../trade/keys/key-handle.js'
import { readAuthorization } from '../../../trade/sign/authorization.js'
import { signBytes } from '../../../trade/sign/sign-request.js'
import type { Context } from '../../shared/command.js'
import { EXIT } from '../../shared/exit.js'
import { startSpinner } from '../../shared/progress.js'
import type { Result } from '../../shared/result.js'
import { knownKeys } from './known-keys.js'
import { type RequestValues, readRequest } from './read-request.js'

/** The largest width for wrapping text. */
const WIDEST = 100

interface DiagnoseValues extends RequestValues, NonNullable<Parameters<typeof knownKeys>[1]> {
  uri?: string | undefined
  for?: SnippetLanguage | undefined
  depth: number
  timeLimit: number
}

/**
 * Finds out what is wrong with an authorization.
 *
 * @throws EcpayError of the input, the configuration and the keys; `not-an-authorization`
 */
export async function runDiagnosis(
  context: Context,
  file: string | undefined,
  values: DiagnoseValues
): Promise<Result> {
  const begun = performance.now()
  const inHand = await readRequest(context, file, values)
  const { body, authorization: text, warnings } = inHand
  const authorization = readAuthorization(text)
  if (!authorization) throw refuse('not-an-authorization', { found: text.trim() })
  const { keys, privateKey, app_id, key_version } = await knownKeys(context, values)
  context.out.warn(warnings)
  const asked: DiagnosedRequest = {
    ...{ body, authorization, authorizationText: text, keys },
    expected: {
      ...{ app_id, key_version, host: inHand.host },
      method: (values.method ?? inHand.method)?.toUpperCase(),
      uri: values.uri ?? inHand.uri
    }
  }
  const timeLimit = 1000 * values.timeLimit - (performance.now() - begun)
  const found = await diagnoseAloud(context, asked, { ...values, timeLimit })
  const all = [...warnings, ...found.causes]
  const shown = shownAs(found, privateKey, { next: nextSteps(context, found, values), language: values.for })
  return {
    exit: found.verdict === 'right' ? EXIT.done : EXIT.no,
    document: async (voice) => {
      const words = await voice.catalogue.tradeDiagnose()
      return tradeDiagnosisDocument({ ...shown(words), warnings: await voice.problems(all) }, words)
    },
    async text(voice) {
      const words = await voice.catalogue.tradeDiagnose()
      const { readableCauses } = await import('../../diagnose/readable-causes.js')
      const causes = await readableCauses(voice, found.causes)
      const columns = Math.min(voice.columns, WIDEST)
      const style = { words, paint: voice.paint.stdout, columns, mask: await voice.masking() }
      return [{ result: tradeDiagnosisText({ ...shown(words), causes }, style) }]
    }
  }
}

/** Searches, and shows the progress on a terminal. */
async function diagnoseAloud(
  context: Context,
  asked: DiagnosedRequest,
  { depth, timeLimit }: { depth: number; timeLimit: number }
): Promise<TradeDiagnosis> {
  const { out, world } = context
  const { trade } = await out.catalogue.tradeDiagnose()
  const spinner = await startSpinner(context)
  try {
    return await diagnoseRequest(asked, {
      ...{ depth, timeLimit, signal: world.signal },
      onProgress: (tried) => spinner?.say(trade.tried(tried.toLocaleString('en')))
    })
  } finally {
    spinner?.stop()
  }
}

/** What looks further, in the very command that was typed. */
function nextSteps(
  { world }: Context,
  { verdict, isProved, timedOut, by }: TradeDiagnosis,
  { depth, timeLimit }: DiagnoseValues
): ShownTradeDiagnosis['next'] {
  const isFound = verdict === 'right' || (verdict === 'explained' && isProved !== false)
  if (isFound || by === undefined) return []
  const isReplaced = (word: string | undefined) => word === '--depth' || word === '--time-limit'
  const kept = world.argv.filter((word, i) => !isReplaced(word) && !isReplaced(world.argv[i - 1]))
  const typed = kept
    .filter((word) => !/^--(?:depth|time-limit)=/.test(word))
    .map(quoteWord)
    .join(' ')
  if (timedOut) return [{ option: 'time-limit', command: `ecpay ${typed} --time-limit ${timeLimit * 6}` }]
  return [{ option: 'depth', command: `ecpay ${typed} --depth ${depth + 1} --time-limit ${timeLimit * 6}` }]
}

function shownAs(
  found: TradeDiagnosis,
  privateKey: KeyHandle | undefined,
  { next, language }: Pick<ShownTradeDiagnosis, 'next'> & { language: SnippetLanguage | undefined }
): (words: TradeDiagnoseWords) => ShownTradeDiagnosis {
  const sign = privateKey && signBytes(Buffer.from(found.stringToSign), privateKey)
  const { causes: _, ...rest } = found
  return (words) => ({
    ...rest,
    ...{ sign, next, key: found.by },
    explanations: found.explanations.map(({ mistakes, stringToSign }) => ({
      mistakes: mistakes.map((one) => shownTradeMistake(one, words, language)),
      stringToSign
    }))
  })
}
