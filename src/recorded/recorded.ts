import { type JsonValue, member, readJson } from '../protocol/json/json.js'
import { cmdWords } from './cmd-words.js'
import { curlRequest } from './curl.js'
import { fetchRequest } from './fetch.js'
import type { Given } from './given.js'
import { harRequest, isHar } from './har.js'
import { httpRequest, REQUEST_LINE } from './http-message.js'
import { httpieRequest, wgetRequest } from './other-clients.js'
import { powershellRequest } from './powershell.js'
import { shellWords } from './shell-words.js'

/** What a text is that people have in hand; `body` is what a request or a callback carries. */
export type TextKind = 'body' | 'callback' | 'har' | RequestKind
/** A request with its address, its headers and its body. */
export type RequestKind = 'curl' | 'powershell' | 'fetch' | 'http' | 'wget' | 'httpie'

/** A command at the beginning of a line, behind a prompt, a variable or `sudo`: `$ curl`, `PS C:\> curl.exe`. */
const PROMPT = String.raw`^(?:[^\n'"{}]*(?:[$#%❯➜»~][ \t]+|>[ \t]*)|[ \t]*)(?:[A-Za-z_]\w{0,100}=\S{0,400}[ \t]+|sudo[ \t]+|time[ \t]+)*`
const CURL = new RegExp(`${PROMPT}("?)(?:[\\w./\\\\:-]*[/\\\\])?curl(?:\\.exe)?\\1(?=[ \\t^\`\\\\])`, 'im')
const WGET = new RegExp(`${PROMPT}wget[ \\t]`, 'm')
const HTTPIE = /^(?:[^\n'"{}]*[$#%>❯➜][ \t]+|[ \t]*)(?:(?:echo|printf|cat)[ \t][^\n|]*\|[ \t]*)?https?[ \t]+(?!:)/m
const POWERSHELL = /(?:^|[\s=(])(?:invoke-webrequest|invoke-restmethod|iwr|irm)\s/i
const FETCH = /(?:^|[\s=(])fetch\(\s*"/

/**
 * What a text is, as far as its first lines tell; nothing where it could be anything.
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
  let value: JsonValue
  try {
    value = readJson(text)
  } catch {
    return undefined
  }
  if (isHar(value)) return 'har'
  if (value.kind !== 'object') return undefined
  return member(value, 'msg_signature') && member(value, 'msg') ? 'callback' : 'body'
}

/** Reads a request out of a text of a kind; nothing where there is none in it. */
export function requestIn(text: string, kind: RequestKind | 'har', wanted: 'request' | 'callback'): Given | undefined {
  switch (kind) {
    case 'har':
      return harRequest(text, wanted) ?? harRequest(text, 'callback')
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

/** What `echo '…' |` or `printf '…' |` gives the program behind it. */
function piped(text: string): string | undefined {
  const [before] = /^[^\n]*?(?:echo|printf)[ \t][\s\S]*?\|[ \t]*(?=(?:https?|curl)[ \t])/.exec(text) ?? []
  return before === undefined ? undefined : shellWords(before.replace(/^.*?(?:echo|printf)[ \t]+/s, '')).words.at(-1)
}

/** The words behind the name of a program, at the place where a command of it begins. */
function wordsBehind(program: RegExp, text: string): ReturnType<typeof shellWords> {
  const { index, 0: found } = program.exec(text) ?? { index: 0, 0: '' }
  return shellWords(text.slice(index + found.length))
}

function curlCommand(text: string): Given | undefined {
  const found = CURL.exec(text)
  if (!found) return undefined
  const command = text.slice(found.index + found[0].length)
  if (isCmd(command)) return curlRequest(cmdWords(command))
  if (isPowerShell(command, found[0])) return powershellRequest(text.slice(found.index))
  const { words, stdin } = shellWords(command)
  return curlRequest(words, stdin ?? piped(text))
}

/** Carets before the first quote, or at the end of a line that is in no quotes. */
function isCmd(command: string): boolean {
  return /^[^'"]*\^(?:"|[ \t]*\r?\n)/.test(command) || /\^[ \t]*\r?\n/.test(withoutQuotes(command))
}

/** Backticks where a line ends or before a quote in quotes, its prompt, or curl's own name with quotes for a program. */
function isPowerShell(command: string, head: string): boolean {
  if (/PS [^\n>]*>/.test(head) || /`[ \t]*\r?\n/.test(withoutQuotes(command))) return true
  return /^[^']*"\{\s*`"/.test(command) || (/\.exe/i.test(head) && /'[^'\n]*\\"/.test(command))
}

function withoutQuotes(command: string): string {
  return command.replace(/\\[^\r\n]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, '')
}
