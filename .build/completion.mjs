import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { withImported } from './imported.mjs'

/** Writes what completion needs of all commands into a folder of the built program, so that it need not load them. */
export function writeCompletion(dir) {
  return withImported('.build/completion-file.ts', ({ text }) =>
    writeFileSync(join(dir, 'completion.br'), brotliCompressSync(text))
  )
}
