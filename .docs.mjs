import { fileURLToPath } from 'node:url'
import { withImported } from './.build/imported.mjs'

// Writes the tables of docs/ that data decides; with --check it names those that are stale and changes nothing.

const root = fileURLToPath(new URL('.', import.meta.url))
const check = process.argv.includes('--check')
const parts = await withImported('.docs/write-docs.ts', ({ writeDocs }) => writeDocs(root, { check }))
const stale = parts.filter(({ isCurrent }) => !isCurrent)
for (const { page, table } of stale)
  process.stderr.write(
    check ? `${page}: the table "${table}" is not what the data says\n` : `wrote ${table} in ${page}\n`
  )
if (check && stale.length > 0) {
  process.stderr.write('Write them again with `npm run docs`.\n')
  process.exitCode = 1
}
