import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { endianness } from 'node:os'

/*
 * lmdb maps its file into memory and trusts it. A file that is not from lmdb, was truncated or overwritten ends the
 * process with a signal that cannot be caught. So the tree of pages is checked before the file is mapped. The offsets
 * are those of MDB_meta, MDB_page and MDB_node in lmdb-js's mdb.c on 64-bit little-endian machines.
 */

const MAGIC = 0xbeefc0de
const VERSION = 2
const PAGE_HEADER = 24
const NODE_HEADER = 8
/** The size of a reference to the pages of a long record: number, transaction and count. */
const REFERENCE = 24
const [BRANCH, LEAF, OVERFLOW] = [1, 2, 4]
const BIG_DATA = 1
const NO_PAGE = 0xffff_ffff_ffff_ffffn

/** One of the two trees: that of free pages, and that of records. */
interface Tree {
  root: bigint
  /** The number of entries. */
  entries: number
}

interface Meta {
  pageSize: number
  lastPage: number
  transaction: number
  free: Tree
  records: Tree
}

/**
 * Checks a data file page by page, because it may be larger than memory. Call it with the lock, while nobody writes.
 *
 * @param least the number of a transaction that must be in it
 * @returns what is wrong with it, if anything
 */
export function checkStoreFile(path: string, least = 0): string | undefined {
  if (endianness() !== 'LE' || process.arch === 'arm' || process.arch === 'ia32') return undefined
  const descriptor = openSync(path, 'r')
  try {
    return faultOf(descriptor, newestMeta(descriptor), least)
  } finally {
    closeSync(descriptor)
  }
}

function faultOf(descriptor: number, meta: Meta | undefined, least: number): string | undefined {
  if (!meta) return 'not an lmdb data file'
  // Otherwise an older state would be shown as if it were current.
  if (meta.transaction < least) return 'the newest changes are missing from the lmdb data file'
  const isWhole = [meta.free, meta.records].every((tree) =>
    new Walk(descriptor, meta, tree === meta.records).isTree(tree)
  )
  return isWhole ? undefined : 'the lmdb data file is damaged'
}

function newestMeta(descriptor: number): Meta | undefined {
  const first = readMeta(descriptor, 0)
  const second = first && readMeta(descriptor, first.pageSize)
  return first && second && (first.transaction > second.transaction ? first : second)
}

function readMeta(descriptor: number, at: number): Meta | undefined {
  const page = Buffer.alloc(160)
  if (readSync(descriptor, page, 0, page.length, at) < page.length) return undefined
  if (page.readUInt32LE(24) !== MAGIC || page.readUInt16LE(28) !== VERSION) return undefined
  const pageSize = page.readUInt32LE(48)
  if (pageSize < 256 || pageSize > 65_536) return undefined
  const number = (offset: number) => Number(page.readBigUInt64LE(offset))
  return {
    pageSize,
    free: { entries: number(80), root: page.readBigUInt64LE(88) },
    records: { entries: number(128), root: page.readBigUInt64LE(136) },
    lastPage: number(144),
    transaction: number(152)
  }
}

class Walk {
  /** Each page is reached once. More steps than pages mean a loop. */
  private steps = 0
  private entries = 0
  private lastKey: Buffer | undefined
  private readonly descriptor: number
  private readonly meta: Meta
  private readonly size: number
  private readonly isSorted: boolean

  /** @param isSorted whether keys are sorted by bytes; the keys of free pages are numbers */
  constructor(descriptor: number, meta: Meta, isSorted: boolean) {
    this.descriptor = descriptor
    this.meta = meta
    this.size = fstatSync(descriptor).size
    this.isSorted = isSorted
  }

  isTree({ root, entries }: Tree): boolean {
    return (root === NO_PAGE || this.isWhole(Number(root))) && this.entries === entries
  }

  /** Whether a page and everything below it is complete and correct. */
  private isWhole(number: number): boolean {
    const { pageSize, lastPage } = this.meta
    const page = ++this.steps > lastPage ? undefined : this.page(number)
    if (!page) return false
    const flags = page.readUInt16LE(18)
    const lower = page.readUInt16LE(20)
    const upper = page.readUInt16LE(22)
    if ((flags !== BRANCH && flags !== LEAF) || lower > upper || upper > pageSize - PAGE_HEADER) return false
    if (flags === LEAF) this.entries += lower >> 1
    for (let i = 0; i < lower >> 1; i++) {
      const node = PAGE_HEADER + page.readUInt16LE(PAGE_HEADER + 2 * i)
      const key = node + NODE_HEADER
      if (key > pageSize || key + page.readUInt16LE(node + 6) > pageSize) return false
      const isNodeWhole = flags === BRANCH ? this.isWhole(childOf(page, node)) : this.isLeaf(page, node)
      if (!isNodeWhole) return false
    }
    return true
  }

  private isLeaf(page: Buffer, node: number): boolean {
    const start = node + NODE_HEADER
    const key = page.subarray(start, start + page.readUInt16LE(node + 6))
    const isInOrder = !this.isSorted || !this.lastKey || Buffer.compare(this.lastKey, key) < 0
    this.lastKey = key
    return isInOrder && this.hasData(page, node)
  }

  /** Whether the data of a record is in its page, or in separate pages if it is too long. */
  private hasData(page: Buffer, node: number): boolean {
    const { pageSize } = this.meta
    const size = page.readUInt32LE(node)
    const data = node + NODE_HEADER + page.readUInt16LE(node + 6)
    if ((page.readUInt16LE(node + 4) & BIG_DATA) === 0) return data + size <= pageSize
    if (data + REFERENCE > pageSize) return false
    const first = Number(page.readBigUInt64LE(data))
    const last = first + Math.floor((PAGE_HEADER - 1 + size) / pageSize)
    return this.isInFile(last) && this.page(first)?.readUInt16LE(18) === OVERFLOW
  }

  /** The page with this number. */
  private page(number: number): Buffer | undefined {
    const { pageSize } = this.meta
    if (!this.isInFile(number)) return undefined
    const page = Buffer.allocUnsafe(pageSize)
    if (readSync(this.descriptor, page, 0, pageSize, number * pageSize) < pageSize) return undefined
    return Number(page.readBigUInt64LE(0)) === number ? page : undefined
  }

  private isInFile(page: number): boolean {
    return page > 1 && page <= this.meta.lastPage && (page + 1) * this.meta.pageSize <= this.size
  }
}

function childOf(page: Buffer, node: number): number {
  return page.readUInt32LE(node) + page.readUInt16LE(node + 4) * 2 ** 32
}
