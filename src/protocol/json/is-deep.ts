import { MAX_DEPTH } from './json-reader.js'

/** Whether a value of `JSON.parse` is nested deeper than `readJson` takes: to write it again may fill the stack. */
export function isDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}
