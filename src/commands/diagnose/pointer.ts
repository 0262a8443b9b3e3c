import { checkExchange } from '../../ecpay/diagnose/exchange-findings.js'
import { sameSignature } from '../../ecpay/sign/request-signature.js'
import { type Finding, finding } from '../../findings/findings.js'
import { quote, quoteWord } from '../../findings/shell-word.js'
import type { PreparedCall } from '../../gateway/call-gateway.js'
import { visibleJson } from '../../output/terminal-text.js'
import type { Members } from '../../protocol/json/members.js'
import { fileKeys } from '../../protocol/system/endpoint.js'
import type { Moment } from '../../protocol/system/system.js'
import type { CallPlan } from '../call/call-plan.js'
import type { Context } from '../shared/command.js'
import { type KeyFlags, sameKeys } from '../shared/same-keys.js'

/** The options that decide which keys a command uses. */
type Keys = KeyFlags & { saltFile?: string | undefined }

/** The command line that diagnoses a body from a file or a pipe. */
export function diagnoseLine(flags: Keys, source: { file: string } | { body: string }, sign?: string): string {
  const options = [
    ...('file' in source ? [quoteWord(source.file)] : []),
    ...(sign === undefined ? [] : ['--sign', quoteWord(sign)]),
    ...sameKeys(flags),
    ...(flags.saltFile === undefined ? [] : ['--salt-file', quoteWord(flags.saltFile)])
  ]
  const line = ['ecpay diagnose', ...options].join(' ')
  return 'body' in source ? `printf %s ${quote(visibleJson(source.body))} | ${line}` : line
}

/**
 * The findings about err_no 2008 without another signature: about the host, and about the `sign` of the body if it was
 * sent unchanged. The refusal itself names the command that searches further.
 */
export async function afterWrongSign(
  plan: CallPlan,
  { flags, world }: Pick<Context, 'flags' | 'world'>,
  refusals: readonly Finding[]
): Promise<{ warnings: Finding[]; refusals: Finding[] }> {
  const { settings, options, request } = plan
  const members = plan.members.without(fileKeys(plan.endpoint))
  const body = members.toText()
  const keys = { ...flags, env: settings.env, saltFile: options.saltFile }
  const command = diagnoseLine(keys, { body })
  return {
    warnings: [...hostOf(plan, { ...request, body }), ...(options.validate ? [] : await ownSign(plan, members, world))],
    refusals: refusals.map((one) => (one.code === 'gateway-refused' ? { ...one, command } : one))
  }
}

function hostOf(
  { system, settings: { env, loopback } }: CallPlan,
  request: Omit<PreparedCall, 'body'> & { body: string }
): Finding[] {
  const { origin } = system.environments[env]
  if (origin === undefined || loopback) return []
  const exchange = { ...request, url: new URL(request.url), headers: Object.entries(request.headers) }
  return checkExchange(exchange, { env, host: new URL(origin).host })
}

/** The findings about the body's own sign, which --no-validate keeps and which was not checked yet. */
async function ownSign({ system, endpoint, settings }: CallPlan, members: Members, moment: Moment): Promise<Finding[]> {
  const found = members.text('sign') ?? ''
  try {
    const signed = await system.sign({ endpoint, members }, settings.keys, moment)
    const { warnings } = signed
    const expected = signed.members.text('sign') ?? ''
    return sameSignature(found, expected)
      ? [...warnings]
      : [...warnings, finding('signature-differs', { found, expected })]
  } catch {
    return []
  }
}
