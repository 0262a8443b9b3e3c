import { finding } from '../../findings/findings.js'
import type { ShownRequest } from '../../gateway/call-gateway.js'
import { requestCommand, type Shell } from '../../gateway/request-command.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import { harmlessJson, unsafeIn } from '../../output/terminal-text.js'
import type { Result } from '../shared/result.js'
import type { CallPlan } from './call-plan.js'

/** The request as a command for a shell, without sending it. On a terminal, it must be possible to copy it. */
export function shellCommand({ request: { shown } }: CallPlan, shell: Shell): Result {
  const command = (request: ShownRequest) =>
    requestCommand(shell, request, { [ACCESS_TOKEN_MARK]: 'ECPAY_ACCESS_TOKEN' })
  return {
    document: async () => ({ curl: await command(shown) }),
    async text({ isTerminal }) {
      const text = await command(isTerminal ? pasteable(shown) : shown)
      const characters = isTerminal ? unsafeIn(text) : []
      const warnings = characters.length > 0 ? [finding('command-not-shown', { characters })] : []
      return [{ warnings }, { result: text }]
    }
  }
}

/** The same values, and so the same signature, in characters that a screen shows and every shell accepts. */
function pasteable(request: ShownRequest): ShownRequest {
  const url = request.url.replace(/[^!-~\p{Cs}]/gu, encodeURIComponent)
  return { ...request, url, body: harmlessJson(request.body) }
}
