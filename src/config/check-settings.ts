import { basename } from 'node:path'
import * as v from 'valibot'
import { type Finding, finding, refuseAll } from '../findings/findings.js'
import { nearest } from '../protocol/nearest.js'
import { ENVIRONMENT_NAMES } from '../protocol/system/environments.js'
import { conflicts } from './levels.js'
import {
  ANSWER_FORMS,
  DIGITS,
  EXPECTED,
  FILE_KEYS,
  type FileKey,
  type FileValues,
  type LevelValues,
  LONGEST_TIMEOUT_MS,
  REFERENCE,
  SETTINGS,
  type SettingType
} from './settings.js'

const reference = v.pipe(v.string(), v.regex(REFERENCE))
const text = v.pipe(v.string(), v.nonEmpty())

const SCHEMAS = {
  text,
  digits: v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), v.pipe(v.string(), v.regex(DIGITS)), reference]),
  url: text,
  environment: v.union([v.picklist(ENVIRONMENT_NAMES), reference]),
  milliseconds: v.union([v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_TIMEOUT_MS)), reference]),
  form: v.union([v.picklist(ANSWER_FORMS), reference])
} satisfies Record<SettingType, v.GenericSchema>

/** The key for the whole content, as in jq. */
function root(path: string): string {
  return basename(path) === 'package.json' ? 'ecpay' : '.'
}

const PROFILE_KEYS = FILE_KEYS.filter((key) => key !== 'profile')

/**
 * Checks the content of a configuration file.
 *
 * @throws EcpayError with everything that is wrong at once: `config-unknown-key`, `config-wrong-type`,
 *   `conflicting-settings`, each with file and dotted key
 */
export function checkFile(path: string, content: unknown): FileValues {
  const findings = new Problems()
  const top = level(path, content, '', FILE_KEYS, ['profiles'], findings)
  const profiles = new Map<string, LevelValues>()
  const named = isObject(content) && Object.hasOwn(content, 'profiles') ? content.profiles : {}
  if (!isObject(named)) findings.push(() => wrongType(path, 'profiles', 'object', typeName(named)))
  // Entries and a Map, because a profile may be called `constructor`.
  else
    for (const [name, values] of Object.entries(named))
      profiles.set(name, level(path, values, `profiles.${name}`, PROFILE_KEYS, [], findings))
  findings.throwIfAny(path)
  return { top, profiles }
}

/** The most problems to list; more are only counted. */
const MOST_NAMED = 20

/** In characters: the part to show of a key that is longer than any known key. */
const LONGEST_KEY = 80

/** The problems of a file. */
class Problems {
  private readonly named: Finding[] = []
  private more = 0

  /** @param problem called only if it is listed, because the search for the nearest key takes time */
  push(problem: () => Finding): void {
    if (this.named.length < MOST_NAMED) this.named.push(problem())
    else this.more++
  }

  throwIfAny(path: string): void {
    const rest = this.more > 0 ? [finding('config-more-problems', { path, count: this.more })] : []
    if (this.named.length > 0) throw refuseAll([...this.named, ...rest])
  }
}

function level(
  path: string,
  content: unknown,
  at: string,
  keys: readonly FileKey[],
  others: readonly string[],
  findings: Problems
): LevelValues {
  if (!isObject(content)) {
    findings.push(() => wrongType(path, at || root(path), 'object', typeName(content)))
    return {}
  }
  const dotted = (key: string) => (at ? `${at}.${key}` : key)
  const values: LevelValues = {}
  for (const [key, value] of Object.entries(content)) {
    const known = keys.find((one) => one === key)
    if (known) check(path, dotted(known), known, value, findings, values)
    else if (!others.includes(key)) findings.push(() => unknownKey(path, key, dotted, [...keys, ...others]))
  }
  for (const pair of conflicts(values))
    findings.push(() => finding('conflicting-settings', { path, keys: pair.map(dotted) }))
  return values
}

/** What a file cannot set, with the option and the variable that can. */
const ELSEWHERE = new Map<string, string[]>([
  ...['lang', 'language', 'locale'].map((key): [string, string[]] => [key, ['--lang', 'ECPAY_LANG']]),
  ...['color', 'colour'].map((key): [string, string[]] => [key, ['--color', 'FORCE_COLOR', 'NO_COLOR']]),
  ['state_dir', ['ECPAY_STATE_DIR']],
  ...['log', 'no_log'].map((key): [string, string[]] => [key, ['--no-log', 'ECPAY_NO_LOG']]),
  ['json', ['--json']]
])

function unknownKey(path: string, key: string, dotted: (key: string) => string, known: string[]): Finding {
  const ways = ELSEWHERE.get(key.toLowerCase())
  const meant = ways || key.length > LONGEST_KEY ? undefined : nearest(key, known)
  const shown = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key
  return finding('config-unknown-key', {
    path,
    key: dotted(shown),
    known,
    ...(meant && { meant }),
    ...(ways && { ways })
  })
}

function check(path: string, at: string, key: FileKey, value: unknown, findings: Problems, into: LevelValues): void {
  const { type } = SETTINGS[key]
  const { success, output } = v.safeParse(SCHEMAS[type], value)
  if (success) into[key] = output
  else findings.push(() => wrongType(path, at, EXPECTED[type], shown(type, value)))
}

function wrongType(path: string, key: string, expected: string, found: string): Finding {
  return finding('config-wrong-type', { path, key, expected, found })
}

/** The value to show. Text may be a secret in the wrong place, so usually only its type is shown. */
function shown(type: SettingType, value: unknown): string {
  if (value === '') return 'empty string'
  if ((type === 'milliseconds' || type === 'digits') && typeof value === 'number') return String(value)
  if ((type === 'environment' || type === 'form') && typeof value === 'string' && /^[\w-]{1,12}$/.test(value))
    return JSON.stringify(value)
  return typeName(value)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return value instanceof Date ? 'date' : typeof value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeName(value) === 'object'
}
