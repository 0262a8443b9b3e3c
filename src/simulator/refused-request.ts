import type { PlatformRequest } from './platform-request.js'

/** The last request that the gateway refused for what it is, as `ecpay diagnose --last` takes it. */
export interface RefusedRequest {
  kind: 'refused'
  /** Unix time in milliseconds. */
  time: number
  method: string
  /** Path and query. */
  path: string
  headers: [name: string, value: string][]
  /** Its bytes in Base64; empty when there are none, or when it is not kept. */
  body: string
  /** Why the body is not kept. */
  without?: 'too-large' | 'a-form'
  err_no: number
  /** As in `x-ecpay-reason`. */
  reason: string
}

/** A longer body is not kept, in bytes. */
const MOST = 256 * 1024
const LONGEST_LINE = 4096
/** The headers that say something about the body or about who sent it; others may be secret. */
const HEADERS = ['host', 'content-type', 'content-length', 'transfer-encoding', 'content-encoding', 'user-agent']
/**
 * A string of JSON, at any depth and closed or not, with the string that is its value where it is a key. It matches
 * at every quotation mark, so that each is looked at once.
 */
const STRING = /("((?:[^"\\]|\\[\s\S])*)(?:"|\\?$))(?:(\s*:\s*")((?:[^"\\]|\\[\s\S])*)("|\\?$))?/g
/** A parameter of a form or of a query. */
const PARAMETER = /((?:^|[&?])[^&=?]*(?:token|secret|salt)=)([^&\s]*)/gi
const SECRET_KEY = /(?:token|secret|salt)$/i
const MARK = '<SECRET>'

/**
 * What is kept of a request: without credentials, and bounded.
 *
 * @param bytes the body; absent when it was larger than the call allows
 * @param isPublic whether a value is no secret: the demo keys are not
 */
export function refusedRequest(
  request: Pick<PlatformRequest, 'method' | 'url' | 'header'>,
  bytes: Uint8Array | undefined,
  outcome: Pick<RefusedRequest, 'time' | 'err_no' | 'reason'>,
  isPublic: (value: string) => boolean
): RefusedRequest {
  const headers = HEADERS.flatMap((name): [string, string][] => {
    const value = request.header(name)
    return value === undefined ? [] : [[name, value.slice(0, LONGEST_LINE)]]
  })
  const hide = (text: string) =>
    text
      .replace(STRING, (all, quoted, key, colon, value, end) =>
        value === undefined || !SECRET_KEY.test(key) || isPublic(value) ? all : quoted + colon + MARK + end
      )
      .replace(PARAMETER, (all, before, value) => (isPublic(value) ? all : before + MARK))
  const isForm = /^multipart\//i.test(request.header('content-type') ?? '')
  const without = isForm ? 'a-form' : bytes && bytes.length <= MOST ? undefined : 'too-large'
  // Latin-1 has a character for every byte: whatever the encoding, nothing else changes.
  const text = without || !bytes ? '' : hide(Buffer.from(bytes).toString('latin1'))
  return {
    kind: 'refused',
    ...outcome,
    method: request.method,
    path: hide(request.url.pathname + request.url.search).slice(0, LONGEST_LINE),
    headers,
    body: Buffer.from(text, 'latin1').toString('base64'),
    ...(without && { without })
  }
}
