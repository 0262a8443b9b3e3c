import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

// The CLI is CommonJS in lazy chunks because Node starts it measurably faster than ES modules
// (docs/performance.md); the library face is one ES module.
// lmdb and msgpackr make functions of text, for speed; that they see the names of a bundle does no harm.
const shared = { platform: 'node', checks: { eval: false } }

// Node takes longer to open a file than to compile it, so what is loaded together is one file, with all that it
// imports: what every command needs (the English words too, which the Chinese hardly notice), what help needs, what
// `ecpay sign` and `ecpay verify-callback` need, the same of the trade system, and what a finding needs to be said.
const GROUPS = {
  core: [/src\/cli\.ts$/, /src\/commands\/table\.ts$/, /src\/output\/words\/en\.ts$/],
  help: [/src\/commands\/help\.ts$/],
  signatures: [/src\/commands\/sign\/sign-body\.ts$/, /src\/commands\/verify-callback\.ts$/],
  rsa: [/src\/commands\/trade\/sign\.ts$/, /src\/commands\/trade\/sign\/sign-text\.ts$/],
  rsaCallbacks: [/src\/commands\/trade\/verify-callback\.ts$/, /src\/commands\/trade\/verify\/verify-input\.ts$/],
  sentences: [/src\/output\/finding-words\.ts$/, /src\/output\/masked-finding\.ts$/, /src\/output\/report\.ts$/]
}
const among = (patterns) => (id) => patterns.some((pattern) => pattern.test(id))

/** A file that got another name would be a file to open in every start, and nobody would see it. */
const grouped = {
  name: 'grouped',
  buildEnd() {
    const ids = [...this.getModuleIds()]
    const missing = Object.values(GROUPS)
      .flat()
      .filter((pattern) => !ids.some((id) => pattern.test(id)))
    if (missing.length > 0) throw new Error(`no file for ${missing.join(', ')}`)
  }
}

/**
 * What libraries load and this tool never uses: the loaders of cosmiconfig but YAML's, among them those that run
 * code (`src/config` brings its own), the help and the child processes of commander, and more.
 */
const UNUSED = [
  { by: /cosmiconfig.dist.(defaults|ExplorerBase)\.js$/, what: /^(\.\/loaders(\.js)?|env-paths)$/ },
  { by: /cosmiconfig.dist.loaders\.js$/, what: /^(import-fresh|parse-json|typescript)$/ },
  // The records are JSON, and msgpackr does without its own binary.
  { by: /msgpackr.dist.node\.cjs$/, what: /^msgpackr-extract$/ },
  // No question opens an editor, which would bring half a megabyte of encodings.
  { by: /@inquirer.editor.dist/, what: /^@inquirer\/external-editor$/ },
  {
    by: /commander.(lib.command|index)\.js$/,
    what: /^(node:child_process|\.\/suggestSimilar(\.js)?|\.\/(lib\/)?help(\.js)?)$/
  }
]
const leaveOut = {
  name: 'leave-out',
  resolveId: {
    filter: { id: UNUSED.map(({ what }) => what) },
    handler: (id, from = '') => (UNUSED.some(({ by, what }) => by.test(from) && what.test(id)) ? '\0nothing' : null)
  },
  load: { filter: { id: /^\0nothing$/ }, handler: () => 'module.exports = {}' }
}

/** Its tables of Unicode are made when a text is not ASCII. */
const lateWidth = {
  name: 'late-width',
  resolveId: {
    filter: { id: /^fast-string-width$/ },
    handler: (_id, from) => (from === '\0late-width' ? null : '\0late-width')
  },
  load: {
    filter: { id: /^\0late-width$/ },
    handler: () => "export default (text) => require('fast-string-width').default(text)"
  }
}

/** lmdb's JavaScript is bundled, its binary is where npm put it. */
const lmdbBinary = {
  name: 'lmdb-binary',
  resolveId: {
    filter: { id: /^node-gyp-build-optional-packages$/ },
    handler: () => fileURLToPath(new URL('src/database/lmdb-binary.ts', import.meta.url))
  }
}

/**
 * Writes the licences of everything that is bundled into dist/licenses.txt, as they ask. Written here, since the plugin
 * that does this for rollup brings rollup with it, built for each kind of machine.
 */
