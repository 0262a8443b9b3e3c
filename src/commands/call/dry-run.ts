import { exchangeDocument, formLines, requestText } from '../../output/exchange.js'
import { prettyJson } from '../../output/pretty-json.js'
import { readJson } from '../../protocol/json/json.js'
import type { Result } from '../shared/result.js'
import type { CallPlan } from './call-plan.js'

/** A dry run: the result is the signed request (in a pipe, the body of a POST or the address of a GET). */
export function dryRun({ settings, request: { shown } }: CallPlan): Result {
  return {
    document: () => exchangeDocument(settings.env, shown),
    text({ words, language, paint: { stdout: paint }, isTerminal }) {
      const lines = [
        ...(isTerminal ? [requestText(shown, { words, paint, language })] : []),
        ...(isTerminal && shown.body !== '' ? [prettyJson(readJson(shown.body), { language, paint })] : []),
        ...(isTerminal ? [] : [shown.body || formLines(shown).join('\n') || shown.url])
      ]
      return [...lines.map((line) => ({ result: `${line}\n` })), { note: words.exchange.nothingSent }]
    }
  }
}
