import { defineConfig } from 'rolldown'

// The CLI is CommonJS in lazy chunks because Node starts it measurably faster than ES modules
// (docs/performance.md); the library face is one ES module.
const shared = { platform: 'node', external: ['lmdb'] }

// Node takes longer to open a file than to compile it, so what is loaded together is one file: what every
// command needs (the English words too, which the Chinese hardly notice), what help needs, and what `ecpay sign`
// needs beside the first.
const GROUPS = {
  core: [
    /node_modules\/(commander|fastest-levenshtein)\//,
    /src\/(cli|world|version|commands\/(parse|table|command|sign))\.ts$/,
    /src\/output\/(colour|language|output|secrets|words\/(catalogue|en))\.ts$/,
    /src\/protocol\/(findings|nearest|endpoints\/endpoint)\.ts$/
  ],
  help: [
    /src\/commands\/help\.ts$/,
    /src\/output\/(help|columns)\.ts$/,
    /node_modules\/fast-string-(width|truncated-width)\//
  ],
  sign: [
    /src\/commands\/(sign-body|input|settings)\.ts$/,
    /src\/config\/(resolve|levels|reader|settings|base-url|environments|read-text)\.ts$/,
    /src\/protocol\/(bytes|body|fill|go-format|json|json-reader|request-signature|suspicious-key|text)\.ts$/,
    /src\/simulator\/demo-keys\.ts$/
  ]
}
const among = (patterns) => (id) => patterns.some((pattern) => pattern.test(id))

/**
 * Leaves out what libraries load and this tool never uses: the loaders of cosmiconfig, among them those that
 * run code (`src/config` brings its own), and the child processes of commander's external subcommands.
 */
const leaveOut = {
  name: 'leave-out',
  resolveId: {
    filter: { id: /^(\.\/loaders|env-paths|node:child_process|\.\/suggestSimilar|\.\/(lib\/)?help)(\.js)?$/ },
    handler: (_id, from = '') =>
      /cosmiconfig.dist.(defaults|ExplorerBase)\.js$|commander.(lib.command|index)\.js$/.test(from) ? '\0nothing' : null
  },
  load: { filter: { id: /^\0nothing$/ }, handler: () => 'export default {}' }
}

export default defineConfig([
  {
    ...shared,
    plugins: [leaveOut],
    input: { cli: 'src/cli.ts' },
    // The entry is the file of what every command needs, not one more file that names it.
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: 'chunks/[name]-[hash].cjs',
      minify: true,
      codeSplitting: {
        groups: Object.entries(GROUPS).map(([name, patterns]) => ({ name, test: among(patterns) }))
      },
      cleanDir: true
    }
  },
  { ...shared, input: { index: 'src/index.ts' }, output: { dir: 'dist', format: 'esm' } }
])
