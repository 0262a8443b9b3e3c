import { closeSync } from 'node:fs'
import { resolve } from 'node:path'
import { isInside } from '../../config/trust.js'
import { codeOf, fault, openFile } from '../../files/read-file.js'
import { type Finding, finding } from '../../findings/findings.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { jsonOf, type Placed, placeOf } from '../../workbench/suite/placed.js'
import type { Step } from '../../workbench/suite/read-suite.js'
import { type Command, syntaxOf } from '../shared/command.js'

/** In bytes. Images and recordings of a browser are larger than bodies. */
export const LARGEST_FILE = 32 * DEFAULT_LIMIT

const REFERENCE = /\$\{/

/** Where the files of a suite may be. */
export interface Folders {
  /** That of the suite, from which its paths start. */
  folder: string
  /** The working directory. */
  cwd: string
  /** Told every file that a suite names. */
  uses?: (absolute: string) => void
}

/**
 * What is wrong with the files that a step names. Others may have written the suite, so that it leads to no file
 * elsewhere, and to nothing that never ends.
 *
 * @param filled if given, only the names with a reference are looked at; else only those without one
 */
export function fileProblems(
  command: Command,
  { given }: Step,
  folders: Folders,
  filled?: (value: Placed) => string
): Finding[] {
  return given.flatMap(({ key, value }) => {
    const name = key.replaceAll('-', '_')
    const values = value.kind === 'list' && !isInput(name, command) ? value.items : [value]
    return values.flatMap((one) => {
      const written = one.kind === 'text' ? one.text : jsonOf(one)
      if (REFERENCE.test(written) !== (filled !== undefined)) return []
      const path = pathIn(name, () => (filled ? filled(one) : written), one, command)
      return path === undefined || path === '-' ? [] : problems(path, one, folders, isInput(name, command))
    })
  })
}

function problems(path: string, { at }: Placed, { folder, cwd, uses }: Folders, isBody: boolean): Finding[] {
  const absolute = resolve(folder, path)
  const place = placeOf(at)
  if (!isInside(absolute, [folder, cwd])) return [finding('suite-file-outside', { place, path })]
  uses?.(absolute)
  try {
    const { descriptor, stat } = openFile(absolute)
    closeSync(descriptor)
    if (stat.size > (isBody ? DEFAULT_LIMIT : LARGEST_FILE)) throw fault('too-large')
    return []
  } catch (error) {
    return [finding('suite-file-missing', { place, path, reason: codeOf(error) })]
  }
}

/** The path that a member names, if it names one. */
function pathIn(name: string, text: () => string, value: Placed, command: Command): string | undefined {
  if (isInput(name, command)) return value.kind === 'text' && !value.isTyped ? fileIn(value.text) : undefined
  // As `-d` reads it.
  if (name === 'data') return /^(?!:=)[^=]+?:?=@([\s\S]+)$/.exec(text())?.[1]
  if (name === 'headers' && value.kind === 'map') return undefined
  return namesFile(name, command) ? text() : undefined
}

/** Whether an option or an argument is the name of a file. */
function namesFile(name: string, command: Command): boolean {
  const { placed, options } = syntaxOf(command)
  if (name === 'order') return placed.some(({ syntax }) => isOfFile(syntax))
  return [...placed, ...options].some(({ syntax }) => {
    const own = /--([\w-]+)/.exec(syntax)?.[1] ?? syntax.replace(/[^\w]/g, '')
    return own.replaceAll('-', '_') === name && isOfFile(syntax)
  })
}

function isOfFile(syntax: string): boolean {
  return /<file>|\[file(?:\.\.\.)?\]|^<image>$/.test(syntax)
}

/** Whether a member is the text that a command reads. `body` of create-order is what is sold. */
export function isInput(key: string, command: Command): boolean {
  return key === 'body' && !syntaxOf(command).options.some(({ syntax }) => /--body\b/.test(syntax))
}

/** A text that is JSON stands for itself; anything else names a file. */
export function fileIn(text: string): string | undefined {
  return /^\s*[{["]|^\s*$|\$\{/.test(text) ? undefined : text
}
