import { FILE_KEYS, type LevelValues } from './settings.js'

export interface ConfigValues extends LevelValues {
  profiles?: Readonly<Record<string, LevelValues>>
}

/** Characters that JSON allows, but YAML forbids or folds: controls, line separators, marks, non-characters. */
const NOT_YAML = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g

/**
 * Writes settings as text for a configuration file of any name, in the order of the table of settings.
 *
 * The text is JSON that is also valid YAML. JSON, because loading a YAML parser would slow down every later
 * command; YAML, so that a comment or an extra comma, added by hand, does no harm in `.ecpayrc`.
 */
export function renderConfig({ profiles, ...top }: ConfigValues): string {
  const named = Object.entries(profiles ?? {}).map(([name, values]) => [name, ordered(values)])
  const values = { ...ordered(top), ...(profiles && { profiles: Object.fromEntries(named) }) }
  return `${jsonText(values, '  ')}\n`
}

/**
 * A value as JSON that is also valid YAML.
 *
 * @param unit the indentation of a level; everything on one line if it is empty
 */
export function jsonText(value: unknown, unit: string): string {
  const text = JSON.stringify(value, null, unit)
  return text.replace(NOT_YAML, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Settings in the order of their table. */
export function ordered(values: LevelValues): LevelValues {
  return Object.fromEntries(FILE_KEYS.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]))
}
