import { formText } from './form.js'
import { type Given, headerOf, isUrlLike } from './given.js'

/** curl's short options that take a value, in the order of its manual. */
const SHORT_WITH_VALUE = new Set('ABCDEFHKPQTUXYbcdehmortuwxyz'.split(''))
/** curl's long options that take a value, apart from those that are used below. */
const LONG_WITH_VALUE = new Set(
  (
    'user-agent cookie cookie-jar config continue-at dump-header referer cert key pass ciphers cacert capath output ' +
    'output-dir proxy proxy-user proxy-header user max-time connect-timeout retry retry-delay retry-max-time ' +
    'max-redirs resolve connect-to write-out range speed-limit speed-time limit-rate interface dns-servers ' +
    'noproxy trace trace-ascii stderr aws-sigv4 oauth2-bearer unix-socket upload-file time-cond tls-max ' +
    'tls13-ciphers cert-type key-type pinnedpubkey netrc-file local-port keepalive-time happy-eyeballs-timeout-ms ' +
    'expect100-timeout doh-url data-urlencode data-ascii data-binary data-raw data json form form-string header ' +
    'request url url-query'
  ).split(' ')
)
const LONG_OF: Record<string, string> = {
  d: 'data',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  T: 'upload-file',
  X: 'request'
}

/**
 * The request that curl would send.
 *
 * @param words after the program's name
 * @param stdin the text of a here-document or a pipe
 */
export function curlRequest(words: readonly string[], stdin?: string): Given {
  const headers: [string, string][] = []
  const data: string[] = []
  const parts: [string, string][] = []
  const given: Given = { headers }
  let [sendsJson, sendsForm, asQuery, query] = [false, false, false, '']
  for (const [option, value] of optionsOf(words)) {
    if (option === '') given.address ??= isUrlLike(value) ? value : undefined
    else if (option === 'url') given.address = value
    else if (option === 'request') given.method = value.toUpperCase()
    else if (option === 'header') headers.push(headerOf(value))
    else if (option === 'get') asQuery = true
    else if (option === 'head') given.method ??= 'HEAD'
    else if (option === 'upload-file') given.method ??= 'PUT'
    else if (option === 'url-query') query += `&${value}`
    else if (option === 'form' || option === 'form-string') parts.push(partOf(value, option === 'form'))
    else if (option === 'data-urlencode') {
      sendsForm = true
      data.push(urlEncoded(value))
    } else if (DATA.has(option)) {
      sendsJson ||= option === 'json'
      if (!value.startsWith('@') || option === 'data-raw') data.push(value)
      else if (value === '@-' && stdin !== undefined) data.push(option === 'data' ? withoutBreaks(stdin) : stdin)
      else given.bodyFile = { path: value.slice(1), dropsLineBreaks: option === 'data' || option === 'data-ascii' }
    }
  }
  // A prompt may be where the address should be: take the first word that looks like an address, else the first word.
  given.address ??= optionsOf(words).find(([option, value]) => option === '' && value.trim() !== '')?.[1]
  const body = data.length > 0 ? data.join(sendsJson ? '' : '&') : undefined
  if (asQuery) query += body === undefined ? '' : `&${body}`
  else if (body !== undefined) given.body = body
  if (parts.length > 0) given.parts = parts
  if (query !== '' && given.address) {
    given.address += (given.address.includes('?') ? '&' : '?') + query.slice(1)
  }
  const hasBody = !asQuery && (given.body ?? given.bodyFile ?? given.parts) !== undefined
  given.method ??= hasBody ? 'POST' : 'GET'
  // The default of curl.
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type') && hasBody)
    headers.push(['Content-Type', contentType(sendsJson, parts.length > 0)])
  if (sendsForm && !asQuery) given.isForm = true
  return given
}

const DATA = new Set(['data', 'data-raw', 'data-binary', 'data-ascii', 'json'])

function contentType(sendsJson: boolean, hasParts: boolean): string {
  if (hasParts) return 'multipart/form-data'
  return sendsJson ? 'application/json' : 'application/x-www-form-urlencoded'
}

/** The options by long name, with their values. Words that are not options have an empty name. */
function optionsOf(words: readonly string[]): [option: string, value: string][] {
  const read: [string, string][] = []
  let onlyWords = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (onlyWords || !/^-[^\s]/.test(word)) read.push(['', word])
    else if (word === '--') onlyWords = true
    else if (word.startsWith('--')) {
      const [, name = '', attached] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? []
      const takesOne = LONG_WITH_VALUE.has(name)
      read.push([name, attached ?? (takesOne ? (words[++at] ?? '') : '')])
    } else
      for (let i = 1; i < word.length; i++) {
        const letter = word.charAt(i)
        const takesOne = SHORT_WITH_VALUE.has(letter)
        const attached = word.slice(i + 1)
        read.push([LONG_OF[letter] ?? letter, takesOne ? attached || (words[++at] ?? '') : ''])
        if (takesOne) break
      }
  }
  return read
}

function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]/g, '')
}

/** A part of a form. Of a file, only the name is known. */
function partOf(text: string, readsFiles: boolean): [string, string] {
  const [, name = '', value = ''] = /^([^=]*)=?([\s\S]*)$/.exec(text) ?? []
  return [name, readsFiles ? value.replace(/^"([\s\S]*)"$/, '$1').replace(/;type=[^;]*$/, '') : value]
}

/** `name=text`, `=text` or `text`: only the text after the first `=` is encoded. */
function urlEncoded(text: string): string {
  const [, name, value = ''] = /^(?:([^=]*)=)?([\s\S]*)$/.exec(text) ?? []
  return name ? formText([[name, value]]) : encodeURIComponent(value)
}
