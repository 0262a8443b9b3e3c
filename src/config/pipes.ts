import { resolve } from 'node:path'
import { isPipe, openFile } from '../files/read-file.js'
import type { Level } from './levels.js'
import { decoded, errorCode, LARGEST_SECRET, type Unreadable } from './read-text.js'
import { VALUE_FILES } from './settings.js'

export type Piped = ReadonlyMap<string, string | Unreadable>

/** A cache, because a pipe can be read only once, and a command may read its configuration several times. */
const once = new Map<string, Promise<string | Unreadable>>()

/**
 * Reads pipes that are given instead of secret files, as in `--salt-file <(pass show salt)`. Only flags and variables
 * may name one, because a pipe in a configuration file would wait for ever.
 *
 * @returns nothing if there are none
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
    // Imported here, because Node's network modules take long to load, and most secrets are in files.
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
