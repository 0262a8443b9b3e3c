import { basename, extname } from 'node:path'
import { EcpayError, refuse } from '../findings/findings.js'
import { duplicateKeys, type JsonValue, readJson } from '../protocol/json/json.js'

/**
 * Parses a configuration file by its extension: JSON, YAML, or either if it has none. JSON is tried first, because the
 * YAML parser takes longer to load than everything else.
 *
 * @returns the value; an empty file is an empty configuration
 * @throws EcpayError `config-unreadable` with the line, but never with content, which may be a secret
 */
export async function parseConfig(path: string, text: string): Promise<unknown> {
  if (text.trim() === '') return {}
  if (basename(path) === 'package.json') return ourKey(jsonOrFail(path, text))
  switch (extname(path)) {
    case '.json':
      return refusingDuplicates(path, text, jsonOrFail(path, text))
    case '.yaml':
    case '.yml':
      return yamlOrFail(path, text)
    default:
      return (await either(path, text)) ?? {}
  }
}

/** Like `JSON.parse`, but accepts a byte order mark. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
}

function ourKey(content: unknown): unknown {
  const own = typeof content === 'object' && content !== null && Object.hasOwn(content, 'ecpay')
  return own ? (content as { ecpay: unknown }).ecpay : {}
}

async function either(path: string, text: string): Promise<unknown> {
  try {
    return refusingDuplicates(path, text, parseJson(text))
  } catch (error) {
    if (error instanceof EcpayError) throw error
    try {
      return await yamlOrFail(path, text)
    } catch (failure) {
      // A text that begins like JSON was meant as JSON, and the JSON parser reports its errors better.
      if (/^\ufeff?\s*[{[]/.test(text)) jsonOrFail(path, text)
      throw failure
    }
  }
}

function jsonOrFail(path: string, text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw unreadable(path, 'invalid-json', jsonErrorLine(text))
  }
}

/** The line of an error of JSON.parse, whose message has the position only in words, with a piece of the content. */
function jsonErrorLine(text: string): number | undefined {
  try {
    readJson(text.replace(/^\ufeff/, ''))
  } catch (failure) {
    const [first] = failure instanceof EcpayError ? failure.findings : []
    if (first?.code === 'invalid-json') return first.line
  }
  return undefined
}

/** Refuses duplicate keys, like the YAML parser: it must be clear which value counts and which is masked. */
function refusingDuplicates(path: string, text: string, content: unknown): unknown {
  const [twice] = duplicatesIn(readOrFail(path, text))
  if (twice !== undefined) throw unreadable(path, 'duplicate-key', undefined, twice)
  return content
}

/** Reads JSON that JSON.parse accepted. It can still be nested too deep for us. */
function readOrFail(path: string, text: string): JsonValue {
  try {
    return readJson(text.replace(/^\ufeff/, ''))
  } catch (failure) {
    const isDeep = failure instanceof EcpayError && failure.findings[0]?.code === 'json-too-deep'
    throw isDeep ? unreadable(path, 'too-deep', undefined) : failure
  }
}

function duplicatesIn(value: JsonValue): string[] {
  if (value.kind === 'array') return value.items.flatMap(duplicatesIn)
  if (value.kind !== 'object') return []
  return [...duplicateKeys(value), ...value.members.flatMap((member) => duplicatesIn(member.value))]
}

async function yamlOrFail(path: string, text: string): Promise<unknown> {
  const { loadYaml } = await import('cosmiconfig/dist/loaders.js')
  try {
    return loadYaml(path, text) ?? {}
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { line: number } }
    throw unreadable(path, 'invalid-yaml', mark && mark.line + 1, withoutContent(reason))
  }
}

/** The message of js-yaml without names from the file (`unidentified alias "…"`, `unknown tag !<…>`). */
function withoutContent(reason: string | undefined): string | undefined {
  return reason?.split(/["<:]/, 1)[0]?.replace(/(?<![\s!])[\s!]+$/, '')
}

function unreadable(path: string, reason: string, line: number | undefined, detail?: string): EcpayError {
  const where = { ...(line !== undefined && { line }), ...(detail !== undefined && { detail }) }
  return refuse('config-unreadable', { path, reason, ...where })
}
