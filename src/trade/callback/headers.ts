import { type Finding, finding } from '../../findings/findings.js'

/** Headers as people have them: pairs in order, or names with one value or several, in any letter case. */
export type HeaderList =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The headers that sign a callback. Source: the common parameters of the trade system. */
const SIGNING = { timestamp: 'Byte-Timestamp', nonce: 'Byte-Nonce-Str', signature: 'Byte-Signature' } as const

type Name = keyof typeof SIGNING

/** The same as they are looked up. */
const KEYS: Readonly<Record<Name, string>> = {
  timestamp: 'byte-timestamp',
  nonce: 'byte-nonce-str',
  signature: 'byte-signature'
}

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
  const identifyName = all.get('byte-identifyname')?.[0]
  const [timestamp, nonce, signature] = [
    onlyValue(all, 'timestamp'),
    onlyValue(all, 'nonce'),
    onlyValue(all, 'signature')
  ]
  if (timestamp === undefined || nonce === undefined || signature === undefined) return readOdd(all, identifyName)
  return { timestamp, nonce, signature, identifyName, problems: [], warnings: [] }
}

/** The value of a header that came once, with one value; nothing of any other. */
function onlyValue(all: ReadonlyMap<string, readonly string[]>, name: Name): string | undefined {
  const [value, second] = all.get(KEYS[name]) ?? []
  if (value === undefined || second !== undefined || value.includes(',')) return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

/** The same where a header is missing, or came with several values. */
function readOdd(all: ReadonlyMap<string, readonly string[]>, identifyName: string | undefined): CallbackHeaders {
  const values = (name: Name) => (all.get(KEYS[name]) ?? []).flatMap((one) => one.split(/,/)).map(trimmed)
  const found = (name: Name) => values(name).filter((one) => one !== '')
  const names = Object.keys(SIGNING) as Name[]
  const missing = names.filter((name) => found(name).length === 0).map((name) => SIGNING[name])
  const twice = names.filter((name) => found(name).length > 1)
  const isSame = (name: Name) => new Set(found(name)).size === 1
  return {
    timestamp: found('timestamp')[0] ?? '',
    nonce: found('nonce')[0] ?? '',
    signature: found('signature')[0] ?? '',
    identifyName,
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
  return Object.values(KEYS).some((key) => all.has(key))
}

function trimmed(value: string): string {
  return value.trim()
}

/** Of the headers that begin with `Byte-`, whatever stands between its words. */
function valuesByName(headers: HeaderList): Map<string, string[]> {
  const all = new Map<string, string[]>()
  const add = (name: string, value: string) => {
    if (!OWN_HEADER.test(name)) return
    const key = name
      .trim()
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^http-/, '')
    const known = all.get(key)
    if (known) known.push(value)
    else all.set(key, [value])
  }
  if (isPairs(headers)) for (const [name, value] of headers) add(name, value)
  else
    for (const [name, value = []] of Object.entries(headers))
      if (typeof value === 'string') add(name, value)
      else for (const one of value) add(name, one)
  return all
}

const OWN_HEADER = /^\s*(?:http[-_])?byte[-_]/i

function isPairs(headers: HeaderList): headers is Iterable<readonly [string, string]> {
  return Symbol.iterator in headers
}