const licenses = {
  name: 'licenses',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
    const folders = modules.map((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter((one) => one)
    const source = [...new Set(folders)].sort().map(licenseOf).join('\n')
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source })
  }
}

function licenseOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  // A package may name its licence without its text.
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : author && `Copyright ${author.name ?? author}`
  if (!license || !text) throw new Error(`${name} is bundled and does not say under which licence`)
  return `${name} ${version} (${license})\n\n${text}\n`
}

/**
 * Writes every character that is not ASCII as an escape: V8 keeps a source in two bytes a character as soon as one
 * needs them; measured, that is a fiftieth of a start.
 */
const ascii = {
  name: 'ascii',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk' && !RAW.test(chunk.code)) chunk.code = escaped(chunk.code)
  }
}

/** A text in which an escape is none. */
const RAW = /String\.raw`[^`]*[^\0-\x7f`]/

function escaped(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

let everything = ''

/**
 * Puts all that is built into the hash of every file's name: what is kept of a file is found by that name, and V8 takes
 * it for any text of the same length. What follows changes files after Rolldown has named them.
 */
const named = {
  name: 'named',
  buildEnd() {
    const all = [...this.getModuleIds()].sort().map((id) => this.getModuleInfo(id)?.code)
    everything = hash('sha256', JSON.stringify(all) + readFileSync(fileURLToPath(import.meta.url), 'utf8'))
  },
  augmentChunkHash() {
    return everything
  }
}

/**
 * Moves the few helpers of Rolldown, which it writes into a file of their own, into the file that every command loads:
 * to open one more takes a hundredth of a start.
 */
const helpers = {
  name: 'helpers',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk')
    const own = chunks.find(({ name }) => name === 'rolldown-runtime')
    const entry = chunks.find(({ isEntry }) => isEntry)
    const code = `exports.helpers = (exports => { ${own.code}\nreturn exports })({})`
    for (const chunk of chunks)
      chunk.code = chunk.code.replace(
        `require("./${own.fileName}")`,
        chunk === entry ? () => code : `require("./${entry.fileName}").helpers`
      )
    delete bundle[own.fileName]
  }
}

/**
 * Puts each module inside of a function, as src/start/compiled-code.ts loads it. Node does so when it loads one, by
 * copying the text.
 */
const wrapped = {
  name: 'wrapped',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') chunk.code = `(function (exports, require, __filename, __dirname) { ${chunk.code}\n})`
  }
}

/** The start of the program is a file of its own, outside the code whose compiled form it keeps; see src/start.ts. */
let entry
const toEntry = {
  name: 'to-entry',
  generateBundle(_options, bundle) {
    entry = Object.values(bundle).find(({ isEntry }) => isEntry)?.fileName
  },
  load: {
    filter: { id: /start.entry\.ts$/ },
    handler: () => ({ code: `export const ENTRY = ${JSON.stringify(entry)}`, moduleType: 'js' })
  }
}

const bundles = [
  {
    ...shared,
    plugins: [
      grouped,
      named,
      leaveOut,
      lateWidth,
      lmdbBinary,
      licenses,
      ascii,
      helpers,
      wrapped,
      { name: toEntry.name, generateBundle: toEntry.generateBundle }
    ],
    input: { cli: 'src/cli.ts' },
    // The entry is the file of what every command needs, not one more file that names it.
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name]-[hash].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      minify: true,
      codeSplitting: {
        groups: Object.entries(GROUPS).map(([name, patterns]) => ({ name, test: among(patterns) }))
      },
      cleanDir: true
    }
  },
  {
    ...shared,
    plugins: [{ name: toEntry.name, load: toEntry.load }],
    input: { start: 'src/start.ts' },
    output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', minify: true }
  },
  {
    ...shared,
    plugins: [{ name: toEntry.name, load: toEntry.load }],
    input: { thread: 'src/thread.ts' },
    output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', minify: true }
  },
  { ...shared, input: { index: 'src/index.ts' }, output: { dir: 'dist', format: 'esm' } }
]

// By its API: rolldown's own command lists every file it wrote, a hundred lines before whoever installs sees anything
// else. One after the other: the first cleans the folder.
for (const bundle of bundles) await build(bundle)
