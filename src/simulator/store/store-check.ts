import { readFileSync } from 'node:fs'
import { endianness } from 'node:os'

/*
 * lmdb maps its file into memory and trusts it: a file that is not its own, was cut short or overwritten
 * ends the process with a signal that nothing can catch. So the tree of pages is walked before the file
 * is mapped. Offsets are those of MDB_meta, MDB_page and MDB_node in lmdb-js's mdb.c on 64-bit
 * little-endian machines.
 */

const MAGIC = 0xbeefc0de
const VERSION = 2
const PAGE_HEADER = 24
const NODE_HEADER = 8
/** Number, transaction and count of the pages of a long record. */
const REFERENCE = 24
const [BRANCH, LEAF, OVERFLOW] = [1, 2, 4]
const BIG_DATA = 1
const NO_PAGE = 0xffff_ffff_ffff_ffffn
const TRIES = 5

interface Meta {
  pageSize: number
  lastPage: number
  transaction: bigint
  /** The trees of free pages and of records. */
  roots: bigint[]
}

/** @returns what is wrong with a data file, if anything is */
export function checkStoreFile(path: string): string | undefined {
  if (endianness() !== 'LE' || process.arch === 'arm' || process.arch === 'ia32') return undefined
  let file = readFileSync(path)
  for (let tries = 0; tries < TRIES; tries++) {
    const fault = faultOf(file)
    if (!fault) return undefined
    // Beside a writer the walk may meet newer pages, or miss those that were added while the file was read.
    const again = readFileSync(path)
    if (again.length === file.length && newestMeta(again)?.transaction === newestMeta(file)?.transaction) return fault
    file = again
  }
  // It changes all the time, so other processes have no trouble with it.
  return undefined
}

function faultOf(file: Buffer): string | undefined {
  // lmdb fills an empty file by itself.
  if (file.length === 0) return undefined
  const meta = newestMeta(file)
  if (!meta) return 'not an lmdb data file'
  const walk = new Walk(file, meta)
  const whole = meta.roots.every((root) => root === NO_PAGE || walk.isWhole(Number(root)))
  return whole ? undefined : 'the lmdb data file is damaged'
}

function newestMeta(file: Buffer): Meta | undefined {
  const first = readMeta(file, 0)
  const second = first && readMeta(file, first.pageSize)
  return first && second && (first.transaction > second.transaction ? first : second)
}

function readMeta(file: Buffer, at: number): Meta | undefined {
  if (file.length < at + 160) return undefined
  if (file.readUInt32LE(at + 24) !== MAGIC || file.readUInt16LE(at + 28) !== VERSION) return undefined
  const pageSize = file.readUInt32LE(at + 48)
  if (pageSize < 256) return undefined
  return {
    pageSize,
    lastPage: Number(file.readBigUInt64LE(at + 144)),
    transaction: file.readBigUInt64LE(at + 152),
    roots: [file.readBigUInt64LE(at + 88), file.readBigUInt64LE(at + 136)]
  }
}

class Walk {
  /** A page is reached once; more steps than pages are a circle. */
  private steps = 0
  private readonly file: Buffer
  private readonly meta: Meta

  constructor(file: Buffer, meta: Meta) {
    this.file = file
    this.meta = meta
  }

  /** Whether a page and everything below it is there and is what it should be. */
  isWhole(page: number): boolean {
    const { file, meta } = this
    if (++this.steps > meta.lastPage || !this.isThere(page)) return false
    const at = page * meta.pageSize
    const flags = file.readUInt16LE(at + 18)
    const lower = file.readUInt16LE(at + 20)
    const upper = file.readUInt16LE(at + 22)
    if ((flags !== BRANCH && flags !== LEAF) || lower > upper || upper > meta.pageSize - PAGE_HEADER) return false
    for (let i = 0; i < lower >> 1; i++) {
      const node = PAGE_HEADER + file.readUInt16LE(at + PAGE_HEADER + 2 * i)
      const key = node + NODE_HEADER
      if (key > meta.pageSize || key + file.readUInt16LE(at + node + 6) > meta.pageSize) return false
      if (!(flags === BRANCH ? this.isWhole(this.child(at + node)) : this.hasData(at, node))) return false
    }
    return true
  }

  private child(node: number): number {
    return this.file.readUInt32LE(node) + this.file.readUInt16LE(node + 4) * 2 ** 32
  }

  /** Whether a record is inside its page, or has pages of its own when it is too long for that. */
  private hasData(at: number, node: number): boolean {
    const { file, meta } = this
    const size = file.readUInt32LE(at + node)
    const data = node + NODE_HEADER + file.readUInt16LE(at + node + 6)
    if ((file.readUInt16LE(at + node + 4) & BIG_DATA) === 0) return data + size <= meta.pageSize
    if (data + REFERENCE > meta.pageSize) return false
    const first = Number(file.readBigUInt64LE(at + data))
    const last = first + Math.floor((PAGE_HEADER - 1 + size) / meta.pageSize)
    return this.isThere(first) && this.isInFile(last) && file.readUInt16LE(first * meta.pageSize + 18) === OVERFLOW
  }

  private isThere(page: number): boolean {
    return this.isInFile(page) && Number(this.file.readBigUInt64LE(page * this.meta.pageSize)) === page
  }

  private isInFile(page: number): boolean {
    return page > 1 && page <= this.meta.lastPage && (page + 1) * this.meta.pageSize <= this.file.length
  }
}
