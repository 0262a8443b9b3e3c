import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { CallSettings } from '../shared/config-for.js'
import type { CallValues } from './options.js'

/** A call as it is asked for: which one, under which settings, and how. */
export interface AskedCall {
  endpoint: Endpoint
  settings: CallSettings
  options: CallValues
}
