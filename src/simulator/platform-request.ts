import type { DoorRefusal } from '../servers/door.js'

/** A request, however it came. */
export interface PlatformRequest {
  /** Why the server that it came to does not let it in. */
  refusal?: DoorRefusal
  method: string
  url: URL
  /** @param name in lower case */
  header(name: string): string | undefined
  /**
   * The body, read to its end.
   *
   * @param limit in bytes
   * @returns undefined when it is larger
   */
  body(limit: number): Promise<Uint8Array | undefined>
}

export interface PlatformAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: string | Uint8Array
}

export type Platform = (request: PlatformRequest) => Promise<PlatformAnswer>
