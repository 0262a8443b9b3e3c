import { defineConfig } from 'rolldown'

// The CLI is CommonJS in lazy chunks because Node starts it measurably faster than ES modules
// (docs/performance.md); the library face is one ES module.
const shared = { platform: 'node', external: ['lmdb'] }

export default defineConfig([
  {
    ...shared,
    input: { cli: 'src/cli.ts' },
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: 'chunks/[name]-[hash].cjs',
      minify: true,
      cleanDir: true
    }
  },
  { ...shared, input: { index: 'src/index.ts' }, output: { dir: 'dist', format: 'esm' } }
])
