import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'rolldown'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * Writes what completion needs of all commands into a folder of the built program, so that it need not load them. It is
 * bundled first, since Node 20 runs no TypeScript; in node_modules/, from where what is not bundled is found.
 */
export async function writeCompletion(dir) {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.completion-'))
  try {
    const file = join(folder, 'completion-file.mjs')
    await build({
      cwd: ROOT,
      input: './.build/completion-file.ts',
      platform: 'node',
      external: ['lmdb'],
      checks: { eval: false },
      output: { file, format: 'esm', codeSplitting: false }
    })
    const { text } = await import(pathToFileURL(file).href)
    writeFileSync(join(dir, 'completion.br'), brotliCompressSync(text))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
