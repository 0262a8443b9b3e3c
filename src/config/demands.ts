import { resolve } from 'node:path'
import type { RawConfig } from './find.js'
import { foreignReferences, mistrusted, readValues } from './read.js'
import { type FileKey, type LevelValues, referencedVariable, VALUE_FILES } from './settings.js'
import { isInside } from './trust.js'
import { foreignHost } from './untrusted.js'

/** Something for which a file found by search needs trust. `key` is dotted; it is empty for the file itself. */
export interface Demand {
  kind: 'host' | 'variable' | 'file' | 'owner' | 'writable'
  key: string
  value: string
}

/**
 * Everything that trust would allow a configuration.
 *
 * @param folders the folders in which it may name files
 * @throws EcpayError the findings about its content
 */
export async function demandsOf(raw: RawConfig, folders: readonly string[]): Promise<Demand[]> {
  const values = await readValues(raw)
  const levels: [string, LevelValues][] = [
    ['', values.top],
    ...[...values.profiles].map(([name, level]): [string, LevelValues] => [`profiles.${name}.`, level])
  ]
  const written = levels.flatMap(([prefix, level]) =>
    (Object.keys(level) as FileKey[]).flatMap((key) => demand(prefix, key, level[key], folders))
  )
  return [...mistrusted(raw).flatMap(ofFile), ...foreignReferences(raw.path, values).flatMap(ofReference), ...written]

  function demand(prefix: string, key: FileKey, value: unknown, inside: readonly string[]): Demand[] {
    if (typeof value !== 'string' || referencedVariable(value) !== undefined) return []
    const at = `${prefix}${key}`
    if (VALUE_FILES.includes(key)) {
      const path = resolve(raw.path, '..', value)
      return isInside(path, inside) ? [] : [{ kind: 'file', key: at, value: path }]
    }
    const host = key === 'base_url' || key === 'notify_url' ? foreignHost(value) : undefined
    return host === undefined ? [] : [{ kind: 'host', key: at, value: host }]
  }
}

function ofFile(problem: ReturnType<typeof mistrusted>[number]): Demand[] {
  if (problem.code === 'file-outside-folder') return [{ kind: 'file', key: problem.key, value: problem.target }]
  if (problem.code !== 'config-not-yours') return []
  return [{ kind: problem.why, key: '', value: problem.why === 'owner' ? `${problem.uid}` : problem.mode }]
}

function ofReference(problem: ReturnType<typeof foreignReferences>[number]): Demand[] {
  if (problem.code !== 'reference-outside-secret') return []
  return [{ kind: 'variable', key: problem.key, value: problem.variable }]
}
