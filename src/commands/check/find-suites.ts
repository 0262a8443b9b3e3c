import { readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { decoded } from '../../config/read-text.js'
import { codeOf, readWhole } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import type { Context } from '../shared/command.js'
import { LARGEST_FILE } from './suite-files.js'

/** A suite as it stands in a file. */
export interface SuiteFile {
  /** Relative to the working directory. */
  file: string
  folder: string
  text: string
}

/** The endings of the files that may be suites. */
export const ENDING = /\.(?:ya?ml|json)$/i

/**
 * The suites of files and folders, in the order given.
 *
 * @param uses told every file and folder before it is read
 * @throws EcpayError `no-suites`, `file-not-readable`
 */
export function findSuites(
  { world, out }: Context,
  paths: readonly string[],
  uses: (absolute: string) => void
): SuiteFile[] {
  return paths.flatMap((path) => {
    const files = filesIn(resolve(world.cwd, path), path, uses)
    if (files.length === 0) throw refuse('no-suites', { found: path })
    return files.map((absolute) => {
      const file = relative(world.cwd, absolute).replaceAll('\\', '/')
      const bytes = readOr(file, () => readWhole(absolute, DEFAULT_LIMIT).bytes)
      const text = decoded(file, bytes, (one) => out.warn([one]))
      if (typeof text !== 'string') throw refuse('file-not-readable', { path: file, reason: text.unreadable })
      return { file, folder: join(absolute, '..'), text }
    })
  })
}

function filesIn(absolute: string, path: string, uses: (absolute: string) => void): string[] {
  uses(absolute)
  const found = readOr(path, () => statSync(absolute, { throwIfNoEntry: false }))
  if (!found) throw refuse('no-suites', { found: path })
  if (!found.isDirectory()) return [absolute]
  const names = readOr(path, () => readdirSync(absolute, { recursive: true, encoding: 'utf8' }))
  return names
    .filter((name) => ENDING.test(name) && !name.includes('node_modules'))
    .map((name) => join(absolute, name))
    .filter((file) => {
      // A new suite may come beside it.
      uses(dirname(file))
      uses(file)
      return readOr(join(path, relative(absolute, file)), () => isSuite(file))
    })
    .sort()
}

/** Of a folder, only what says that it is a suite counts: bodies are JSON, too. A link may lead nowhere. */
function isSuite(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > LARGEST_FILE) return false
  const { bytes } = readWhole(file, LARGEST_FILE)
  const text = decoded(file, bytes)
  return /^\s*["']?cases["']?\s*:/m.test(typeof text === 'string' ? text : bytes.toString('latin1'))
}

/** @throws EcpayError `file-not-readable` */
function readOr<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw refuse('file-not-readable', { path, reason: codeOf(error) })
  }
}
