import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'rolldown'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * What a source of TypeScript exports. It is bundled first, since Node 20 runs no TypeScript; in node_modules/, from
 * where what is not bundled is found.
 *
 * @param source from the folder of the project
 * @param use takes the exports; the bundle is there until it is done
 */
export async function withImported(source, use) {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.imported-'))
  try {
    const file = join(folder, 'source.mjs')
    await build({
      cwd: ROOT,
      input: `./${source}`,
      platform: 'node',
      external: ['lmdb'],
      checks: { eval: false },
      output: { file, format: 'esm', codeSplitting: false }
    })
    return await use(await import(pathToFileURL(file).href))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
