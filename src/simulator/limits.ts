import { type JsonObject, member } from '../protocol/json/json.js'
import type { Endpoint, Field } from '../protocol/system/endpoint.js'

/**
 * The documented members of a body by key, clamped or cut off like the platform does.
 *
 * @param source the JSON text of the body, for the source text of nested values
 */
export function applyLimits(endpoint: Endpoint, body: JsonObject, source: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const field of endpoint.fields) {
    const value = member(body, field.key)
    if (!value || value.kind === 'null') continue
    values.set(field.key, 'text' in value ? limited(field, value.text) : source.slice(value.start, value.end))
  }
  return values
}

function limited({ limits = {} }: Field, text: string): string {
  const { beyond, characters, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits
  if (beyond === 'clamped') return String(Math.min(Math.max(Number(text), min), max))
  return beyond === 'cut-off' ? Array.from(text).slice(0, characters).join('') : text
}
