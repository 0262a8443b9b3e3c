import type { Config } from '../../../config/resolve.js'
import { isSigned } from '../../../protocol/system/callback-verdict.js'
import {
  checkTradeCallback,
  type TradeCallback,
  type TradeVerdict,
  verdictOfOther
} from '../../../trade/callback/check-callback.js'
import { ANSWERED_WITH_DATA } from '../../../trade/catalogue/callback-versions.js'
import type { Once } from '../../callback/once.js'
import type { Verified } from '../../callback/verdict-result.js'
import type { Context } from '../../shared/command.js'
import type { Part, Voice } from '../../shared/result.js'
import { platformKeyOf } from '../rsa-key.js'
import { callbacksIn, readCallback } from './read-callback.js'
import type { VerifyValues } from './verify-options.js'

/** The configuration with the platform's key. */
export type PlatformConfig = Once<Config<'platform_public_key'>>

/**
 * Verifies one callback.
 *
 * @throws EcpayError of the input, the configuration and the key
 */
export async function verifyInput(
  context: Context,
  file: string | undefined,
  values: VerifyValues,
  settings: PlatformConfig
): Promise<Verified> {
  const { callbacks, warnings } = await readCallback(context, file, values)
  // Its own system needs another key, which may be the only one that there is.
  const isOther = verdictOfOther(callbacks[0]) !== undefined
  const other = isOther ? verdictOfOther(callbacks[0], await otherCommand(context, file)) : undefined
  const verdict = other ?? (await verified(context, callbacks, values, settings))
  return asTrade({ ...verdict, warnings: [...warnings, ...verdict.warnings] })
}

/** The same of bytes that were read already, which have the headers in them. */
export async function verifyWhole(
  context: Context,
  bytes: Uint8Array,
  values: Pick<VerifyValues, 'encoding' | 'maxAge' | 'maxSize'>,
  settings: PlatformConfig
): Promise<Verified> {
  return asTrade(await verified(context, await callbacksIn(context, bytes, values), values, settings))
}

async function verified(
  context: Context,
  callbacks: readonly [TradeCallback, ...TradeCallback[]],
  values: Pick<VerifyValues, 'maxAge' | 'maxSize'>,
  settings: PlatformConfig
): Promise<TradeVerdict> {
  const config = await settings.get()
  const key = platformKeyOf(config.settings.platform_public_key).keyObject
  const options = { maxAge: values.maxAge, limit: values.maxSize, now: Math.floor(context.world.now() / 1000) }
  const read = callbacks.map((callback) => ({ callback, verdict: checkTradeCallback(callback, key, options) }))
  const { callback, verdict } = read.find((one) => isSigned(one.verdict)) ?? (read[0] as (typeof read)[0])
  if (isSigned(verdict)) return verdict
  // Causes and other keys are loaded only where they may explain something.
  const [{ causesOf }, { otherTradeKeys }] = await Promise.all([
    import('../../../trade/callback/verify-callback.js'),
    import('./other-keys.js')
  ])
  const others = await otherTradeKeys(context, config)
  return { ...verdict, causes: causesOf(verdict, callback, key, { others, depth: 2, original: true }) }
}

async function otherCommand({ flags }: Context, file: string | undefined): Promise<string> {
  const [{ quoteWord }, { sameKeys }] = await Promise.all([
    import('../../../findings/shell-word.js'),
    import('../../shared/same-keys.js')
  ])
  return ['ecpay verify-callback', ...(file === undefined ? [] : [quoteWord(file)]), ...sameKeys(flags)].join(' ')
}

/** A verdict with what its handler has to answer where that is more than a word. */
function asTrade(verdict: TradeVerdict): Verified {
  const { type, version } = verdict.envelope
  // Nobody reads units in a pipe, so the catalogue is loaded only where somebody may.
  const known = async () =>
    (await import('../../../trade/catalogue/callback-types.js')).TRADE_CALLBACKS.find(({ code }) => code === type)
  return {
    verdict,
    of: {
      fields: async () => (await known())?.fields ?? [],
      more: { version: version ?? null },
      async notes({ language }: Voice): Promise<Part[]> {
        if (!ANSWERED_WITH_DATA.includes(type ?? '')) return []
        const { remedy, reply } = (await known()) ?? {}
        return remedy && reply ? [{ note: remedy[language] }, { block: `  ${JSON.stringify(reply.sample)}` }] : []
      }
    }
  }
}
