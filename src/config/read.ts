import { dirname, resolve } from 'node:path'
import { readWhole } from '../files/read-file.js'
import { type Finding, finding, refuseAll } from '../findings/findings.js'
import { checkFile } from './check-settings.js'
import { LARGEST_CONFIG, type RawConfig } from './find.js'
import { parseConfig } from './parse-file.js'
import { decoded, errorCode, exposure, modeText } from './read-text.js'
import {
  type ConfigFile,
  type FileKey,
  type FileValues,
  type FoundFile,
  type LevelValues,
  referencedVariable,
  SECRET_VARIABLES,
  SECRETS,
  SETTINGS,
  type Secret,
  type SecretName
} from './settings.js'
import { type Surroundings, userFolder } from './surroundings.js'
import { isTrusted, othersWith } from './trust.js'

/**
 * Reads a configuration file.
 *
 * @param file a found file, or the path of a named one, relative to the working directory
 * @param onSecret called for secrets in a file that cannot be parsed, so that they can still be masked
 * @throws EcpayError `config-not-found`, `config-unreadable`, the findings of {@link checkFile}, and for a file found
 *   by search that is not trusted `config-not-yours`, `file-outside-folder`, `reference-outside-secret`
 */
export async function readConfigFile(
  around: Surroundings,
  file: string | RawConfig,
  onSecret?: (secret: Secret) => void
): Promise<ConfigFile> {
  const raw = typeof file === 'string' ? readAsked(resolve(around.cwd, file)) : file
  try {
    return await accepted(around, raw)
  } catch (error) {
    const text = decoded(raw.path, raw.bytes)
    for (const secret of typeof text === 'string' ? secretsIn(text) : []) onSecret?.(secret)
    throw error
  }
}

async function accepted(around: Surroundings, raw: RawConfig): Promise<ConfigFile> {
  const { path, stat } = raw
  const found = raw.origin === 'project' ? foundFile(around, raw) : undefined
  if (found) wantTrust(found, mistrusted(raw))
  const odd: Finding[] = []
  const values = await readValues(raw, (one) => odd.push(one))
  if (found) wantTrust(found, foreignReferences(path, values))
  const levels = [values.top, ...values.profiles.values()]
  const holdsSecrets = levels.some(holdsSecret)
  const warnings = [...odd, ...(holdsSecrets ? exposure(path, stat, around.platform) : [])]
  return { ...values, path, holdsSecrets, warnings, ...(found && { found }) }
}

/**
 * Reads the settings of a file.
 *
 * @throws EcpayError `config-unreadable`, and the findings of {@link checkFile}
 */
export async function readValues({ path, bytes }: RawConfig, warn?: (found: Finding) => void): Promise<FileValues> {
  const text = decoded(path, bytes, warn)
  if (typeof text !== 'string') throw refuseAll([problem(path, text.unreadable)])
  return checkFile(path, await parseConfig(path, text))
}

/** @throws EcpayError `config-not-found`, `config-unreadable` */
export function readAsked(path: string): RawConfig {
  try {
    return { path, ...readWhole(path, LARGEST_CONFIG), origin: 'asked' }
  } catch (error) {
    throw refuseAll([problem(path, errorCode(error))])
  }
}

function foundFile(around: Surroundings, { path, bytes }: RawConfig): FoundFile {
  let answer: boolean | undefined
  return {
    path,
    folders: [dirname(path), userFolder(around)],
    isTrusted() {
      answer ??= isTrusted(around, path, bytes)
      return answer
    }
  }
}

function wantTrust(found: FoundFile, problems: readonly Finding[]): void {
  if (problems.length > 0 && !found.isTrusted()) throw refuseAll(problems)
}

/** Why a file found by search is not read at all. */
export function mistrusted({ path, stat, outside }: RawConfig): Finding[] {
  const others = othersWith(path, stat)
  return [
    ...(others ? [finding('config-not-yours', { path, why: others, mode: modeText(stat), uid: stat.uid })] : []),
    ...(outside ? [outside] : [])
  ]
}

/**
 * Finds references to variables whose value would be sent to others. A file found by search may not name just any
 * variable for such a setting. Allowed are secrets, which are not sent, and this tool's own variables, unless they
 * hold a secret.
 */
export function foreignReferences(path: string, { top, profiles }: FileValues): Finding[] {
  const levels: [string, LevelValues][] = [['', top], ...[...profiles].map(nested)]
  return levels.flatMap(([prefix, values]) =>
    (Object.keys(values) as FileKey[]).flatMap((key) => {
      const variable = referencedVariable(values[key])
      const isOwn = variable?.startsWith('ECPAY_') && !SECRET_VARIABLES.includes(variable)
      if (variable === undefined || key in SECRETS || isOwn) return []
      const meant = SETTINGS[key].variable
      return [finding('reference-outside-secret', { path, key: `${prefix}${key}`, variable, meant })]
    })
  )
}

function nested([name, values]: [string, LevelValues]): [string, LevelValues] {
  return [`profiles.${name}.`, values]
}

/** A key with several lines. If its END is missing, it extends to the end of the text. */
const KEY_BLOCK = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END|$)/g
const WRITTEN =
  /["']?\b(salt|token|private_key|app_secret)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,}#"'][^\n,}#]*))/g

/** Texts that look like secrets, in JSON or YAML that may be broken. */
function secretsIn(text: string): Secret[] {
  const blocks = [...text.matchAll(KEY_BLOCK)].map(([value]) => ({ name: SECRETS.private_key, value }))
  const values = [...text.matchAll(WRITTEN)].map(([, key, double, single, bare = '']) => ({
    name: SECRETS[key as SecretName],
    value: double === undefined ? (single ?? bare.trim()) : unescaped(double)
  }))
  return [...blocks, ...values]
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`)
  } catch {
    return text
  }
}

function problem(path: string, reason: string): Finding {
  return reason === 'ENOENT' ? finding('config-not-found', { path }) : finding('config-unreadable', { path, reason })
}

function holdsSecret(values: LevelValues): boolean {
  return Object.keys(SECRETS).some((key) => {
    const value = values[key as keyof typeof SECRETS]
    return value !== undefined && referencedVariable(value) === undefined
  })
}
