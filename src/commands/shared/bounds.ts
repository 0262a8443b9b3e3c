import { LONGEST_TIMEOUT_MS } from '../../config/settings.js'
import type { Bounds } from './option.js'

/** The bounds of a time-out, the same as those of the setting. */
export const MILLISECONDS: Bounds = { min: 1, max: LONGEST_TIMEOUT_MS, integer: true }

/** The bounds of a port to listen on; 0 means any free port. */
export const PORT: Bounds = { min: 0, max: 65_535, integer: true }
