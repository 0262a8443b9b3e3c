import { LONGEST_TIMEOUT_MS } from '../../config/settings.js'
import type { Bounds } from './option.js'

/** Of a time-out, the same as of the setting. */
export const MILLISECONDS: Bounds = { min: 1, max: LONGEST_TIMEOUT_MS, integer: true }

/** Of a port to listen on; 0 is any free one. */
export const PORT: Bounds = { min: 0, max: 65_535, integer: true }
