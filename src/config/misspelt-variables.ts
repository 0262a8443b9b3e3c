import { type Finding, finding } from '../findings/findings.js'
import { nearest } from '../protocol/nearest.js'
import { SETTINGS } from './settings.js'
import type { Surroundings } from './surroundings.js'

/** The variables that do not set anything of the configuration. */
const OTHER_VARIABLES = [
  ...['ECPAY_LANG', 'ECPAY_STATE_DIR', 'ECPAY_NUMBER'],
  ...['ECPAY_NO_LOG', 'ECPAY_LOG_DAYS', 'ECPAY_LOG_MIB']
]

/** Warnings about unknown variables whose name is similar to a known one. */
export function misspeltVariables(env: Surroundings['env']): Finding[] {
  const prefix = 'ECPAY_'
  const known = [...Object.values(SETTINGS).map(({ variable }) => variable), ...OTHER_VARIABLES]
  const ends = known.map((name) => name.slice(prefix.length))
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith(prefix) || known.includes(name)) return []
    const meant = nearest(name.slice(prefix.length), ends)
    return meant ? [finding('unknown-variable', { name, meant: prefix + meant })] : []
  })
}
