import { ORDERS, PARTS, type Part } from './line-orders.js'
import type { Mutation } from './mutation.js'
import { attempt, distinct, fromRow, type Row } from './rows.js'
import type { Lines } from './steps.js'
import { timeRows } from './time-rows.js'
import { type UriSubject, uriRows } from './uri-rows.js'

/** What mistakes in the lines are made from. */
export interface LineSubject extends UriSubject {
  request: Lines
  app_id: string
  key_version: string
}

const LAYOUT: readonly Row[] = [
  ['no-final-newline', 1, { last: () => '' }],
  ['second-final-newline', 3, { last: (feed) => feed + feed }],
  ['crlf', 2, { feed: '\r\n' }],
  ['literal-newline', 1, { feed: '\\n' }],
  ['literal-newline', 3, { feed: '\\r\\n' }],
  ['lines-glued', 3, { feed: '' }],
  ...['&', ' ', ',', '|', ':', ';', '-', '.', '\r', '\t', '\u2028', '<br>'].map(
    (feed, i): Row => ['lines-joined-otherwise', i < 3 ? 3 : 4, { feed }, feed]
  ),
  ['callback-form', 2, { lines: ({ timestamp, nonce, body }) => [timestamp, nonce, body] }],
  ['lines-as-pairs', 4, { lines: (all) => pairs(all), feed: '&', last: () => '' }],
  ['lines-as-pairs', 4, { lines: (all) => pairs(all).toSorted(), feed: '&', last: () => '' }],
  ['lines-as-pairs', 4, { lines: (all) => pairs(all) }],
  ['body-alone', 3, { lines: ({ body }) => [body] }],
  ['body-line-twice', 4, { lines: (all) => [...inOrder(all), all.body] }],
  ...ORDERS.map(
    ({ order, rarity }): Row => ['lines-in-other-order', rarity, { lines: (all) => order.map((part) => all[part]) }]
  ),
  ['text-trimmed', 3, { whole: (text) => text.trim() }],
  ['text-encoded', 3, { whole: (text) => Buffer.from(text).toString('base64') }, 'Base64'],
  ['text-encoded', 3, { whole: (text) => attempt(encodeURIComponent, text) }, 'URL'],
  ['text-encoded', 4, { whole: (text) => Buffer.from(text).toString('hex') }, 'hex'],
  ['text-encoded', 4, { whole: (text) => JSON.stringify(text) }, 'JSON'],
  ['spaces-stripped', 3, { whole: (text) => text.replaceAll(' ', '') }],
  ['text-encoded', 4, { whole: (text) => text.toLowerCase() }, 'toLowerCase'],
  ['text-encoded', 4, { whole: (text) => text.toUpperCase() }, 'toUpperCase']
]

/** Each line with its name, as other platforms sign parameters. */
function pairs({ method, uri, timestamp, nonce, body }: Lines): string[] {
  return [`method=${method}`, `uri=${uri}`, `timestamp=${timestamp}`, `nonce_str=${nonce}`, `body=${body}`]
}

function inOrder({ method, uri, timestamp, nonce, body }: Lines): string[] {
  return [method, uri, timestamp, nonce, body]
}

/** How the platform names the parts. */
const NAMES: Record<Part, string> = {
  method: 'method',
  uri: 'URI',
  timestamp: 'timestamp',
  nonce: 'nonce_str',
  body: 'body'
}

/** Mistakes in the lines: which, in which order, what is between them, and the first four. */
export function lineMutations(subject: LineSubject): Mutation[] {
  const { request, app_id, key_version } = subject
  const more: readonly [name: string, text: string][] = [
    ['appid', app_id],
    ['key_version', key_version]
  ]
  const rows: Row[] = [
    ...LAYOUT,
    ...PARTS.map((part): Row => {
      const lines = (all: Lines) => PARTS.filter((one) => one !== part).map((one) => all[one])
      return ['line-left-out', part === 'body' ? 2 : 3, { lines }, NAMES[part]]
    }),
    ...more.flatMap(([name, text]) =>
      Array.from({ length: text === '' ? 0 : 6 }, (_, at): Row => {
        const lines = (all: Lines) => inOrder(all).toSpliced(at, 0, text)
        return ['line-added', 4, { lines }, name]
      })
    ),
    ...methodRows(request.method),
    ...uriRows(request.uri, subject),
    ...timeRows(request.timestamp),
    ...nonceRows(request, app_id)
  ]
  return rows.map(fromRow)
}

function methodRows(right: string): Row[] {
  const cases: [string, number][] = [
    [right.toLowerCase(), 1],
    [right.charAt(0) + right.slice(1).toLowerCase(), 3]
  ]
  const others: [string, number][] = [
    ['POST', 2],
    ['GET', 2],
    ['get', 4],
    ['PUT', 4],
    ['post', 4]
  ]
  return [
    ...cases.map(([text, rarity]): Row => ['method-in-other-case', rarity, { method: () => text }, text]),
    ...others
      .filter(([text]) => text.toUpperCase() !== right.toUpperCase())
      .map(([text, rarity]): Row => ['other-method', rarity, { method: () => text }, text])
  ]
}

/** What stands for a value that was not there. */
const UNFILLED: readonly string[] = ['', 'undefined', 'null', 'None', '<nil>', '0', 'NaN']

function nonceRows({ nonce, timestamp }: Lines, app_id: string): Row[] {
  const others: [string, number][] = [
    [nonce.toLowerCase(), 3],
    [nonce.toUpperCase(), 3],
    [nonce.replaceAll('-', ''), 2],
    [nonce.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), 3],
    [encodeURIComponent(nonce), 3],
    [attempt(decodeURIComponent, nonce), 3],
    [nonce.replaceAll('+', ' '), 3],
    [nonce.replaceAll(' ', '+'), 3],
    [nonce.replace(/(?<!=)=+$/, ''), 3],
    [nonce.replaceAll('+', '-').replaceAll('/', '_'), 4],
    [nonce.replace(/[^A-Za-z0-9]/g, ''), 3],
    [nonce.replace(/[^A-Za-z0-9_]/g, ''), 4],
    [nonce.slice(0, 32), 3],
    [nonce.slice(0, 16), 4],
    [nonce.trim(), 4],
    [Buffer.from(nonce).toString('base64'), 4],
    [`"${nonce}"`, 3],
    [timestamp, 4],
    ...(app_id === '' ? [] : [[app_id, 4] satisfies [string, number]])
  ]
  return [
    ...distinct(others, nonce).map(
      ([text, rarity]): Row => ['other-nonce-signed', rarity, { nonce: () => text }, text]
    ),
    ...UNFILLED.map((text): Row => ['part-not-filled-in', 3, { nonce: () => text }, text]),
    ...UNFILLED.map((text): Row => ['part-not-filled-in', 3, { timestamp: () => text }, text])
  ]
}
