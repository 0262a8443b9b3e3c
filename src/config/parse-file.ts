import { basename, extname } from 'node:path'
import { EcpayError, refuse } from '../findings/findings.js'
import { duplicateKeys, type JsonValue, readJson } from '../protocol/json/json.js'

/**
 * Parses a configuration file by its name: JSON, YAML, or (without a telling extension) either.
 * JSON is tried first, as the YAML reader takes longer to load than everything else.
 *
 * @returns the value; an empty file is an empty configuration
 * @throws EcpayError `config-unreadable` with the line, never with content: it may be a secret
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

/** As `JSON.parse`, after a byte order mark. */
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
      // What begins as JSON was meant as JSON, and its reader knows better where it went wrong.
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

/** JSON.parse tells the place in words only, beside a piece of the content. */
function jsonErrorLine(text: string): number | undefined {
  try {
    readJson(text.replace(/^\ufeff/, ''))
  } catch (failure) {
    const [first] = failure instanceof EcpayError ? failure.findings : []
    if (first?.code === 'invalid-json') return first.line
  }
  return undefined
}

/** As the YAML reader does: which of two values counts, and is kept out of the output, must be plain. */
function refusingDuplicates(path: string, text: string, content: unknown): unknown {
  const [twice] = duplicatesIn(readOrFail(path, text))
  if (twice !== undefined) throw unreadable(path, 'duplicate-key', undefined, twice)
  return content
}

/** What JSON.parse took can still be nested too deep for us. */
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

/** js-yaml quotes names from the file (`unidentified alias "…"`, `unknown tag !<…>`): only its own words stay. */
function withoutContent(reason: string | undefined): string | undefined {
  return reason?.split(/["<:]/, 1)[0]?.replace(/(?<![\s!])[\s!]+$/, '')
}

function unreadable(path: string, reason: string, line: number | undefined, detail?: string): EcpayError {
  const where = { ...(line !== undefined && { line }), ...(detail !== undefined && { detail }) }
  return refuse('config-unreadable', { path, reason, ...where })
}
