import { bytesOf, headerOf, type JournalEntry, type Message } from './entry.js'

/**
 * Entries as an HTTP Archive, which browsers and proxies open.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function harOf(entries: readonly JournalEntry[], version: string): object {
  return { log: { version: '1.2', creator: { name: 'ecpay', version }, entries: entries.map(harEntry) } }
}

function harEntry({ id, at, direction, what, method, url, milliseconds, answer, problem, ...request }: JournalEntry) {
  return {
    startedDateTime: new Date(at).toISOString(),
    time: milliseconds,
    request: {
      ...{ method, url: absolute(url), httpVersion: 'HTTP/1.1', cookies: [], headers: named(request.headers) },
      queryString: named([...new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')]),
      ...(request.size > 0 && { postData: { mimeType: typeOf(request), ...textOf(request) } }),
      ...{ headersSize: -1, bodySize: request.size }
    },
    response: {
      ...{ status: answer?.status ?? 0, statusText: '', httpVersion: 'HTTP/1.1', cookies: [] },
      headers: named(answer?.headers ?? []),
      content: { size: answer?.size ?? 0, mimeType: answer ? typeOf(answer) : '', ...(answer && textOf(answer)) },
      ...{ redirectURL: (answer && headerOf(answer, 'location')) ?? '', headersSize: -1, bodySize: answer?.size ?? -1 }
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: [id, direction, what, problem].filter(Boolean).join(' ')
  }
}

/** A viewer needs a host. What `listen` refused may have named none. */
function absolute(url: string): string {
  return /^[a-z]+:/i.test(url) ? url : `http://127.0.0.1${url}`
}

function named(pairs: readonly (readonly [string, string])[]): { name: string; value: string }[] {
  return pairs.map(([name, value]) => ({ name, value }))
}

function typeOf(message: Message): string {
  return headerOf(message, 'content-type') ?? 'application/json'
}

function textOf(message: Message): { text: string; encoding?: string; comment?: string } {
  const { body, encoding, size, isCut } = message
  const comment = `cut: ${bytesOf(message).length} of ${size} bytes`
  return { text: body, ...(encoding && { encoding }), ...(isCut && { comment }) }
}
