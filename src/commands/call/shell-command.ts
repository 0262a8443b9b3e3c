import { finding } from '../../findings/findings.js'
import type { ShownRequest } from '../../gateway/call-gateway.js'
import { requestCommand, type Shell } from '../../gateway/request-command.js'
import { ACCESS_TOKEN_MARK } from '../../output/secrets.js'
import { harmlessJson, unsafeIn } from '../../output/terminal-text.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import type { CallPlan } from './call-plan.js'

/** The request as the command of a shell, and nothing sent. On a terminal it is there to be copied from the screen. */
export async function printCommand(
  { out }: Context,
  { request: { shown } }: CallPlan,
  shell: Shell
): Promise<ExitCode> {
  const command = (request: ShownRequest) =>
    requestCommand(shell, request, { [ACCESS_TOKEN_MARK]: 'ECPAY_ACCESS_TOKEN' })
  if (out.json) await out.document({ curl: await command(shown) })
  else if (out.isTerminal) {
    const text = await command(pasteable(shown))
    const characters = unsafeIn(text)
    if (characters.length > 0) out.warn([finding('command-not-shown', { characters })])
    await out.result(text)
  } else await out.result(await command(shown))
  return EXIT.done
}

/** The same values, and so the same signature, in characters that a screen shows and every shell takes. */
function pasteable(request: ShownRequest): ShownRequest {
  const url = request.url.replace(/[^!-~\p{Cs}]/gu, encodeURIComponent)
  return { ...request, url, body: harmlessJson(request.body) }
}
