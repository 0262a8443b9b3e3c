import { lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { codeOf, readWhole } from '../../files/read-file.js'
import { EcpayError, refuse } from '../../findings/findings.js'
import type { RawCallback } from '../../protocol/callback/callback-post.js'
import { isLoopback } from '../../protocol/loopback.js'
import type { DeliveryRecord } from './delivery-store.js'
import { readRequest, writeRequest } from './raw-request.js'

/** The file with one line for each body, in order, with everything except the body. */
export const INDEX_FILE = 'deliveries.ndjson'

export function indexLine({ body: _, ...record }: DeliveryRecord): string {
  return `${JSON.stringify(record)}\n`
}

type Kept = Pick<DeliveryRecord, 'id' | 'headers'>

/** The name of a callback's file. It holds the body, or the whole request if the signature is in the headers. */
export function fileOf({ id, headers }: Kept): string {
  return `${id}.${ownHeaders(headers).length > 0 ? 'http' : 'json'}`
}

export function contentOf({ path, headers, body }: Pick<DeliveryRecord, 'path' | 'headers' | 'body'>): Buffer {
  const bytes = Buffer.from(body, 'base64')
  return ownHeaders(headers).length > 0 ? writeRequest({ path, headers, body: bytes }) : bytes
}

/** The headers that the platform itself adds to a callback, for example its signature. */
function ownHeaders(headers: RawCallback['headers']): RawCallback['headers'] {
  return headers.filter(([name]) => /^byte-/i.test(name))
}

/** A callback to send again. */
export interface Replayable extends RawCallback {
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
    const names = readdirSync(folder).filter((name) => /\.(?:json|http)$/.test(name))
    return names.sort().map((name) => ofFile(join(folder, name), FROM_FOLDER))
  }
  const lines = guarded(index, () =>
    readWhole(index, LARGEST_INDEX, FROM_FOLDER).bytes.toString().split('\n').filter(Boolean).map(parsed)
  )
  return lines.map(({ id, ...rest }) => {
    const file = join(folder, basename(fileOf({ id, headers: rest.headers })))
    const { bytes } = guarded(file, () => readWhole(file, LARGEST_BODY, FROM_FOLDER))
    return nearby(ofRecord(id, readRequest(bytes)?.body ?? bytes, rest))
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
  const areHeaders = Array.isArray(headers) && headers.every(isHeader)
  const isEntry = typeof id === 'string' && areHeaders && typeof answer?.status === 'number'
  if (!isEntry) throw new SyntaxError('no delivery')
  return entry as IndexEntry
}

function isHeader(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string')
}

function ofRecord(
  name: string,
  body: Uint8Array,
  { headers, valid, answer, forwarded }: Omit<IndexEntry, 'id'>
): Replayable {
  const forwardedTo = typeof forwarded?.url === 'string' ? forwarded.url : undefined
  return { ...posted({ headers, body }), name, recorded: { valid, answer }, forwardedTo }
}

const JSON_TYPE = 'application/json'

function ofFile(path: string, options = {}): Replayable {
  return ofBytes(
    path,
    guarded(path, () => readWhole(path, LARGEST_BODY, options).bytes)
  )
}

/** A callback of which only the body, or the whole request, is known. */
export function ofBytes(path: string, body: Buffer): Replayable {
  const callback = readRequest(body) ?? { headers: [], body }
  return { ...posted(callback), name: basename(path), recorded: undefined, forwardedTo: undefined }
}

/** What is sent again: the rest belongs to the connection on which it came. */
function posted({ headers, body }: RawCallback): Pick<Replayable, 'headers' | 'body' | 'contentType'> {
  const [, contentType = JSON_TYPE] = headers.find(([key]) => key.toLowerCase() === 'content-type') ?? []
  return { headers: ownHeaders(headers), body: Buffer.from(body), contentType }
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof EcpayError) throw error
    const code = codeOf(error)
    // A link is not followed, so it does not count as a file.
    const reason = error instanceof SyntaxError ? 'invalid-json' : code === 'ELOOP' ? 'not-a-file' : code
    throw refuse('file-not-readable', { path, reason })
  }
}
