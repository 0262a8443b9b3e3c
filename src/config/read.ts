import { resolve } from 'node:path'
import { EXIT, Failure, type Finding, finding } from '../protocol/findings.js'
import { checkFile } from './check.js'
import { findConfigFile, type Surroundings } from './find.js'
import { parseConfig } from './parse.js'
import { exposure, readText } from './read-text.js'
import { type ConfigFile, type LevelValues, referencedVariable, SECRETS } from './settings.js'

/**
 * Reads the configuration file: the one that is asked for, else the one that is found.
 *
 * @param asked a path, relative to the working directory
 * @returns nothing when none is asked for and none is found
 * @throws Failure (exit 2) `config-not-found`, `config-unreadable`, and what {@link checkFile} finds
 */
export async function readConfigFile(around: Surroundings, asked: string | undefined): Promise<ConfigFile | undefined> {
  const path = asked === undefined ? findConfigFile(around) : resolve(around.cwd, asked)
  if (path === undefined) return undefined
  const text = readText(path)
  if (typeof text !== 'string') throw new Failure(EXIT.input, [problem(path, text.unreadable)])
  const values = checkFile(path, await parseConfig(path, text))
  const levels = [values.top, ...values.profiles.values()]
  return { ...values, path, warnings: levels.some(holdsSecret) ? exposure(path, around.platform) : [] }
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
