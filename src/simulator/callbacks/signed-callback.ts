import { CALLBACK_TOOLS as ECPAY } from '../../ecpay/callback/callback-tools.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { Facts } from '../../protocol/callback/facts.js'
import { CALLBACK_TOOLS as TRADE } from '../../trade/callback/callback-tools.js'
import { type OwnMembers, tradeMessage } from '../../trade/callback/message.js'
import type { Outside } from '../../world.js'
import type { GatewayKeys } from '../demo-keys.js'

/** A callback that is not signed yet. */
export interface UnsignedReport {
  /** The type of the callback. */
  type: string
  /** The address; empty if there is nobody to call. */
  url: string
  facts: Facts
  /** Only in 通用交易系统: values of the msg that count over the facts. Without it, it is a callback of 担保支付. */
  members?: OwnMembers
  /** Of its envelope, if it is not the usual one of its type. */
  version?: string | undefined
}

/** The callback as the platform posts it, signed with its key. */
export function signReport(
  { type, facts, members, version }: UnsignedReport,
  keys: GatewayKeys,
  { now, realNow = now, random }: Outside
): CallbackPost {
  const tools = members ? TRADE : ECPAY
  const stamp = tools.stamp(realNow(), random)
  const msg = members ? tradeMessage(type, facts, members) : tools.message(type, facts)
  return tools.sign({ ...stamp, type, msg, version }, members ? keys.platform_private_key : keys.token)
}

/** The seconds that the platform waits after each attempt that was not answered with success. */
export function scheduleOf({ type, members, version }: UnsignedReport): readonly number[] {
  return (members ? TRADE : ECPAY).retries(type, version)
}

/** What an answer must hold beside err_no 0, by dotted path. */
export function needsOf({ type, members }: Pick<UnsignedReport, 'type' | 'members'>): readonly string[] {
  return (members ? TRADE : ECPAY).needs(type)
}
