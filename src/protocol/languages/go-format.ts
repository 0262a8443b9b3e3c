import type { JsonValue } from '../json/json.js'
import { compareBytes } from '../text.js'

/**
 * A JSON value as Go's `fmt.Sprintf("%v")` prints it after decoding into `interface{}`:
 * `map[a:2 b:1]` (keys sorted by bytes), `[1 2]`, `<nil>`, every number through float64.
 * One of the two candidates for how the gateway reads nested values (docs/signing.md).
 *
 * @param number how to print a number; by default as a float64, to which JSON is decoded
 */
export function goFormat(value: JsonValue, number = (text: string) => goFloat(Number(text))): string {
  switch (value.kind) {
    case 'object': {
      const byKey = new Map(value.members.map((one) => [one.key, one.value]))
      const keys = [...byKey.keys()].sort(compareBytes)
      return `map[${keys.map((key) => `${key}:${goFormat(byKey.get(key) as JsonValue, number)}`).join(' ')}]`
    }
    case 'array':
      return `[${value.items.map((item) => goFormat(item, number)).join(' ')}]`
    case 'number':
      return number(value.text)
    case 'null':
      return '<nil>'
    default:
      return value.text
  }
}

/** Go's `%v` of a float64: shortest digits, with an exponent below 1e-4 and from 1e+06 (strconv, 'g', -1). */
export function goFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  // JavaScript prints every number of this range without an exponent, and with the same digits.
  if (power >= -4 && power < 6) return String(value)
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
