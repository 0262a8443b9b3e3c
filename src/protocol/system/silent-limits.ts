import type { Code, Finding } from '../../findings/findings.js'
import type { Endpoint } from './endpoint.js'

/** What the platform does to a value instead of refusing it, with the findings that do not apply then. */
const SILENT: Record<'clamped' | 'cut-off', readonly Code[]> = {
  clamped: ['below-minimum', 'above-maximum'],
  'cut-off': ['too-many-characters', 'too-many-bytes']
}

/** Whether the platform accepts this violation and silently changes the value. */
export function isSilent(endpoint: Endpoint, finding: Finding): boolean {
  const field = endpoint.fields.find(({ key }) => 'key' in finding && finding.key === key)
  const beyond = field?.limits?.beyond
  return beyond !== undefined && SILENT[beyond].includes(finding.code)
}

/** Whether the platform changes this value to the nearest one within its limits: worth a warning before sending. */
export function isClamped(endpoint: Endpoint, finding: Finding): boolean {
  return SILENT.clamped.includes(finding.code) && isSilent(endpoint, finding)
}
