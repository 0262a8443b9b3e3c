import { lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readWhole } from '../../files/read-file.js'
import { EcpayError, refuse } from '../../findings/findings.js'
import { isLoopback } from '../../protocol/loopback.js'
import type { DeliveryRecord } from './delivery-store.js'

/** The file with one line for each body, in order, with everything except the body. */
export const INDEX_FILE = 'deliveries.ndjson'

export function indexLine({ body: _, ...record }: DeliveryRecord): string {
  return `${JSON.stringify(record)}\n`
}

/** A callback to send again. */
export interface Replayable {
  /** Its id or its file. */
  name: string
  body: Buffer
  contentType: string
  /** What is known about the first delivery. */
  recorded: { valid: boolean; answer: { status: number; body: string } } | undefined
  /** The address to which it was forwarded. */
  forwardedTo: string | undefined
}

export function replayable({ id, body, ...rest }: DeliveryRecord): Replayable {
  return ofRecord(id, Buffer.from(body, 'base64'), rest)
}

/**
 * The callbacks in a file or a folder. Those of a folder are in the order of arrival, or by name without an index.
 *
 * @returns undefined if there is no such file or folder
 * @throws EcpayError `file-not-readable`
 */
export function readReplayables(path: string): Replayable[] | undefined {
  const found = guarded(path, () => statSync(path, { throwIfNoEntry: false }))
  if (!found) return undefined
  return guarded(path, () => (found.isDirectory() ? ofFolder(path) : [ofFile(path)]))
}

function ofFolder(folder: string): Replayable[] {
  const index = join(folder, INDEX_FILE)
  if (!lstatSync(index, { throwIfNoEntry: false })) {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    return names.sort().map((name) => ofFile(join(folder, name), FROM_FOLDER))
  }
  const lines = guarded(index, () =>
    readWhole(index, LARGEST_INDEX, FROM_FOLDER).bytes.toString().split('\n').filter(Boolean).map(parsed)
  )
  return lines.map(({ id, ...rest }) => {
    const file = join(folder, `${basename(id)}.json`)
    const { bytes } = guarded(file, () => readWhole(file, LARGEST_BODY, FROM_FOLDER))
    return nearby(ofRecord(id, bytes, rest))
  })
}

/** A folder may come from anyone, and a link in it would send a file of the user to the handler. */
const FROM_FOLDER = { links: false }

/** In bytes: the most that `listen` stores. A callback is never that large. */
export const LARGEST_BODY = 16 * 1024 * 1024
const LARGEST_INDEX = 256 * 1024 * 1024

/** For the same reason, an address in a folder is used only if it is on this machine. */
function nearby(one: Replayable): Replayable {
  const url = one.forwardedTo
  const isNear = url !== undefined && URL.canParse(url) && isLoopback(new URL(url).hostname)
  return isNear ? one : { ...one, forwardedTo: undefined }
}

type IndexEntry = Omit<DeliveryRecord, 'body'>

function parsed(line: string): IndexEntry {
  const entry = JSON.parse(line) as Partial<IndexEntry>
  const { id, headers, answer } = entry
  const isEntry = typeof id === 'string' && Array.isArray(headers) && typeof answer?.status === 'number'
  if (!isEntry) throw new SyntaxError('no delivery')
  return entry as IndexEntry
}

function ofRecord(
  name: string,
  body: Buffer,
  { headers, valid, answer, forwarded }: Omit<IndexEntry, 'id'>
): Replayable {
  const [, contentType = JSON_TYPE] = headers.find(([key]) => key.toLowerCase() === 'content-type') ?? []
  const forwardedTo = typeof forwarded?.url === 'string' ? forwarded.url : undefined
  return { name, body, contentType, recorded: { valid, answer }, forwardedTo }
}

const JSON_TYPE = 'application/json'

function ofFile(path: string, options = {}): Replayable {
  return ofBytes(
    path,
    guarded(path, () => readWhole(path, LARGEST_BODY, options).bytes)
  )
}

/** A callback of which only the body is known. */
export function ofBytes(path: string, body: Buffer): Replayable {
  return {
    name: basename(path),
    body,
    contentType: JSON_TYPE,
    recorded: undefined,
    forwardedTo: undefined
  }
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof EcpayError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    // A link is not followed, so it does not count as a file.
    const reason = error instanceof SyntaxError ? 'invalid-json' : code === 'ELOOP' ? 'not-a-file' : code
    throw refuse('file-not-readable', { path, reason })
  }
}
