import { type Finding, finding } from '../../findings/findings.js'
import type { AskedCall } from './asked-call.js'

/** The warning about a call that the sandbox does not have, or is not known to have. */
export function sandboxWarnings({ system, endpoint, settings }: AskedCall): Finding[] {
  const { origin, undocumented: isUndocumented } = system.environments[settings.env]
  const undocumented = settings.base === origin && isUndocumented
  if (!undocumented && (settings.env !== 'sandbox' || endpoint.sandbox !== false)) return []
  return [finding('not-in-sandbox', { call: endpoint.name, ...(undocumented && { undocumented }) })]
}
