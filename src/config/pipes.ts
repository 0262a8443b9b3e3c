import { resolve } from 'node:path'
import { isPipe, openFile } from '../files/read-file.js'
import type { Level } from './levels.js'
import { decoded, errorCode, LARGEST_SECRET, type Unreadable } from './read-text.js'
import { VALUE_FILES } from './settings.js'

export type Piped = ReadonlyMap<string, string | Unreadable>

/** A pipe gives what it has once, and a command may read its configuration several times. */
const once = new Map<string, Promise<string | Unreadable>>()

/**
 * Reads what stands behind a pipe that is given in place of a secret file, as `--salt-file <(pass show salt)` gives it.
 * Only flags and variables may name one: a pipe in a file would wait for ever.
 *
 * @returns nothing where there is none
 */
export async function readPipes(levels: readonly Level[], signal: AbortSignal | undefined): Promise<Piped | undefined> {
  const paths = levels.flatMap(({ values, directory }) =>
    VALUE_FILES.flatMap((key) => (values[key] === undefined ? [] : [resolve(directory, `${values[key]}`)]))
  )
  const pipes = paths.filter((path) => once.has(path) || isPipe(path))
  if (pipes.length === 0) return undefined
  const entries: [string, string | Unreadable][] = []
  for (const path of pipes) {
    const reading = once.get(path) ?? readPipe(path, signal)
    once.set(path, reading)
    entries.push([path, await reading])
  }
  return new Map(entries)
}

async function readPipe(path: string, signal = new AbortController().signal): Promise<string | Unreadable> {
  try {
    // Imported here: Node's network takes long to load, and most secrets stand in files.
    const { pipeChunks } = await import('../files/pipe.js')
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of pipeChunks(openFile(path, { pipes: true }).descriptor, signal)) {
      chunks.push(chunk)
      size += chunk.length
      if (size > LARGEST_SECRET) return { unreadable: 'too-large' }
    }
    return decoded(path, Buffer.concat(chunks))
  } catch (error) {
    return { unreadable: errorCode(error) }
  }
}
