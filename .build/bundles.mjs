import { lateWidth, leaveOut, littleUndici, lmdbBinary } from './libraries.mjs'
import { licenses } from './licenses.mjs'
import { ascii, helpers, named, packed, wrapped } from './written.mjs'

// The CLI is CommonJS in lazy chunks because Node starts it measurably faster than ES modules
// (docs/performance.md); the library face is one ES module.
// lmdb and msgpackr make functions of text, for speed; that they see the names of a bundle does no harm.
const shared = { platform: 'node', checks: { eval: false } }

// Node takes longer to open a file than to compile it, so what is loaded together is one file, with all that it
// imports: what every command needs (the English words too, which the Chinese hardly notice), what help needs, what
// `ecpay sign` and `ecpay verify-callback` need, what reads keys, the same of the trade system, and what a finding needs
// to be said. What two of them share goes to the one that stands first.
const GROUPS = {
  core: [/src\/cli\.ts$/, /src\/commands\/table\.ts$/, /src\/output\/words\/en\.ts$/],
  help: [/src\/commands\/help\.ts$/],
  signatures: [/src\/commands\/sign\/sign-body\.ts$/, /src\/commands\/verify-callback\.ts$/],
  callbacks: [/src\/ecpay\/callback\/verify-posted\.ts$/, /src\/ecpay\/callback\/check-callback\.ts$/],
  keys: [/src\/output\/read-keys\.ts$/],
  rsa: [/src\/commands\/trade\/sign\.ts$/, /src\/commands\/trade\/sign\/sign-text\.ts$/],
  rsaCallbacks: [/src\/commands\/trade\/verify-callback\.ts$/, /src\/commands\/trade\/verify\/verify-input\.ts$/],
  sentences: [/src\/output\/finding-words\.ts$/, /src\/output\/masked-finding\.ts$/, /src\/output\/report\.ts$/]
}
const among = (patterns) => (id) => patterns.some((pattern) => pattern.test(id))

// What is large, and is loaded where the user waits for more than a start: for the network, an agent, a question, a
// suite of cases or a search. It is a fifth as long when packed, and read in about two milliseconds more.
const PACKED = [
  /node_modules.undici.lib.dispatcher.client\.js$/,
  /node_modules.yaml.dist.index\.js$/,
  /node_modules.inquirer.dist.index\.js$/,
  /src\/commands\/mcp\/serve-tools\.ts$/,
  /src\/commands\/check\/run-suites\.ts$/,
  /src\/ecpay\/diagnose\/diagnose-signature\.ts$/,
  /src\/ecpay\/callback\/callback-causes\.ts$/,
  /src\/trade\/diagnose\/diagnose-request\.ts$/,
  /src\/commands\/call\/bulk\/ask-all\.ts$/,
  /src\/output\/mistake-words\.ts$/,
  /src\/output\/words\/trade-snippets\.ts$/,
  /src\/commands\/check-handler\.ts$/,
  /src\/commands\/explain\.ts$/,
  /src\/ecpay\/catalogue\/reasons\.ts$/,
  /src\/commands\/doctor\.ts$/,
  /src\/commands\/export\/parts\.ts$/,
  /src\/commands\/check-signer\/run-check\.ts$/,
  /src\/commands\/check-signer\/ecpay-signer\.ts$/,
  /src\/commands\/check-signer\/trade-signer\.ts$/,
  /src\/ecpay\/handler-cases\/handler-cases\.ts$/,
  /src\/trade\/handler-cases\/handler-cases\.ts$/,
  /src\/migration\/migrate\.ts$/
]

/** A source that got another name would change what a start reads, and nobody would see it. */
const grouped = {
  name: 'grouped',
  buildEnd() {
    const ids = [...this.getModuleIds()]
    const all = [...Object.values(GROUPS).flat(), ...PACKED]
    const missing = all.filter((pattern) => !ids.some((id) => pattern.test(id)))
    if (missing.length > 0) throw new Error(`no file for ${missing.join(', ')}`)
  }
}

/**
 * What the build writes, for Rolldown, one after the other: the program, its start, its completion, its threads and the
 * library.
 *
 * @param dir the folder it is written to
 * @param extra plugins that replace sources
 */
export function bundles(dir, extra = []) {
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
  return [
    {
      ...shared,
      plugins: [
        grouped,
        named,
        leaveOut,
        lateWidth,
        littleUndici,
        lmdbBinary,
        ...extra,
        licenses,
        ascii(Object.keys(GROUPS)),
        helpers,
        wrapped,
        packed(among(PACKED)),
        { name: toEntry.name, generateBundle: toEntry.generateBundle }
      ],
      input: { cli: 'src/cli.ts' },
      // The entry is the file of what every command needs, not one more file that names it.
      preserveEntrySignatures: 'allow-extension',
      output: {
        dir,
        format: 'cjs',
        entryFileNames: '[name]-[hash].cjs',
        chunkFileNames: '[name]-[hash].cjs',
        minify: true,
        // Without the licences in it, which are in licenses.txt.
        comments: false,
        codeSplitting: {
          groups: Object.entries(GROUPS).map(([name, patterns]) => ({ name, test: among(patterns) }))
        },
        cleanDir: true
      }
    },
    {
      ...shared,
      plugins: [{ name: toEntry.name, load: toEntry.load }, ...extra],
      input: { start: 'src/start.ts' },
      output: { dir, format: 'cjs', entryFileNames: '[name].cjs', minify: true }
    },
    {
      ...shared,
      plugins: [wrapped],
      input: { complete: 'src/commands/completion/at-once.ts' },
      output: { dir, format: 'cjs', entryFileNames: '[name].cjs', minify: true }
    },
    {
      ...shared,
      plugins: [{ name: toEntry.name, load: toEntry.load }, ...extra],
      input: { thread: 'src/thread.ts' },
      output: { dir, format: 'cjs', entryFileNames: '[name].cjs', minify: true }
    },
    { ...shared, input: { index: 'src/index.ts' }, output: { dir, format: 'esm', minify: true, comments: false } }
  ]
}
