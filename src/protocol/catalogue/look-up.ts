import { nearestFew } from '../nearest.js'

interface Named {
  namespace: string
  code: string
}

/** Keys of the answers, for what is pasted from one. */
const KEYS: Record<string, string> = {
  errno: 'err_no',
  err_code: 'push',
  type: 'callback',
  order_status: 'order',
  refund_status: 'refund',
  settle_status: 'settle',
  return_status: 'return'
}

/**
 * Finds what a person asks for: a code (`2008`, `TIMEOUT`), a code with its namespace or key (`pay:4`,
 * `"err_no": 2008`), or a namespace for all of it. Upper and lower case are the same.
 *
 * @returns every entry that is meant, as a code can stand in several namespaces; when there is none, the
 *   nearest few, as they would be asked for
 */
export function lookUp<T extends Named>(asked: string, entries: readonly T[]): { found: T[]; near: string[] } {
  const word = asked
    .replaceAll(/["'`,]/g, '')
    .trim()
    .toLowerCase()
  const [, key, code = word] = /^([a-z_]+)\s*[\s:=：]\s*(.+)$/.exec(word) ?? []
  const namespace = key && (KEYS[key] ?? key)
  const sameCode = entries.filter((one) => one.code.toLowerCase() === code)
  const found = namespace ? sameCode.filter((one) => one.namespace === namespace) : sameCode
  if (found.length > 0) return { found, near: [] }
  if (sameCode.length > 0) return { found: [], near: sameCode.map(qualified) }
  const whole = namespace ? [] : entries.filter((one) => one.namespace === (KEYS[code] ?? code))
  if (whole.length > 0) return { found: whole, near: [] }
  const within = entries.filter((one) => one.namespace === namespace)
  const near = nearestFew(`${namespace}:${code}`, within.map(qualified), MOST_NEAR)
  return { found: [], near: near.length > 0 ? near : nearestFew(code, names(entries), MOST_NEAR) }
}

const MOST_NEAR = 3

function qualified({ namespace, code }: Named): string {
  return `${namespace}:${code}`
}

function names(entries: readonly Named[]): string[] {
  return [...new Set(entries.map(({ code }) => code))]
}
