import { readFileSync, writeFileSync } from 'node:fs'

// Run after `changeset version`, which puts the new version between the title and the preamble of CHANGELOG.md, under
// headings of its own. This moves it below the preamble, under the headings of Keep a Changelog, together with what is
// still listed as unreleased.

const HEADINGS = { Major: 'Changed', Minor: 'Added', Patch: 'Fixed' }

const changelog = readFileSync('CHANGELOG.md', 'utf8')
const [title, ...rest] = changelog.split('\n')
const written = /^\n## (\d+\.\d+\.\d+)\n([\s\S]*?)(?=^[^#\n-])/m.exec(`\n${rest.join('\n').trimStart()}`)
if (!written) throw new Error('CHANGELOG.md has no version that `changeset version` wrote')
const [whole, version, entries] = written
const kept = `\n${rest.join('\n').trimStart()}`.slice(whole.length)
const [, preamble, listed, older] = /^([\s\S]*?)(?:^## \[Unreleased\]\n([\s\S]*?))?(^## \[\d[\s\S]*)$/m.exec(kept)

const sections = new Map()
for (const part of `${listed ?? ''}\n${entries}`.split(/^### /m).slice(1)) {
  const [heading, ...lines] = part.split('\n')
  const name = HEADINGS[heading.replace(/ Changes$/, '')] ?? heading
  sections.set(name, [...(sections.get(name) ?? []), ...lines.filter((line) => line !== '')])
}
const order = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
const parts = [...sections].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
const section = parts.map(([name, lines]) => `### ${name}\n\n${lines.join('\n')}\n`).join('\n')
writeFileSync('CHANGELOG.md', `${title}\n\n${preamble.trim()}\n\n## [${version}]\n\n${section}\n${older}`)
