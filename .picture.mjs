import { readFileSync, writeFileSync } from 'node:fs'
import { record } from './.picture/record.mjs'
import { SESSION } from './.picture/session.mjs'
import { draw } from './.picture/svg.mjs'

// Makes the pictures of the README from the built program, which it runs on a terminal: `npm run picture`.
// `-- --check` only says which are stale. `-- --frame 12.5 en` writes one moment of it, in seconds, as an SVG without
// animation to stdout, for programs that draw pictures.

const PICTURES = { en: 'docs/session.svg', zh: 'docs/session.zh-CN.svg' }
const file = (name) => new URL(name, import.meta.url)

const [mode, seconds, language] = process.argv.slice(2)
if (mode === '--frame') {
  const events = await record(SESSION[language ?? 'en'], language ?? 'en')
  process.stdout.write(draw(events, SESSION[language ?? 'en'].title, { frame: Number(seconds) }))
} else {
  for (const [name, path] of Object.entries(PICTURES)) {
    const drawn = draw(await record(SESSION[name], name), SESSION[name].title)
    if (drawn === read(path)) continue
    if (mode === '--check') process.exitCode = 1
    else writeFileSync(file(path), drawn)
    process.stderr.write(mode === '--check' ? `${path} is stale: npm run picture makes it again\n` : `wrote ${path}\n`)
  }
}

function read(path) {
  try {
    return readFileSync(file(path), 'utf8')
  } catch {
    return undefined
  }
}
