import { resolve } from 'node:path'
import { type Finding, finding } from '../findings/findings.js'
import { nearest } from '../protocol/nearest.js'
import { ENVIRONMENT_NAMES, environmentName } from '../protocol/system/environments.js'
import { baseUrl } from './base-url.js'
import type { Level, Source } from './levels.js'
import { exposure, readSecret, type Unreadable } from './read-text.js'
import {
  ALL_KEYS,
  ANSWER_FORMS,
  DIGITS,
  EXPECTED,
  type FileKey,
  LONGEST_TIMEOUT_MS,
  referencedVariable,
  SECRETS,
  SETTINGS,
  type Secret,
  type SecretName,
  type SettingName,
  type Settings,
  VALUE_FILES
} from './settings.js'
import { isInside } from './trust.js'

/** An effective value and where it comes from. */
export interface Setting<T = string | number> {
  value: T
  source: Source
}

interface Written {
  level: Level
  key: FileKey
}

export interface ReaderSurroundings {
  env: Readonly<Record<string, string | undefined>>
  /** Like `process.platform`. */
  platform: string
  /** Called for every secret that is read. */
  onSecret?: ((secret: Secret) => void) | undefined
  /** The contents of pipes, by the paths in flags and variables. A configuration file cannot name a pipe. */
  piped?: ReadonlyMap<string, string | Unreadable>
}

/** Reads settings from their levels. Problems are collected, to report them all at once. */
export class SettingReader {
  readonly problems: Finding[] = []
  readonly warnings: Finding[] = []
  private readonly read = new Map<FileKey, Setting | undefined>()
  private readonly levels: readonly Level[]
  private readonly around: ReaderSurroundings

  /** @param levels the first level with a key wins */
  constructor(levels: readonly Level[], around: ReaderSurroundings) {
    this.levels = levels
    this.around = around
  }

  /** Whether a key is given at any level, readable or not. */
  has(key: FileKey): boolean {
    return this.find(key) !== undefined
  }

  get<K extends SettingName>(key: K): Setting<Settings[K]> | undefined
  get(key: FileKey): Setting | undefined
  get(key: FileKey): Setting | undefined {
    if (!this.read.has(key)) {
      const written = this.find(key)
      const setting = written && this.value(written)
      if (setting && isSecret(key)) this.around.onSecret?.({ name: SECRETS[key], value: `${setting.value}` })
      this.read.set(key, setting)
    }
    return this.read.get(key)
  }

  private find(key: FileKey): Written | undefined {
    const { file } = SETTINGS[key]
    for (const level of this.levels) {
      if (level.values[key] !== undefined) return { level, key }
      if (file && level.values[file] !== undefined) return { level, key: file }
    }
    return undefined
  }

  private value({ level, key }: Written): Setting | undefined {
    const source = level.source(key)
    const written = level.values[key]
    const variable = source.path === undefined ? undefined : referencedVariable(written)
    if (variable === undefined) return this.converted(written, level, key, source)
    const value = this.around.env[variable]
    if (value) return this.converted(value, level, key, { ...source, variable })
    return this.fail(finding('unset-variable', { path: source.path ?? '', key: level.label(key), variable }))
  }

  private converted(
    value: string | number | undefined,
    level: Level,
    key: FileKey,
    source: Source
  ): Setting | undefined {
    if (VALUE_FILES.includes(key)) return this.valueFile(resolve(level.directory, `${value}`), level, key, source)
    const { type } = SETTINGS[key]
    const result = CONVERSIONS[type](`${value}`, sourceName(source))
    if (result === undefined)
      return this.fail(invalid(source.path === undefined ? key : level.label(key), type, `${value}`, source))
    return typeof result === 'object' ? this.fail(result) : { value: result, source }
  }

  private valueFile(path: string, level: Level, key: FileKey, source: Source): Setting | undefined {
    const { found } = level
    // A path from a variable is allowed: the author of the file could not know it.
    if (found && source.variable === undefined && !isInside(path, found.folders) && !found.isTrusted())
      return this.fail(outside(found.path, level.label(key), path, key))
    const piped = level.found === undefined && source.path === undefined ? this.around.piped?.get(path) : undefined
    const read = piped === undefined ? readSecret(path, (odd) => this.warnings.push(odd)) : { text: piped }
    const text = 'unreadable' in read ? read : read.text
    // Only one line break, which every editor adds. Anything else may belong to the secret.
    const value = typeof text === 'string' ? text.replace(/\r?\n$/, '') : ''
    const reason = typeof text === 'string' ? 'empty' : text.unreadable
    if (value === '') {
      const meant = isKeyText(path) ? { meant: variableOf(key) } : {}
      return this.fail(finding('secret-file-unreadable', { key: level.label(key), path, reason, ...meant }))
    }
    if ('stat' in read && key !== 'platform_public_key_file')
      this.warnings.push(...exposure(path, read.stat, this.around.platform))
    return { value, source: { kind: 'secret-file', name: path } }
  }

  private fail(problem: Finding): undefined {
    this.problems.push(problem)
  }
}

function outside(path: string, at: string, target: string, key: FileKey): Finding {
  return finding('file-outside-folder', { path, key: at, target, meant: SETTINGS[key].variable })
}

/** Whether a path is the text of an RSA key. */
function isKeyText(path: string): boolean {
  return /-----BEGIN |MII[A-Z][\w+/=\s-]{100}/.test(path)
}

/** The variable for the value that this file should hold. */
function variableOf(file: FileKey): string {
  const name = ALL_KEYS.find((one) => SETTINGS[one].file === file) ?? file
  return SETTINGS[name].variable
}

/** Whether the value of a key is never shown. */
export function isSecret(key: FileKey): key is SecretName {
  return key in SECRETS
}

type Conversion = (text: string, source: string) => string | number | Finding | undefined

const CONVERSIONS: Record<(typeof SETTINGS)[FileKey]['type'], Conversion> = {
  text: (text) => text,
  environment: environmentName,
  url: baseUrl,
  digits: (text) => (DIGITS.test(text) ? text : undefined),
  milliseconds: (text) =>
    /^[1-9][0-9]{0,9}$/.test(text) && Number(text) <= LONGEST_TIMEOUT_MS ? Number(text) : undefined,
  form: (text) => ANSWER_FORMS.find((form) => form === text)
}

function invalid(key: string, type: keyof typeof EXPECTED, found: string, source: Source): Finding {
  const meant = type === 'environment' ? nearest(found, ENVIRONMENT_NAMES) : undefined
  const expected = EXPECTED[type]
  return finding('invalid-setting', { key, source: sourceName(source), expected, found, ...(meant && { meant }) })
}

/** The name of the source to correct: the flag, the variable or the file. */
export function sourceName({ name, path, variable }: Source): string {
  return variable ?? path ?? name
}
