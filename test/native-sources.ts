import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'
import type { Plugin } from 'vite'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NAME = 'native-sources'
/** Says where they are, to whoever loads the configuration. */
const VARIABLE = 'ECPAY_TEST_NATIVE_SOURCES'

/** The paths of what Node.js loads by itself, without Vite. */
export const NATIVE = new RegExp(`[\\\\/]${NAME}[\\\\/]`)

const JSON_IMPORT = /(?<=from '\.[^']*\.json)' with \{ type: 'json' \}/g

/**
 * Writes the sources without their types, for Node.js to load them as they are: Vite would read each anew for each
 * worker, and everything that a module takes from another one would be asked for each time it is used.
 *
 * @param folder a temporary one; what stands beside the sources stands beside them there too
 */
export function writeNativeSources(folder: string): void {
  const to = join(folder, NAME)
  mkdirSync(to)
  for (const name of readdirSync(ROOT)) if (name !== 'src') symlinkSync(join(ROOT, name), join(to, name), 'junction')
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join('src', name))
  for (const file of [...sources, 'package.json']) {
    if (!/\.(ts|json)$/.test(file)) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    const source = readFileSync(join(ROOT, file), 'utf8')
    // Node.js 20 warns of JSON that is imported.
    if (file.endsWith('.json')) writeFileSync(join(to, `${file}.js`), `export default ${source}`)
    else writeFileSync(join(to, file.replace(/ts$/, 'js')), withoutTypes(file, source))
  }
  process.env[VARIABLE] = to
}

function withoutTypes(file: string, source: string): string {
  const { code, map, errors } = transformSync(join(ROOT, file), source.replace(JSON_IMPORT, ".js'"), {
    target: 'node20',
    sourcemap: true
  })
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  const lines = Buffer.from(JSON.stringify(map)).toString('base64')
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${lines}\n`
}

/** Loads the sources from where they are written, if they are. */
export const nativeSources: Plugin = {
  name: NAME,
  enforce: 'pre',
  resolveId(source, importer) {
    const to = process.env[VARIABLE]
    if (to === undefined) return undefined
    const path = source.startsWith('.') && importer ? join(dirname(importer), source) : source
    if (!path.startsWith(join(ROOT, 'src/'))) return undefined
    return join(to, path.slice(ROOT.length)).replace(/\.ts$/, '.js')
  }
}
