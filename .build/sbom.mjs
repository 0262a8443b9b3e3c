import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Prints what is in the package, bundled or installed with it, as CycloneDX. `npm sbom` calls everything that is bundled
// a dependency for development, so it is asked for all, and what dist/licenses.txt does not name is left out.

const root = fileURLToPath(new URL('../', import.meta.url))
const options = ['--sbom-format', 'cyclonedx', '--package-lock-only']
const sbom = JSON.parse(execFileSync('npm', ['sbom', ...options], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }))

// npm names it after the folder.
const { name } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
sbom.metadata.component.name = name

const licenses = readFileSync(new URL('../dist/licenses.txt', import.meta.url), 'utf8')
const bundled = new Set(
  [...licenses.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \(/gm)].map(([, name, version]) => `${name}@${version}`)
)

const DEVELOPMENT = 'cdx:npm:package:development'
const isDevelopment = ({ properties = [] }) => properties.some(({ name }) => name === DEVELOPMENT)
sbom.components = sbom.components
  .filter((one) => !isDevelopment(one) || bundled.has(`${one.name}@${one.version}`))
  .map((one) => (isDevelopment(one) ? { ...one, scope: 'required', properties: [] } : one))

const kept = new Set([sbom.metadata.component, ...sbom.components].map((one) => one['bom-ref']))
sbom.dependencies = sbom.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }))
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`)
