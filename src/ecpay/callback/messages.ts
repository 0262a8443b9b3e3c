import { type Finding, finding } from '../../findings/findings.js'
import { pythonFormat } from '../../protocol/languages/formats.js'
import { rewritten } from '../../protocol/languages/rewritten.js'
import { addSlashes, htmlEscaped, htmlUnescaped, WITHOUT_EMOJI } from '../../protocol/languages/text-forms.js'
import { escapeUnicode } from '../../protocol/languages/write-json.js'
import type { CallbackMutation } from './callback-mutation.js'
import { BEHIND } from './layouts.js'

/** In UTF-16 units: a message that was cut off is searched for at up to this many positions. */
const LONGEST_CUT = 2048

/** Texts that were signed instead of msg. If several causes give the same text, only the simplest is reported. */
export function* otherMessages(msg: string, body: string | undefined): Generator<void, CallbackMutation[]> {
  const seen = new Set([msg])
  const found: CallbackMutation[] = []
  const add = (cause: Finding, texts: readonly string[], rarity: number) => {
    for (const text of texts) {
      if (seen.size === seen.add(text).size) continue
      found.push({ cause, rarity, change: { msg: text } })
    }
  }
  const { written, printed } = yield* rewritten(msg)
  add(
    finding('callback-white-space-behind'),
    BEHIND.map((end) => msg + end),
    2
  )
  add(finding('msg-trimmed'), [msg.trim(), msg.trimEnd(), msg.trimStart()], 2)
  add(finding('msg-with-byte-order-mark'), [`\ufeff${msg}`, msg.replace(/^\ufeff/, '')], 3)
  add(finding('msg-html-escaped'), htmlForms(msg), 2)
  yield
  add(finding('msg-url-encoded'), urlForms(msg), 2)
  yield
  add(finding('msg-decoded-twice'), decodedTwice(msg), 1)
  add(finding('msg-not-decoded'), notDecoded(msg), 1)
  yield
  for (const [i, [how, text]] of written.entries()) add(finding('msg-rewritten', { how }), [text], i < COMMON ? 1 : 3)
  add(
    finding('msg-emoji-changed'),
    WITHOUT_EMOJI.map((change) => change(msg)),
    2
  )
  add(finding('msg-tags-stripped'), [stripTags(msg)], 2)
  add(finding('msg-spaces-removed'), withoutSpaces(msg), 2)
  add(finding('msg-slashes-added'), [addSlashes(msg)], 2)
  for (const [how, text] of printed) if (text !== '') add(finding('msg-printed', { how }), [text], 2)
  if (body !== undefined) add(finding('body-in-place-of-msg'), yield* bodies(body), 1)
  yield
  add(finding('msg-line-breaks-changed'), lineBreaks(msg), 3)
  for (const text of ['undefined', 'null', 'None', '<nil>', '{}', '[]', '""'])
    add(finding('member-not-read', { key: 'msg', text }), [text], 2)
  add(finding('msg-in-base64'), [Buffer.from(msg).toString('base64')], 3)
  add(finding('msg-in-other-case'), [msg.toLowerCase(), msg.toUpperCase()], 3)
  add(finding('msg-quotes-removed'), [msg.replaceAll('"', ''), msg.replaceAll('"', "'")], 3)
  return [...found, ...cuts(msg, seen)]
}

/** This many of the writers are the ones that most people use. */
const COMMON = 12

/** msg cut off by a column or buffer that is too short. */
function cuts(msg: string, seen: ReadonlySet<string>): CallbackMutation[] {
  const places = Array.from({ length: Math.max(0, Math.min(msg.length - 1, LONGEST_CUT)) }, (_, i) => i + 1)
  return places.flatMap((length): CallbackMutation[] => {
    const text = msg.slice(0, length)
    if (seen.has(text)) return []
    return [{ cause: finding('msg-cut', { length }), rarity: 4, alone: true, change: { msg: text } }]
  })
}

/** msg as written in the outer JSON, with its escapes and perhaps its quotes. */
function notDecoded(msg: string): string[] {
  const json = JSON.stringify(msg)
  const ascii = escapeUnicode(json)
  const html = json.replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)
  const forms = [json, ascii, html, ascii.replaceAll('/', '\\/'), json.replaceAll('/', '\\/')]
  return [
    ...forms.map((form) => form.slice(1, -1)),
    ...forms,
    pythonFormat({ kind: 'string', text: msg, start: 0, end: 0 }),
    pythonBytes(msg)
  ]
}

