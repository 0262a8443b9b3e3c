import type { Config } from '../../config/resolve.js'
import { EcpayError, type Finding, finding, refuseAll } from '../../findings/findings.js'
import type { CallbackTools } from '../../protocol/callback/callback-tools.js'
import { shapedMessage } from '../callback/facts.js'
import { signingKeys } from '../callback/signing-key.js'
import type { Context } from '../shared/command.js'
import type { Known } from './chosen-callbacks.js'

/**
 * Signs all callbacks again. If one cannot be signed, nothing is sent.
 *
 * @throws EcpayError `cannot-resign` for each that cannot be signed, followed by what is wrong with it
 */
export function allResigned(context: Context, found: readonly (Known & { key: string })[], changes: Changes): Known[] {
  const problems: Finding[] = []
  const signed = found.flatMap((one) => {
    try {
      return resigned(context, one, changes)
    } catch (error) {
      if (!(error instanceof EcpayError)) throw error
      problems.push(finding('cannot-resign', { name: one.name }), ...error.findings)
      return []
    }
  })
  if (problems.length > 0) throw refuseAll(problems)
  return signed
}

/** Each with the key of its system. */
export async function withKeys(
  context: Context,
  found: readonly Known[],
  config: Pick<Config, 'settings'>,
  { platformPrivateKeyFile }: { platformPrivateKeyFile: string | undefined }
): Promise<(Known & { key: string })[]> {
  const byTools = new Map<CallbackTools, string>()
  for (const { tools } of found) {
    if (byTools.has(tools)) continue
    byTools.set(tools, (await signingKeys(context, tools, config, platformPrivateKeyFile)).key)
  }
  return found.map((one) => ({ ...one, key: byTools.get(one.tools) ?? '' }))
}

/** The changes of `--set` and `--unset`. */
interface Changes {
  set: readonly string[]
  unset: readonly string[]
}

/** The same callback with a new timestamp and nonce, and a changed msg. */
function resigned({ world }: Context, one: Known & { key: string }, changes: Changes): Known {
  const { tools, headers, key } = one
  const read = tools.read(one)
  const stamp = tools.stamp(world.now(), world.random)
  const signed = tools.sign({ ...read, ...stamp, headers, msg: shapedMessage(read.msg, changes) }, key)
  return { ...one, headers: signed.headers ?? [], body: Buffer.from(signed.body) }
}
