import { accessSync, constants, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { decoded } from '../../config/read-text.js'
import { codeOf, readWhole } from '../../files/read-file.js'
import { EcpayError, type Finding, finding, refuse } from '../../findings/findings.js'
import { addAll } from '../../protocol/add-all.js'
import { DEFAULT_LIMIT, invalidUtf8 } from '../../protocol/json/bytes.js'
import type { World } from '../../world.js'
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

/** What no pattern and no folder is searched for. */
const ELSEWHERE = ['**/node_modules/**', '**/.git/**']

type Uses = (absolute: string) => void

/**
 * The suites of files, folders and patterns, in the order given, each once.
 *
 * @param uses told every file and folder before it is read
 * @returns beside them, what cannot be found or read
 */
export function findSuites(
  { world, out }: Context,
  paths: readonly string[],
  uses: Uses
): { suites: SuiteFile[]; findings: Finding[] } {
  const findings: Finding[] = []
  const found = paths.flatMap((path) => {
    const files = tried(findings, () => filesOf(path, world, uses))
    if (files?.length === 0) findings.push(finding('no-suites', { found: path }))
    return files ?? []
  })
  const suites = [...new Set(found)].flatMap((absolute) => {
    const file = relative(world.cwd, absolute).replaceAll('\\', '/')
    uses(absolute)
    const text = tried(findings, () => textOf(absolute, file, (one) => out.warn([one])))
    return text === undefined ? [] : { file, folder: dirname(absolute), text }
  })
  return { suites, findings }
}

/** @throws EcpayError `suite-not-text`, `file-not-readable` */
function textOf(absolute: string, file: string, warn: (found: Finding) => void): string {
  if ((statSync(absolute, { throwIfNoEntry: false })?.size ?? 0) > DEFAULT_LIMIT)
    throw refuse('suite-not-text', { place: file, limit: DEFAULT_LIMIT / 1024 ** 2 })
  const bytes = readOr(file, () => readWhole(absolute, DEFAULT_LIMIT).bytes)
  const text = decoded(file, bytes, warn)
  if (typeof text === 'string') return text
  const { offset } = invalidUtf8(bytes)
  const before = bytes.subarray(0, offset).toString().split('\n')
  const place = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
  throw refuse('suite-not-text', { place })
}

/** The files of a path or a pattern; shells of Windows leave patterns to the program. */
function filesOf(path: string, { cwd, platform }: World, uses: Uses): string[] {
  const absolute = resolve(cwd, path)
  const found = readOr(path, () => statSync(absolute, { throwIfNoEntry: false }))
  if (found && !found.isDirectory()) return [absolute]
  const isSuiteIn = (file: string) => {
    // A new suite may come beside it.
    uses(dirname(file))
    uses(file)
    return isSuite(file)
  }
  if (found) {
    readOr(path, () => accessSync(absolute, constants.R_OK | constants.X_OK))
    for (const folder of foldersOf('**', absolute)) uses(folder)
    return globbed('**', { cwd: absolute, dot: true }).filter(isSuiteIn)
  }
  const pattern = platform === 'win32' ? path.replaceAll('\\', '/') : path
  if (!isDynamicPattern(pattern)) {
    uses(absolute)
    return []
  }
  for (const folder of foldersOf(pattern, cwd)) uses(folder)
  return globbed(pattern, { cwd }).filter((file) => isSuiteIn(file) || /\.ya?ml$/i.test(file))
}

/** The folders in which files of a pattern may come to be, whether or not some are there. */
function foldersOf(pattern: string, cwd: string): string[] {
  const parts = pattern.split('/').slice(0, pattern.endsWith('**') ? undefined : -1)
  const first = parts.findIndex((part) => isDynamicPattern(part))
  const fixed = resolve(cwd, parts.slice(0, first < 0 ? undefined : first).join('/'))
  const others = first < 0 ? [] : parts.slice(first)
  const found = others.flatMap((_, i) =>
    globSync(others.slice(0, i + 1).join('/'), {
      ...{ cwd: fixed, absolute: true, onlyDirectories: true, expandDirectories: false, ignore: ELSEWHERE }
    })
  )
  return [...new Set([fixed, ...found.map((folder) => resolve(folder))])]
}

function globbed(pattern: string, options: { cwd: string; dot?: boolean }): string[] {
  const found = globSync(pattern, { ...options, absolute: true, expandDirectories: false, ignore: ELSEWHERE })
  return found
    .filter((file) => ENDING.test(file))
    .map((file) => resolve(file))
    .sort()
}

/** In a folder, only what says that it is a suite counts: bodies are JSON, too. A link may lead nowhere. */
function isSuite(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > LARGEST_FILE) return false
  const { bytes } = readOr(file, () => readWhole(file, LARGEST_FILE))
  const text = decoded(file, bytes)
  return /(?:^|[{,])[^\S\n\r\u2028\u2029]*["']?cases["']?\s*:/m.test(
    typeof text === 'string' ? text : bytes.toString('latin1')
  )
}

/** @throws EcpayError `file-not-readable` */
function readOr<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw refuse('file-not-readable', { path, reason: codeOf(error) })
  }
}

/** What a function returns; its refusal goes to the findings. */
function tried<T>(findings: Finding[], find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    addAll(findings, error.findings)
    return undefined
  }
}
