import { fileURLToPath } from 'node:url'

/**
 * What libraries load and this tool never uses: the loaders of cosmiconfig but YAML's, among them those that run
 * code (`src/config` brings its own), the help and the child processes of commander, and more.
 */
const UNUSED = [
  { by: /cosmiconfig.dist.(defaults|ExplorerBase)\.js$/, what: /^(\.\/loaders(\.js)?|env-paths)$/ },
  { by: /cosmiconfig.dist.loaders\.js$/, what: /^(import-fresh|parse-json|typescript)$/ },
  // No configuration is written by cosmiconfig.
  { by: /js-yaml.index\.js$/, what: /^\.\/lib\/dumper$/ },
  // The records are JSON.
  { by: /lmdb.index\.js$/, what: /^msgpackr$/ },
  // No connection speaks HTTP/2 and no body is a form of undici's. One of the two parsers is enough: the one that runs
  // on every processor.
  { by: /undici.lib.dispatcher.client\.js$/, what: /^\.\/client-h2\.js$/ },
  { by: /undici.lib.dispatcher.client-h1\.js$/, what: /^\.\.\/(web\/fetch\/body|llhttp\/llhttp_simd-wasm)\.js$/ },
  // The tools of `ecpay mcp` are described by this tool, which asks no client to fill in a form.
  { by: /modelcontextprotocol.sdk.dist.esm.server.index\.js$/, what: /^\.\.\/validation\/ajv-provider\.js$/ },
  // No question opens an editor, which would bring half a megabyte of encodings.
  { by: /@inquirer.editor.dist/, what: /^@inquirer\/external-editor$/ },
  {
    by: /commander.(lib.command|index)\.js$/,
    what: /^(node:child_process|\.\/suggestSimilar(\.js)?|\.\/(lib\/)?help(\.js)?)$/
  }
]
export const leaveOut = {
  name: 'leave-out',
  resolveId: {
    filter: { id: UNUSED.map(({ what }) => what) },
    handler: (id, from = '') => (UNUSED.some(({ by, what }) => by.test(from) && what.test(id)) ? '\0nothing' : null)
  },
  load: { filter: { id: /^\0nothing$/ }, handler: () => 'module.exports = {}' }
}

/** Its tables of Unicode are made when a text is not ASCII. */
export const lateWidth = {
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
export const lmdbBinary = {
  name: 'lmdb-binary',
  resolveId: {
    filter: { id: /^node-gyp-build-optional-packages$/ },
    handler: () => fileURLToPath(new URL('../src/database/lmdb-binary.ts', import.meta.url))
  }
}

/** The little that is used of undici, whose index loads all of it: `fetch`, WebSocket, mocks, caches and more. */
export const littleUndici = {
  name: 'little-undici',
  resolveId: { filter: { id: /^undici$/ }, handler: () => fileURLToPath(new URL('undici.cjs', import.meta.url)) }
}
