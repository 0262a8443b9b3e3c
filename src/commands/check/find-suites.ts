import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { codeOf } from '../../files/read-file.js'
import { refuse } from '../../findings/findings.js'
import type { Context } from '../shared/command.js'

/** A suite as it stands in a file. */
export interface SuiteFile {
  /** Relative to the working directory. */
  file: string
  folder: string
  text: string
}

const ENDING = /\.(?:ya?ml|json)$/i

/**
 * The suites of files and folders, in the order given.
 *
 * @throws EcpayError `no-suites`, `file-not-readable`
 */
export function findSuites({ world }: Context, paths: readonly string[]): SuiteFile[] {
  return paths.flatMap((path) => {
    const files = filesIn(resolve(world.cwd, path), path)
    if (files.length === 0) throw refuse('no-suites', { found: path })
    return files.map((file) => ({
      file: relative(world.cwd, file).replaceAll('\\', '/'),
      folder: join(file, '..'),
      text: readFileSync(file, 'utf8')
    }))
  })
}

function filesIn(absolute: string, path: string): string[] {
  try {
    if (!statSync(absolute).isDirectory()) return [absolute]
    const names = readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    // Of a folder, only what says that it is a suite: bodies are JSON, too.
    return names
      .filter((name) => ENDING.test(name) && !name.includes('node_modules'))
      .map((name) => join(absolute, name))
      .filter((file) => statSync(file).isFile() && /^\s*["']?cases["']?\s*:/m.test(readFileSync(file, 'utf8')))
      .sort()
  } catch (error) {
    const reason = codeOf(error)
    throw reason === 'ENOENT' ? refuse('no-suites', { found: path }) : refuse('file-not-readable', { path, reason })
  }
}
