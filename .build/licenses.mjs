import { readdirSync, readFileSync } from 'node:fs'

/**
 * Writes the licences of everything that is bundled into dist/licenses.txt, as they ask. Written here, since the plugin
 * that does this for rollup brings rollup with it, built for each kind of machine.
 */
export const licenses = {
  name: 'licenses',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
    const folders = modules.map((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter((one) => one)
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: textOf([...new Set(folders)].sort()) })
  }
}

/** Every text once, under all packages that have it, each with its own copyright. */
function textOf(folders) {
  const byTerms = new Map()
  for (const folder of folders) {
    const { heading, terms } = licenseOf(folder)
    byTerms.set(terms, [...(byTerms.get(terms) ?? []), heading])
  }
  return [...byTerms].map(([terms, headings]) => `${headings.join('\n')}\n\n${terms}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

const COPYRIGHT = /^ *Copyright .*$/gm
/** In the example that a licence has for those who use it. */
const TEMPLATE = /[[{<](yyyy|year|name of|copyright)/i

/** How a package is called and whose it is, and what its licence says. */
function licenseOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
  // A package may name its licence without its text.
  const named = (text.match(COPYRIGHT) ?? []).filter((line) => !TEMPLATE.test(line))
  const owners = named.length > 0 ? named : author && [`Copyright ${author.name ?? author}`]
  if (!license || !owners) throw new Error(`${name} is bundled and does not say under which licence`)
  return {
    heading: [`${name} ${version} (${license})`, ...owners.map((owner) => `  ${owner.trim()}`)].join('\n'),
    terms: paragraphs(text.replace(COPYRIGHT, '')) || `(${license}, of which the package has no text)`
  }
}

/** The same text whatever the lines it was broken into. */
function paragraphs(text) {
  const all = text.split(/\r?\n\s*\r?\n/).map((one) => one.replace(/\s+/g, ' ').trim())
  // What only names the licence, which the heading does.
  return all.filter((one) => one !== '' && !/^\W*(the )?(mit|isc) license\W*(\(mit\))?\W*$/i.test(one)).join('\n\n')
}
