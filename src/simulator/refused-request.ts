import type { PlatformRequest } from './platform-request.js'
import { withoutCredentials } from './without-credentials.js'

/** The last wrong request that the gateway refused, for `ecpay diagnose --last`. */
export interface RefusedRequest {
  kind: 'refused'
  /** Unix time in milliseconds. */
  time: number
  method: string
  /** Path and query. */
  path: string
  headers: [name: string, value: string][]
  /** The bytes in Base64; empty if there are none or they are not stored. */
  body: string
  /** Why the body is not stored. */
  without?: 'too-large' | 'a-form'
  err_no: number
  /** As in `x-ecpay-reason`. */
  reason: string
}

/** In bytes. A longer body is not stored. */
const MOST = 256 * 1024
const LONGEST_LINE = 4096
/** The headers to store: they describe the body or the client. Others may be secret. */
const HEADERS = ['host', 'content-type', 'content-length', 'transfer-encoding', 'content-encoding', 'user-agent']

/**
 * The parts of a request to store, without credentials and of limited size.
 *
 * @param bytes the body; absent if it was larger than the call allows
 * @param isPublic whether a value is not secret, like the demo keys
 */
export function refusedRequest(
  request: Pick<PlatformRequest, 'method' | 'path' | 'query' | 'header'>,
  bytes: Uint8Array | undefined,
  outcome: Pick<RefusedRequest, 'time' | 'err_no' | 'reason'>,
  isPublic: (value: string) => boolean
): RefusedRequest {
  const headers = HEADERS.flatMap((name): [string, string][] => {
    const value = request.header(name)
    return value === undefined ? [] : [[name, value.slice(0, LONGEST_LINE)]]
  })
  const hide = (text: string) => withoutCredentials(text, isPublic)
  const isForm = /^multipart\//i.test(request.header('content-type') ?? '')
  const without = isForm ? 'a-form' : bytes && bytes.length <= MOST ? undefined : 'too-large'
  // Latin-1 has a character for every byte, so all other bytes stay the same in any encoding.
  const text = without || !bytes ? '' : hide(Buffer.from(bytes).toString('latin1'))
  return {
    kind: 'refused',
    ...outcome,
    method: request.method,
    path: hide(request.path + request.query).slice(0, LONGEST_LINE),
    headers,
    body: Buffer.from(text, 'latin1').toString('base64'),
    ...(without && { without })
  }
}
