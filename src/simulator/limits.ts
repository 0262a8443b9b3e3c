import type { Endpoint, Field } from '../protocol/endpoints/endpoint.js'
import type { Code, Finding } from '../protocol/findings.js'
import { type JsonObject, memberText } from '../protocol/json/json.js'

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

/** The documented members of a body by key, clamped and cut off as the platform does. */
export function applyLimits(endpoint: Endpoint, body: JsonObject): Map<string, string> {
  const values = new Map<string, string>()
  for (const field of endpoint.fields) {
    const text = memberText(body, field.key)
    if (text !== undefined) values.set(field.key, limited(field, text))
  }
  return values
}

function limited({ limits = {} }: Field, text: string): string {
  const { beyond, characters, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  if (beyond === 'clamped') return String(Math.min(Math.max(Number(text), min), max))
  return beyond === 'cut-off' ? Array.from(text).slice(0, characters).join('') : text
}
