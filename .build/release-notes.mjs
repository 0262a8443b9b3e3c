import { readFileSync } from 'node:fs'

// Prints what the changelog of the folder in which it runs says of the version in package.json there.

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const [, ...sections] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)
const section = sections.find((one) => one.startsWith(`[${version}]`))
const notes = section?.slice(section.indexOf('\n')).trim()
if (!notes) throw new Error(`CHANGELOG.md says nothing of ${version}`)
process.stdout.write(`${notes}\n`)
