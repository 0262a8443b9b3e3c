import { build } from 'rolldown'
import { bundles } from './.build/bundles.mjs'
import { writeCompletion } from './.build/completion.mjs'

// By its API: rolldown's own command lists every file it wrote, a hundred lines before whoever installs sees anything
// else. One after the other: the first cleans the folder.
for (const bundle of bundles('dist')) await build(bundle)
await writeCompletion('dist')
