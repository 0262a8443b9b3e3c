import type { DoorRefusal } from '../servers/door.js'

/** A request, independent of the server. */
export interface PlatformRequest {
  /** Why the server does not allow it. */
  refusal?: DoorRefusal
  method: string
  url: URL
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
}

export type Platform = (request: PlatformRequest) => Promise<PlatformAnswer>
