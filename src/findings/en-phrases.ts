/** The kind of a value with its article; any other text as it is. */
export function a(kind: string): string {
  if (/^(object|array|integer|empty)/.test(kind)) return `an ${kind}`
  return /^(string|number|boolean|date|non-empty)/.test(kind) ? `a ${kind}` : kind
}

/** What was expected, in words. It is given as `integer ≥ 0`, `number 1..60`, `non-empty string` or literal values. */
export function expectation(text: string): string {
  const [, number, least, most] = /^(integer|number) (?:≥ )?([\d.e+]+?)(?:\.\.([\d.e+]+))?$/.exec(text) ?? []
  if (number === undefined) return a(text)
  return most === undefined ? `${a(number)}, ${least} at least` : `${a(number)} from ${least} to ${most}`
}

/** A count with its noun in the right number: `1 case`, `2 cases`. */
export function many(count: number | string, thing: string): string {
  return `${count} ${thing}${String(count) === '1' ? '' : 's'}`
}

/** A key in a file. */
export function at(path: string, key: string): string {
  return `${path}: \`${key}\``
}
