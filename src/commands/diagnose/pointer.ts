import { ENVIRONMENTS } from '../../config/environments.js'
import { checkExchange } from '../../ecpay/diagnose/exchange-findings.js'
import { sameSignature, traceSign } from '../../ecpay/sign/request-signature.js'
import { type Finding, finding } from '../../findings/findings.js'
import { quote, quoteWord } from '../../gateway/request-command.js'
import { visibleJson } from '../../output/terminal-text.js'
import { memberText, readObject } from '../../protocol/json/json.js'
import type { CallSettings } from '../shared/config-for.js'
import type { GlobalValues } from '../shared/global-options.js'

/** The options that say which keys a command had. */
type Keys = Pick<GlobalValues, 'config' | 'profile' | 'env'> & { saltFile?: string | undefined }

/** The command line that diagnoses a body in a file, or one that is piped into it. */
export function diagnoseLine(flags: Keys, source: { file: string } | { body: string }, sign?: string): string {
  const options = [
    ...('file' in source ? [quoteWord(source.file)] : []),
    ...(sign === undefined ? [] : ['--sign', quoteWord(sign)]),
    ...(['config', 'profile', 'env', 'saltFile'] as const).flatMap((name) =>
      flags[name] === undefined ? [] : [name === 'saltFile' ? '--salt-file' : `--${name}`, quoteWord(flags[name])]
    )
  ]
  const line = ['ecpay diagnose', ...options].join(' ')
  return 'body' in source ? `printf %s ${quote(visibleJson(source.body))} | ${line}` : line
}

/**
 * What can be said about err_no 2008 without a second signature: host, and the body's own sign where it was sent
 * as it came. The refusal itself names the command that looks further.
 */
export function afterWrongSign(
  flags: Keys & { validate: boolean },
  settings: CallSettings,
  call: { method: string; url: string; headers: Record<string, string>; members: string },
  refusals: readonly Finding[]
): { warnings: Finding[]; refusals: Finding[] } {
  const command = diagnoseLine({ ...flags, env: settings.env }, { body: call.members })
  return {
    warnings: [...hostOf(settings, call), ...ownSign(flags, settings, call.members)],
    refusals: refusals.map((one) => (one.code === 'gateway-refused' ? { ...one, command } : one))
  }
}

function hostOf({ env, loopback }: CallSettings, call: Parameters<typeof afterWrongSign>[2]): Finding[] {
  const { origin } = ENVIRONMENTS[env]
  if (origin === undefined || loopback) return []
  const exchange = { ...call, body: call.members, url: new URL(call.url), headers: Object.entries(call.headers) }
  return checkExchange(exchange, { env, host: new URL(origin).host })
}

/** With --no-validate a body keeps its sign, and nothing was said about it yet. */
function ownSign({ validate }: { validate: boolean }, { salt }: CallSettings, body: string): Finding[] {
  const found = memberText(readObject(body), 'sign') ?? ''
  if (validate) return []
  try {
    const { sign: expected, warnings } = traceSign(body, salt)
    return sameSignature(found, expected) ? warnings : [...warnings, finding('signature-differs', { found, expected })]
  } catch {
    return []
  }
}
