import type { DoorRefusal } from '../servers/door.js'

/** A request, independent of the server. */
export interface PlatformRequest {
  /** Why the server does not allow it. */
  refusal?: DoorRefusal | undefined
  method: string
  /** The path of its target, without the query. */
  path: string
  /** The query with its question mark; empty if there is none. */
  query: string
  /** The address that it came to: `http://<host>`. */
  origin: string
  /** @param name in lower case */
  header(name: string): string | undefined
  /**
   * Reads the body to its end.
   *
   * @param limit in bytes
   * @returns undefined if it is larger
   */
  body(limit: number): Promise<Uint8Array | undefined>
}

export interface PlatformAnswer {
  status: number
  /** With names in lower case. */
  headers: Record<string, string>
  body: string | Uint8Array
  /** Whether the request was not verified, so that anybody can have sent it. */
  isForeign?: boolean
}

export type Platform = (request: PlatformRequest) => Promise<PlatformAnswer>
