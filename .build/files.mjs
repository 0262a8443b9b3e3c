import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

// What the package has beside the program: the types of the library, without those that it does not name (TypeScript
// writes those of every file that it has read), and the manual page as `man` reads it, packed.

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const TYPES = join(ROOT, 'dist', 'types')

/** A file and all that it names. */
function reached(file, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, name] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g))
    reached(join(dirname(file), `${name}.d.ts`), found)
  return found
}

const kept = reached(join(TYPES, 'index.d.ts'))
for (const name of readdirSync(TYPES, { recursive: true })) {
  const file = join(TYPES, name)
  if (name.endsWith('.d.ts') && !kept.has(file)) rmSync(file)
}

writeFileSync(join(ROOT, 'dist', 'ecpay.1.gz'), gzipSync(readFileSync(join(ROOT, 'docs', 'ecpay.1')), { level: 9 }))
