import { resolve } from 'node:path'
import { EXIT, Failure, type Finding, finding } from '../protocol/findings.js'
import { checkFile } from './check.js'
import { findConfigFile, type Surroundings } from './find.js'
import { parseConfig } from './parse.js'
import { exposure, readText } from './read-text.js'
import {
  type ConfigFile,
  type FileValues,
  type LevelValues,
  referencedVariable,
  SECRETS,
  type Secret,
  type SecretName
} from './settings.js'

/**
 * Reads the configuration file: the one that is asked for, else the one that is found.
 *
 * @param asked a path, relative to the working directory
 * @param onSecret told of the secrets in a file that cannot be read as one: nobody else will know them
 * @returns nothing when none is asked for and none is found
 * @throws Failure (exit 2) `config-not-found`, `config-unreadable`, and what {@link checkFile} finds
 */
export async function readConfigFile(
  around: Surroundings,
  asked: string | undefined,
  onSecret?: (secret: Secret) => void
): Promise<ConfigFile | undefined> {
  const path = asked === undefined ? findConfigFile(around) : resolve(around.cwd, asked)
  if (path === undefined) return undefined
  const odd: Finding[] = []
  const text = readText(path, (found) => odd.push(found))
  if (typeof text !== 'string') throw new Failure(EXIT.input, [problem(path, text.unreadable)])
  const values = await checked(path, text).catch((error) => {
    for (const secret of secretsIn(text)) onSecret?.(secret)
    throw error
  })
  const levels = [values.top, ...values.profiles.values()]
  return { ...values, path, warnings: [...odd, ...(levels.some(holdsSecret) ? exposure(path, around.platform) : [])] }
}

async function checked(path: string, text: string): Promise<FileValues> {
  return checkFile(path, await parseConfig(path, text))
}

const WRITTEN = /["']?\b(salt|token)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,}#"'][^\n,}#]*))/g

/** What looks like a secret, in JSON or YAML that may be broken. */
function secretsIn(text: string): Secret[] {
  return [...text.matchAll(WRITTEN)].map(([, key, double, single, bare = '']) => ({
    name: SECRETS[key as SecretName],
    value: double === undefined ? (single ?? bare.trim()) : unescaped(double)
  }))
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
