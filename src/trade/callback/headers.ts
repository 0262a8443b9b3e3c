import { type Finding, finding } from '../../findings/findings.js'

/** Headers as people have them: pairs in order, or names with one value or several, in any letter case. */
export type HeaderList =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The headers that sign a callback. Source: the common parameters of the trade system. */
const SIGNING = { timestamp: 'Byte-Timestamp', nonce: 'Byte-Nonce-Str', signature: 'Byte-Signature' } as const

type Name = keyof typeof SIGNING

/** What the headers of a callback say; what is missing is empty. */
export interface CallbackHeaders extends Record<Name, string> {
  /** The path that the platform has for the callback: its own name for it in real ones. */
  identifyName: string | undefined
  /** Missing headers, and those that came with several values. */
  problems: Finding[]
  /** Those that came twice with one value. */
  warnings: Finding[]
}

/**
 * Reads the headers of a callback. Names are taken in any letter case, and as CGI and PHP write them
 * (`HTTP_BYTE_SIGNATURE`); values that a server joined by commas are several.
 */
export function readHeaders(headers: HeaderList): CallbackHeaders {
  const all = valuesByName(headers)
  const values = (name: string) => (all.get(name.toLowerCase()) ?? []).flatMap((one) => one.split(/,/)).map(trimmed)
  const found = (name: Name) => values(SIGNING[name]).filter((one) => one !== '')
  const names = Object.keys(SIGNING) as Name[]
  const missing = names.filter((name) => found(name).length === 0).map((name) => SIGNING[name])
  const twice = names.filter((name) => found(name).length > 1)
  const isSame = (name: Name) => new Set(found(name)).size === 1
  return {
    timestamp: found('timestamp')[0] ?? '',
    nonce: found('nonce')[0] ?? '',
    signature: found('signature')[0] ?? '',
    identifyName: all.get('byte-identifyname')?.[0],
    problems: [
      ...(missing.length > 0 ? [finding('header-missing', { names: missing })] : []),
      ...twice.filter((name) => !isSame(name)).map((name) => finding('header-twice', { name: SIGNING[name] }))
    ],
    warnings: twice.filter(isSame).map((name) => finding('header-twice', { name: SIGNING[name], isSame: true }))
  }
}

/** Whether it has any of the three: else it may be a callback of another kind. */
export function hasSigningHeader(headers: HeaderList): boolean {
  const all = valuesByName(headers)
  return Object.values(SIGNING).some((name) => all.has(name.toLowerCase()))
}

function trimmed(value: string): string {
  return value.trim()
}

function valuesByName(headers: HeaderList): Map<string, string[]> {
  const all = new Map<string, string[]>()
  for (const [name, value] of pairsOf(headers)) {
    const key = name
      .trim()
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^http-/, '')
    all.set(key, [...(all.get(key) ?? []), value])
  }
  return all
}

function pairsOf(headers: HeaderList): Iterable<readonly [string, string]> {
  if (Symbol.iterator in headers) return headers
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : (typeof value === 'string' ? [value] : value).map((one) => [name, one] as const)
  )
}
