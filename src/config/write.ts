import { existsSync, lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeWhole } from '../files/draft.js'
import { fault, readWhole } from '../files/read-file.js'
import { finding, refuse, refuseAll } from '../findings/findings.js'
import { inFolder } from '../make-folders.js'
import { errorCode } from './read-text.js'

/** Only for the owner, because the file may hold secrets. */
const MODE = 0o600

/** In bytes. No .gitignore is larger. */
const LARGEST_IGNORE = 1024 * 1024

/**
 * Writes a configuration file that only its owner can read (mode 0600), as a whole or not at all. A link with this name
 * is replaced, and its target is not changed.
 *
 * @param force replaces an existing file, in one step, so that it is never missing
 * @throws EcpayError `config-exists`, `config-not-writable`
 */
export function writeConfig(path: string, text: string, { force = false } = {}): void {
  try {
    inFolder(dirname(path), () => writeWhole(path, text, { mode: MODE, replace: force }))
  } catch (error) {
    const reason = errorCode(error)
    throw refuseAll([
      !force && (reason === 'EEXIST' || reason === 'EISDIR') && isThere(path)
        ? finding('config-exists', { path })
        : finding('config-not-writable', { path, reason })
    ])
  }
}

/** Whether a path exists. A broken link counts. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/** The `.gitignore` of a folder with one more line. */
export interface Ignoring {
  path: string
  text: string
  mode: number
}

/**
 * Prepares to add a name to the `.gitignore` of a folder.
 *
 * @param name of a file, with slashes between its folders
 * @returns nothing if a line already names it
 * @throws EcpayError `config-not-writable`, also for a link, because git does not read one
 */
export function planGitignore(folder: string, name: string): Ignoring | undefined {
  const path = join(folder, '.gitignore')
  return writing(path, () => {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found?.isSymbolicLink()) throw fault('symbolic-link')
    const content = found ? readWhole(path, LARGEST_IGNORE, { links: false }).bytes.toString() : ''
    const lines = content.split(/\r?\n/).map((line) => line.trimEnd())
    const pattern = ignorePattern(name)
    if ([pattern, `/${pattern}`].some((one) => lines.includes(one.trimEnd()))) return undefined
    const lineBreak = content.includes('\r\n') ? '\r\n' : '\n'
    const gap = content === '' || content.endsWith('\n') ? '' : lineBreak
    return { path, text: `${content}${gap}${pattern}${lineBreak}`, mode: found ? found.mode & 0o777 : 0o666 }
  })
}

/** The line that matches a name and nothing else: git takes some characters for more than themselves. */
function ignorePattern(name: string): string {
  const text = name.trimEnd()
  return text.replace(/[\\*?[]|^[!#]/g, '\\$&') + name.slice(text.length).replaceAll(' ', '\\ ')
}

/**
 * Adds a name to the `.gitignore` of a folder, unless a line already names it.
 *
 * @returns whether a line was added
 * @throws EcpayError `config-not-writable`
 */
export function addToGitignore(folder: string, name: string): boolean {
  const plan = planGitignore(folder, name)
  if (!plan) return false
  const { path, text, mode } = plan
  writing(path, () => writeWhole(path, text, { mode, replace: existsSync(path) }))
  return true
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw refuse('config-not-writable', { path, reason: errorCode(error) })
  }
}
