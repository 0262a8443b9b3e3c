import { demandTrust } from '../../config/untrusted.js'
import type { ReadyCallback } from '../../simulator/callbacks/order-callback.js'
import { addressOf } from '../callback/callback-target.js'
import type { Context } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'

/**
 * A callback with its address. In 通用交易系统, one without an address of its own goes to that of the console, for which
 * notify_url of the configuration stands; in 担保支付 it goes to nobody.
 *
 * @throws EcpayError of the configuration; `untrusted-host`
 */
export async function withConfiguredAddress(context: Context, callback: ReadyCallback): Promise<ReadyCallback> {
  const isTrade = callback.post.headers !== undefined
  if (callback.url !== '' || !isTrade) return callback
  // It is not checked: what is called back about has happened already.
  return { ...callback, url: (await notifyUrl(context)) ?? '' }
}

/** @throws EcpayError of the configuration; `untrusted-host`, `invalid-option-value` if it is no address */
export async function configuredAddress(context: Context): Promise<string | undefined> {
  const url = await notifyUrl(context)
  if (url) addressOf(url, 'notify_url')
  return url
}

async function notifyUrl(context: Context): Promise<string | undefined> {
  const config = await configFor(context, {}, { needs: ['notify_url'], required: [] })
  demandTrust(config, 'notify_url')
  return config.settings.notify_url?.value
}
