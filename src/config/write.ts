import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { EXIT, Failure, finding } from '../protocol/findings.js'
import { errorCode } from './read-text.js'

/** Only the owner: the file may hold secrets. */
const MODE = 0o600

/**
 * Writes a configuration file that only its owner can read (mode 0600).
 *
 * @param force replaces a file that is there already, in one step, so that no moment loses it
 * @throws Failure (exit 2) `config-exists`, `config-not-writable`
 */
export function writeConfig(path: string, text: string, { force = false } = {}): void {
  try {
    if (dirname(path) !== '.') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    if (force && existsSync(path)) replace(path, text)
    else writeFileSync(path, text, { flag: 'wx', mode: MODE })
  } catch (error) {
    const reason = errorCode(error)
    if (reason === 'EEXIST' && existsSync(path)) throw new Failure(EXIT.input, [finding('config-exists', { path })])
    throw new Failure(EXIT.input, [finding('config-not-writable', { path, reason })])
  }
}

function replace(path: string, text: string): void {
  // A link to the file, as dotfile managers set it, stays a link.
  const target = realpathSync(path)
  const draft = `${target}.${randomUUID()}`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: MODE, flush: true })
    renameSync(draft, target)
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Adds a name to the `.gitignore` of a directory, unless a line names it already.
 *
 * @returns whether a line was added
 * @throws Failure (exit 2) `config-not-writable`
 */
export function addToGitignore(directory: string, name: string): boolean {
  const path = join(directory, '.gitignore')
  try {
    const content = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const lines = content.split(/\r?\n/).map((line) => line.trimEnd())
    if (lines.includes(name) || lines.includes(`/${name}`)) return false
    const lineBreak = content.includes('\r\n') ? '\r\n' : '\n'
    const gap = content === '' || content.endsWith('\n') ? '' : lineBreak
    appendFileSync(path, `${gap}${name}${lineBreak}`)
    return true
  } catch (error) {
    throw new Failure(EXIT.input, [finding('config-not-writable', { path, reason: errorCode(error) })])
  }
}
