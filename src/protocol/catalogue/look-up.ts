import { nearestFew } from '../nearest.js'

interface Named {
  namespace: string
  code: string
}

/** Keys of the answers, for what is pasted from one. */
const KEYS: Record<string, string | readonly string[]> = {
  errno: 'err_no',
  err_code: 'push',
  type: 'callback',
  // A word in the answer of query_order, a number in what is pushed.
  order_status: ['order', 'push_status'],
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
  const namespaces = key ? namespacesOf(key) : []
  const sameCode = entries.filter((one) => one.code.toLowerCase() === code)
  const found = key ? sameCode.filter((one) => namespaces.includes(one.namespace)) : sameCode
  if (found.length > 0) return { found, near: [] }
  if (sameCode.length > 0) return { found: [], near: sameCode.map(qualified) }
  const whole = key ? [] : entries.filter((one) => namespacesOf(code).includes(one.namespace))
  if (whole.length > 0) return { found: whole, near: [] }
  const within = entries.filter((one) => namespaces.includes(one.namespace))
  const near = nearestFew(`${namespaces[0]}:${code}`, within.map(qualified), MOST_NEAR)
  return { found: [], near: near.length > 0 ? near : nearestFew(code, names(entries), MOST_NEAR) }
}

const MOST_NEAR = 3

function namespacesOf(key: string): readonly string[] {
  return [KEYS[key] ?? key].flat()
}

function qualified({ namespace, code }: Named): string {
  return `${namespace}:${code}`
}

function names(entries: readonly Named[]): string[] {
  return [...new Set(entries.map(({ code }) => code))]
}
