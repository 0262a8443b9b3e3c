import { mistakeDocument, mistakeLines, shownMistake } from '../../../output/diagnosis-lines.js'
import { diagnoseRequest } from '../../../trade/diagnose/diagnose-request.js'
import { DEFAULT_TIME_LIMIT } from '../../../trade/diagnose/limits.js'
import type { Mutation } from '../../../trade/diagnose/mutation.js'
import type { Authorization } from '../../../trade/sign/authorization.js'
import type { Context } from '../../shared/command.js'
import type { ConfigValues } from '../../shared/config-for.js'
import type { Part, Voice } from '../../shared/result.js'
import { knownKeys } from './known-keys.js'

/** An authorization that does not fit. */
interface Wrong {
  body: Uint8Array
  authorization: Authorization
  authorizationText: string
  method: string
  uri: string
}

/** The likeliest mistakes that make it fit, or what is wrong for certain. */
export async function explainWrong(context: Context, wrong: Wrong, values: ConfigValues): Promise<readonly Mutation[]> {
  // What is odd about the configuration was said before.
  const silent = { ...context, out: context.out.into(context.world.stdout, { quiet: true }) }
  const { keys, app_id, key_version } = await knownKeys(silent, values)
  const { body, authorization, authorizationText, method, uri } = wrong
  const asked = {
    ...{ authorization, authorizationText, keys, body: Buffer.from(body).toString() },
    expected: { app_id, key_version, method, uri }
  }
  const { signal } = context.world
  const { explanations } = await diagnoseRequest(asked, { signal, timeLimit: 1000 * DEFAULT_TIME_LIMIT })
  return explanations[0]?.mistakes ?? []
}

/** Mistakes for machines. */
export async function mistakeDocuments(voice: Voice, mistakes: readonly Mutation[]): Promise<object[]> {
  const words = await voice.catalogue.tradeDiagnose()
  return mistakes.map((one) => mistakeDocument(shownMistake(one, words, '')))
}

/** Mistakes for a person, each with its fix. */
export async function mistakesPart(voice: Voice, mistakes: readonly Mutation[]): Promise<Part> {
  const words = await voice.catalogue.tradeDiagnose()
  const { columns, paint } = voice
  const style = { words, columns, paint: paint.stderr, mask: await voice.masking() }
  const shown = mistakes.map((one) => shownMistake(one, words, ''))
  return { block: mistakeLines(shown, style).join('\n') }
}