/** Python's `str(msg.encode())`. */
function pythonBytes(msg: string): string {
  const quote = msg.includes("'") && !msg.includes('"') ? '"' : "'"
  const named: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }
  const texts = Array.from(Buffer.from(msg), (byte) => {
    if (named[byte] !== undefined) return named[byte]
    const one = String.fromCharCode(byte)
    if (byte < 32 || byte > 126) return `\\x${byte.toString(16).padStart(2, '0')}`
    return one === quote ? `\\${one}` : one
  })
  return `b${quote}${texts.join('')}${quote}`
}

/** In UTF-16 units. Writing a longer body again in every way takes seconds. */
const LONG_BODY = 64 * 1024

/** The whole body as it came, and parsed and written again. */
function* bodies(body: string): Generator<void, string[]> {
  if (body.length > LONG_BODY) return [body, body.trim()]
  const { written } = yield* rewritten(body, COMMON)
  return [body, body.trim(), ...written.map(([, text]) => text)]
}

/** msg with its own escapes decoded too, as by stripslashes or a second decoding. */
function decodedTwice(msg: string): string[] {
  const stripped = [msg.replace(/\\(.)/gs, '$1'), msg.replaceAll('\\', '')]
  try {
    const decoded: unknown = JSON.parse(msg.startsWith('"') ? msg : `"${msg.replace(/(?<!\\)"/g, '\\"')}"`)
    return typeof decoded === 'string' ? [decoded, ...stripped] : stripped
  } catch {
    return stripped
  }
}

/** msg after PHP's htmlspecialchars with each of its flags, and after the filters of other languages. */
function htmlForms(msg: string): string[] {
  const angles = msg.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quotes = angles.replaceAll('"', '&quot;')
  const common = [htmlEscaped(msg), htmlUnescaped(msg), quotes, quotes.replaceAll("'", '&#039;'), angles]
  if (msg.length > LONG_BODY) return common
  return [
    ...common,
    // Go's html.EscapeString, Python's html.escape.
    angles.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    quotes.replaceAll("'", '&#x27;'),
    msg.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    htmlEscaped(htmlEscaped(msg)),
    // Filters that frameworks apply one after another.
    ...[stripTags(msg), addSlashes(msg)].flatMap((text) => [phpEscaped(text), htmlEscaped(text)])
  ]
}

/** htmlspecialchars with the defaults of PHP 8.1. */
function phpEscaped(msg: string): string {
  return htmlEscaped(msg).replaceAll('&#39;', '&#039;')
}

/** PHP's strip_tags, which also removes an unclosed tag to the end. */
function stripTags(msg: string): string {
  let kept = ''
  let quote = ''
  let inTag = false
  for (let i = 0; i < msg.length; i++) {
    const unit = msg.charAt(i)
    if (!inTag) {
      // A < before white space does not begin a tag.
      if (unit === '<' && !/\s/.test(msg.charAt(i + 1))) inTag = true
      else kept += unit
    } else if (quote) quote = unit === quote ? '' : quote
    else if (unit === '"' || unit === "'") quote = unit
    else if (unit === '>') inTag = false
  }
  return kept
}

function withoutSpaces(msg: string): string[] {
  return [msg.replaceAll(' ', ''), msg.replace(/\s+/g, ''), msg.replace(/\s+/g, ' '), msg.replace(/[\r\n\t]+/g, '')]
}

function lineBreaks(msg: string): string[] {
  return [msg.replaceAll('\r\n', '\n'), msg.replace(/\r?\n/g, '\r\n'), msg.replace(/[\r\n]/g, '')]
}

function urlForms(msg: string): string[] {
  const attempts = [
    () => encodeURIComponent(msg),
    () => decodeURIComponent(msg),
    () => decodeURIComponent(msg.replaceAll('+', ' ')),
    () => msg.replaceAll('+', ' '),
    // Like http_build_query, URLEncoder and quote_plus.
    () => new URLSearchParams([['', msg]]).toString().slice(1),
    () => formEncoded(msg),
    () => encodeURI(msg),
    () => encodeURIComponent(msg).replaceAll('%2F', '/'),
    () => strictlyEncoded(msg),
    () => strictlyEncoded(msg).replaceAll('%2F', '/'),
    () => strictlyEncoded(msg).replace(/%(?:24|26|2B|3D|3A|40)/g, decodeURIComponent)
  ]
  return attempts.flatMap((attempt) => {
    try {
      return [attempt()]
    } catch {
      return [] // a lone % or half a character
    }
  })
}

/** PHP's rawurlencode and Go's url.PathEscape leave fewer characters as they are. */
function strictlyEncoded(msg: string): string {
  return encodeURIComponent(msg).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** PHP's urlencode and Go's url.QueryEscape. */
function formEncoded(msg: string): string {
  return strictlyEncoded(msg).replaceAll('%20', '+')
}
