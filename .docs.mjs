import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'rolldown'

// Writes the tables of docs/ that data decides; with --check it names those that are stale and changes nothing.
// Bundled first, since Node 20 runs no TypeScript; in node_modules/, from where what is not bundled is found.

const root = fileURLToPath(new URL('.', import.meta.url))
const check = process.argv.includes('--check')
const folder = mkdtempSync(join(root, 'node_modules', '.docs-'))
try {
  const file = join(folder, 'write-docs.mjs')
  await build({
    cwd: root,
    input: './.docs/write-docs.ts',
    platform: 'node',
    external: ['lmdb'],
    checks: { eval: false },
    output: { file, format: 'esm', codeSplitting: false }
  })
  const { writeDocs } = await import(pathToFileURL(file).href)
  const parts = await writeDocs(root, { check })
  const stale = parts.filter(({ isCurrent }) => !isCurrent)
  for (const { page, table } of stale)
    process.stderr.write(
      check ? `${page}: the table "${table}" is not what the data says\n` : `wrote ${table} in ${page}\n`
    )
  if (check && stale.length > 0) {
    process.stderr.write('Write them again with `npm run docs`.\n')
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
