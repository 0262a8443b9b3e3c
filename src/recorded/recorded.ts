import { jsonIn, member } from '../protocol/json/json.js'
import { cmdWords, endOfCmd } from './cmd-words.js'
import { curlRequest } from './curl.js'
import { fetchRequest } from './fetch.js'
import type { Given } from './given.js'
import { harRequest, isHar, type Wanted } from './har.js'
import { httpRequest, REQUEST_LINE } from './http-message.js'
import { httpieRequest, wgetRequest } from './other-clients.js'
import { powershellRequest } from './powershell.js'
import { shellWords } from './shell-words.js'

/** The kinds of texts that people paste; `body` is the body of a request or a callback. */
export type TextKind = 'body' | 'callback' | 'har' | RequestKind
/** The kinds of requests with address, headers and body. */
export type RequestKind = 'curl' | 'powershell' | 'fetch' | 'http' | 'wget' | 'httpie'

/** What may come before a command in its line: a prompt, variables, `sudo`: `$ curl`, `PS C:\> curl.exe`. */
const PROMPT = String.raw`^(?:[^\n\r\u2028\u2029'"{}]*(?:[$#%❯➜»~][ \t]+|>[ \t]*)|[ \t]*)(?:[A-Za-z_]\w{0,100}=\S{0,400}[ \t]+|sudo[ \t]+|time[ \t]+)*`
const CURL = new RegExp(`${PROMPT}("?)(?:[\\w./\\\\:-]*[/\\\\])?curl(?:\\.exe)?\\1(?=[ \\t^\`\\\\])`, 'im')
const WGET = new RegExp(`${PROMPT}wget[ \\t]`, 'm')
const HTTPIE =
  /^(?:[^\n\r\u2028\u2029'"{}]*[$#%>❯➜][ \t]+|[ \t]*)(?:(?:echo|printf|cat)[ \t][^\n\r\u2028\u2029|]*\|[ \t]*)?https?[ \t]+(?!:)/m
const POWERSHELL = /(?:^|[\s=(])(?:invoke-webrequest|invoke-restmethod|iwr|irm)\s/i
const FETCH = /(?:^|[\s=(])fetch\(\s*"/

/**
 * The kind of a text, judged by its first lines; nothing if it could be anything.
 *
 * @example kindOf('$ curl https://…') // 'curl'
 */
export function kindOf(text: string): TextKind | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart()
  const document = /^[{["]/.test(start) ? kindOfJson(start) : undefined
  if (document) return document
  if (REQUEST_LINE.exec(start.slice(0, 4096))?.index === 0) return 'http'
  if (POWERSHELL.test(start)) return 'powershell'
  if (CURL.test(start)) return 'curl'
  if (FETCH.test(start)) return 'fetch'
  if (WGET.test(start)) return 'wget'
  return HTTPIE.test(start) ? 'httpie' : undefined
}

function kindOfJson(text: string): TextKind | undefined {
  const value = jsonIn(text)
  if (isHar(value)) return 'har'
  if (value?.kind !== 'object') return undefined
  return member(value, 'msg_signature') && member(value, 'msg') ? 'callback' : 'body'
}

/** Reads the request in a text of this kind; nothing if it has none. */
export function requestIn(text: string, kind: RequestKind | 'har', wanted: Wanted): Given | undefined {
  switch (kind) {
    case 'har':
      return harRequest(text, wanted) ?? (wanted === 'authorized' ? undefined : harRequest(text, 'callback'))
    case 'curl':
      return curlCommand(text)
    case 'powershell':
      return powershellRequest(text)
    case 'fetch':
      return fetchRequest(text)
    case 'http':
      return httpRequest(text)
    case 'wget':
      return wgetRequest(wordsBehind(WGET, text).words)
    case 'httpie': {
      const { words, stdin } = wordsBehind(HTTPIE, text)
      return httpieRequest(words, piped(text) ?? stdin)
    }
  }
}

/** The input that `echo '…' |` or `printf '…' |` gives to a program. */
function piped(text: string): string | undefined {
  const [start] = /^[^\n]*?(?:echo|printf)[ \t]+/.exec(text) ?? []
  if (start === undefined) return undefined
  const given = text.slice(start.length)
  const end = given.search(/\|[ \t]*(?:https?|curl)[ \t]/)
  return end < 0 ? undefined : shellWords(given.slice(0, end)).words.at(-1)
}

/** The words after the name of a program, where a command with it begins. */
function wordsBehind(program: RegExp, text: string): ReturnType<typeof shellWords> {
  const { index, 0: found } = program.exec(text) ?? { index: 0, 0: '' }
  return shellWords(text.slice(index + found.length))
}

function curlCommand(text: string): Given | undefined {
  const found = CURL.exec(text)
  if (!found) return undefined
  const command = withoutEndOfCode(found[0], text.slice(found.index + found[0].length))
  if (isCmd(command)) return cmdRequest(command)
  if (isPowerShell(command, found[0])) return powershellRequest(text.slice(found.index))
  const { words, stdin } = shellWords(command)
  return curlRequest(words, stdin ?? piped(text))
}

/** Whether there is a caret before the first quote, or at the end of a line outside quotes. */
function isCmd(command: string): boolean {
  return /^[^'"]*\^(?:"|[ \t]*\r?\n)/.test(command) || /\^[ \t]*\r?\n/.test(withoutQuotes(command))
}

/** The request of a command for cmd; if cmd would end it within its JSON, as it was meant. */
function cmdRequest(command: string): Given {
  const sent = curlRequest(cmdWords(command))
  const end = endOfCmd(command)
  if (end === undefined || sent.body === undefined || jsonIn(sent.body)) return sent
  const meant = curlRequest(cmdWords(command, 'meant'))
  return meant.body !== undefined && jsonIn(meant.body) ? { ...meant, cmdEnd: end } : sent
}

/** The command without the backtick behind it, and what follows, where one is before it: Markdown marks code so. */
function withoutEndOfCode(head: string, command: string): string {
  if (!head.includes('`')) return command
  const outside = command.replace(QUOTED, (one) => ' '.repeat(one.length))
  const end = outside.indexOf('`')
  return end < 0 ? command : command.slice(0, end)
}

/** A backtick that continues a command: an option or a value is in the next line. That of Markdown only ends code. */
const CONTINUED = /(?<!`)`[ \t]*\r?\n[ \t]*(?:--?[a-z]|["'@$]|https?:)/i

/** Whether backticks continue a line or are before a quote, PowerShell's prompt, or `curl.exe` with `\"`. */
function isPowerShell(command: string, head: string): boolean {
  if (/PS (?:(?!PS )[^\n>])*>/.test(head) || CONTINUED.test(withMarks(command))) return true
  return /^[^']*"\{\s*`"/.test(command) || (/\.exe/i.test(head) && /'[^'\n]*\\"/.test(command))
}

/** What a quoted text of a shell is, and one character behind a backslash. */
const QUOTED = /\\[^\r\n]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g

function withoutQuotes(command: string): string {
  return command.replace(QUOTED, '')
}

/** The command with nothing left of its quoted texts but their quotes. */
function withMarks(command: string): string {
  return command.replace(QUOTED, (one) => (one.startsWith('\\') ? '' : '""'))
}
