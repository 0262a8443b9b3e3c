import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { codeOf } from '../../files/read-file.js'
import { EcpayError, type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { INDEX_FILE } from '../../workbench/listen/delivery-files.js'
import type { World } from '../../world.js'

/** The files of a folder that may be callbacks. */
const CALLBACK = /\.(?:json|http)$/i

/**
 * The files of callbacks that arguments name, each once: of a folder those directly in it, by name. A pattern does not
 * mean the index of exported callbacks.
 *
 * @throws EcpayError with everything that cannot be found or read; `conflicting-options` for stdin among files
 */
export function callbackFiles(paths: readonly string[], world: Pick<World, 'cwd' | 'platform'>): string[] {
  if (paths.includes('-')) throw refuse('conflicting-options', { options: ['-', '[file...]'] })
  const problems: Finding[] = []
  const found = paths.flatMap((path) => {
    try {
      const files = filesOf(path, world)
      if (files.length === 0) problems.push(finding('no-callback-files', { found: path }))
      return files
    } catch (error) {
      if (!(error instanceof EcpayError)) throw error
      problems.push(...error.findings)
      return []
    }
  })
  if (problems.length > 0) throw refuseAll(problems)
  return [...new Map(found.map((file) => [resolve(world.cwd, file), file])).values()]
}

function filesOf(path: string, { cwd, platform }: Pick<World, 'cwd' | 'platform'>): string[] {
  const absolute = resolve(cwd, path)
  try {
    const found = statSync(absolute, { throwIfNoEntry: false })
    if (found && !found.isDirectory()) return [path]
    if (found) return namesIn(absolute).map((name) => join(path, name))
    const pattern = platform === 'win32' ? path.replaceAll('\\', '/') : path
    // Shells of Windows leave patterns to the program.
    if (isDynamicPattern(pattern)) {
      const files = globSync(pattern, { cwd, expandDirectories: false }).sort()
      return files.filter((file) => basename(file) !== INDEX_FILE && mayBeFile(resolve(cwd, file)))
    }
  } catch (error) {
    throw refuse('file-not-readable', { path, reason: codeOf(error) })
  }
  throw refuse('file-not-readable', { path, reason: 'ENOENT' })
}

function namesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .filter((one) => CALLBACK.test(one.name) && (one.isFile() || mayBeFile(join(folder, one.name))))
    .map(({ name }) => name)
    .sort()
}

/** Whether it is a file, or leads to one. A pipe may never end; what cannot be told is told of when it is read. */
function mayBeFile(absolute: string): boolean {
  try {
    return statSync(absolute, { throwIfNoEntry: false })?.isFile() ?? true
  } catch {
    return true
  }
}
