import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type GlobOptions, glob, isDynamicPattern } from 'tinyglobby'
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
 * The suites of files, folders and patterns, in the order given, each once, whatever links lead to it.
 *
 * @param uses told every file and folder before it is read
 * @param written no suites where a folder or a pattern has them
 * @returns beside them, what cannot be found or read
 * @throws the error of an interruption
 */
export async function findSuites(
  { world, out }: Context,
  paths: readonly string[],
  uses: Uses,
  written: ReadonlySet<string>
): Promise<{ suites: SuiteFile[]; findings: Finding[] }> {
  const findings: Finding[] = []
  const found: string[] = []
  for (const path of paths) {
    const files = await tried(findings, () => filesOf(path, world, uses, written))
    if (files?.length === 0) findings.push(finding('no-suites', { found: path }))
    addAll(found, files ?? [])
  }
  const suites: SuiteFile[] = []
  const seen = new Set<string>()
  for (const absolute of found) {
    if (seen.size === seen.add(realOf(absolute)).size) continue
    const file = relative(world.cwd, absolute).replaceAll('\\', '/')
    uses(absolute)
    const text = await tried(findings, () => textOf(absolute, file, (one) => out.warn([one])))
    if (text !== undefined) suites.push({ file, folder: dirname(absolute), text })
  }
  return { suites, findings }
}

/** The file that links lead to; of one that is not there its own path. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
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
async function filesOf(
  path: string,
  { cwd, platform, signal }: World,
  uses: Uses,
  written: ReadonlySet<string>
): Promise<string[]> {
  const absolute = resolve(cwd, path)
  const found = readOr(path, () => statSync(absolute, { throwIfNoEntry: false }))
  if (found && !found.isDirectory()) return [absolute]
  const suitesAmong = async (files: readonly string[], isNamed: (file: string) => boolean) => {
    const suites: string[] = []
    for (const file of files) {
      // A folder may have very many files: an interruption is noticed between them.
      await nextTurn()
      signal.throwIfAborted()
      if (written.has(file)) continue
      // A new suite may come beside it.
      uses(dirname(file))
      uses(file)
      if (isSuite(file) || isNamed(file)) suites.push(file)
    }
    return suites
  }
  if (found) {
    readOr(path, () => accessSync(absolute, constants.R_OK | constants.X_OK))
    for (const folder of await foldersOf('**', absolute, signal)) uses(folder)
    return suitesAmong(await globbed('**', { cwd: absolute, dot: true, signal }), () => false)
  }
  const pattern = platform === 'win32' ? path.replaceAll('\\', '/') : path
  if (!isDynamicPattern(pattern)) {
    uses(absolute)
    return []
  }
  for (const folder of await foldersOf(pattern, cwd, signal)) uses(folder)
  return suitesAmong(await globbed(pattern, { cwd, signal }), (file) => /\.ya?ml$/i.test(file))
}

/** The folders in which files of a pattern may come to be, whether or not some are there. */
async function foldersOf(pattern: string, cwd: string, signal: AbortSignal): Promise<string[]> {
  const parts = pattern.split('/').slice(0, pattern.endsWith('**') ? undefined : -1)
  const first = parts.findIndex((part) => isDynamicPattern(part))
  const fixed = resolve(cwd, parts.slice(0, first < 0 ? undefined : first).join('/'))
  const others = first < 0 ? [] : parts.slice(first)
  const folders = new Set([fixed])
  for (const i of others.keys()) {
    const part = others.slice(0, i + 1).join('/')
    for (const folder of await walked(part, { cwd: fixed, signal, onlyDirectories: true })) folders.add(folder)
  }
  return [...folders]
}

async function globbed(pattern: string, options: GlobOptions): Promise<string[]> {
  return (await walked(pattern, options)).filter((file) => ENDING.test(file)).sort()
}

/** @throws the error of an interruption */
async function walked(pattern: string, { signal, ...options }: GlobOptions): Promise<string[]> {
  const found = await glob(pattern, {
    ...{ ...options, ...(signal && { signal }) },
    ...{ absolute: true, expandDirectories: false, ignore: ELSEWHERE }
  })
  signal?.throwIfAborted()
  return found.map((one) => resolve(one))
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
async function tried<T>(findings: Finding[], find: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    addAll(findings, error.findings)
    return undefined
  }
}
