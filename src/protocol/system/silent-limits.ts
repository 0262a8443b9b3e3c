import type { Code, Finding } from '../../findings/findings.js'
import type { Endpoint } from './endpoint.js'

/** The findings that a field's silent limits stand in for. */
const SILENT: Record<'clamped' | 'cut-off', readonly Code[]> = {
  clamped: ['below-minimum', 'above-maximum'],
  'cut-off': ['too-many-characters', 'too-many-bytes']
}

/** Whether the platform lets this violation pass, changing the value without saying so. */
export function isSilent(endpoint: Endpoint, finding: Finding): boolean {
  const field = endpoint.fields.find(({ key }) => 'key' in finding && finding.key === key)
  const beyond = field?.limits?.beyond
  return beyond !== undefined && SILENT[beyond].includes(finding.code)
}

/** Whether the platform changes this value to one within its limits: worth a word before it is sent. */
export function isClamped(endpoint: Endpoint, finding: Finding): boolean {
  return SILENT.clamped.includes(finding.code) && isSilent(endpoint, finding)
}
