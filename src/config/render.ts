import { FILE_KEYS, type LevelValues } from './settings.js'

export interface ConfigValues extends LevelValues {
  profiles?: Readonly<Record<string, LevelValues>>
}

/**
 * Writes settings as YAML, in the order of the table of settings.
 *
 * A JSON string is a YAML scalar, so every text is quoted as JSON: no rule about colons, leading zeros or
 * words such as `no` can change it.
 */
export function renderConfig({ profiles, ...top }: ConfigValues): string {
  const named = Object.entries(profiles ?? {}).flatMap(([name, values]) => {
    const lines = levelLines(values).map((line) => `    ${line}`)
    return lines.length > 0 ? [`  ${quoted(name)}:`, ...lines] : [`  ${quoted(name)}: {}`]
  })
  const lines = [...levelLines(top), ...(named.length > 0 ? ['profiles:', ...named] : [])]
  return lines.map((line) => `${line}\n`).join('')
}

function levelLines(values: LevelValues): string[] {
  return FILE_KEYS.flatMap((key) => {
    const value = values[key]
    return value === undefined ? [] : [`${key}: ${typeof value === 'number' ? value : quoted(value)}`]
  })
}

/** What JSON may leave as it is, but YAML forbids or folds: controls, line separators, marks, non-characters. */
const ESCAPED = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g

function quoted(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
