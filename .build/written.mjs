import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

// How the files of the program are written, after Rolldown has made them.

const chunksOf = (bundle) => Object.values(bundle).filter(({ type }) => type === 'chunk')

/**
 * Writes every character that is not ASCII as an escape in these groups: V8 keeps a source in two bytes a character as
 * soon as one needs them; measured, that is a fiftieth of a start. Elsewhere an escape only takes twice the room.
 */
export const ascii = (groups) => ({
  name: 'ascii',
  generateBundle(_options, bundle) {
    for (const chunk of chunksOf(bundle))
      if ((chunk.isEntry || groups.includes(chunk.name)) && !RAW.test(chunk.code)) chunk.code = escaped(chunk.code)
  }
})

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
export const named = {
  name: 'named',
  buildEnd() {
    const all = [...this.getModuleIds()].sort().map((id) => this.getModuleInfo(id)?.code)
    everything = hash('sha256', JSON.stringify(all) + scripts())
  },
  augmentChunkHash() {
    return everything
  }
}

function scripts() {
  const folder = new URL('./', import.meta.url)
  const files = [...readdirSync(folder).map((name) => new URL(name, folder)), new URL('../.build.mjs', folder)]
  return files.map((file) => readFileSync(file, 'utf8')).join('')
}

/**
 * Moves the few helpers of Rolldown, which it writes into a file of their own, into the file that every command loads:
 * to open one more takes a hundredth of a start.
 */
export const helpers = {
  name: 'helpers',
  generateBundle(_options, bundle) {
    const chunks = chunksOf(bundle)
    const own = chunks.find(({ name }) => name === 'rolldown-runtime')
    const entry = chunks.find(({ isEntry }) => isEntry)
    const code = `exports.helpers = (exports => { ${own.code}\nexports.own = ${OWN}\nreturn exports })({})`
    for (const chunk of chunks) {
      const mine = chunk === entry ? 'exports.helpers' : `require("./${entry.fileName}").helpers`
      chunk.code = chunk.code
        .replace(GETTERS, (all) => `${mine}.own(exports,{${all.replace(GETTER, '$1:()=>$2')}})`)
        .replace(`require("./${own.fileName}")`, () => (chunk === entry ? code : mine))
    }
    delete bundle[own.fileName]
  }
}

/** What a file exports, as Rolldown writes it: a fiftieth of all that is built. */
const GETTER = /Object\.defineProperty\(exports,"(\w+)",\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/g
const GETTERS = new RegExp(`${GETTER.source}(,${GETTER.source})*`, 'g')
const OWN = '(to,all)=>{for(const name in all)Object.defineProperty(to,name,{enumerable:!0,get:all[name]})}'

/**
 * Puts each module inside of a function, as src/start/compiled-code.ts loads it. Node does so when it loads one, by
 * copying the text.
 */
export const wrapped = {
  name: 'wrapped',
  generateBundle(_options, bundle) {
    for (const chunk of chunksOf(bundle))
      chunk.code = `(function (exports, require, __filename, __dirname) { ${chunk.code}\n})`
  }
}

/** Packs the files that have a source of those. Their names end in `.br`, by which src/start/compiled-code.ts knows. */
export const packed = (isPacked) => ({
  name: 'packed',
  generateBundle(_options, bundle) {
    const chunks = chunksOf(bundle)
    const large = chunks.filter(({ moduleIds }) => moduleIds.some(isPacked))
    for (const chunk of chunks)
      for (const { fileName } of large) chunk.code = chunk.code.replaceAll(`"./${fileName}"`, `"./${fileName}.br"`)
    for (const { fileName, code } of large) {
      this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(code) })
      delete bundle[fileName]
    }
  }
})
