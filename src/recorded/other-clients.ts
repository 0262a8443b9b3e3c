import { formText } from './form.js'
import { type Given, headerOf, isUrlLike } from './given.js'

/** The request that wget would send. */
export function wgetRequest(words: readonly string[]): Given {
  const headers: [string, string][] = []
  const given: Given = { headers }
  for (let at = 0; at < words.length; at++) {
    const [, name, attached] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(words[at] ?? '') ?? []
    if (name === undefined) {
      if (isUrlLike(words[at] ?? '')) given.address = words[at]
      continue
    }
    const value = () => attached ?? words[++at] ?? ''
    if (name === 'header') headers.push(headerOf(value()))
    else if (name === 'method') given.method = value().toUpperCase()
    else if (name === 'body-data' || name === 'post-data') given.body = value()
    else if (name === 'body-file' || name === 'post-file') given.bodyFile = { path: value(), dropsLineBreaks: false }
  }
  const hasBody = (given.body ?? given.bodyFile) !== undefined
  given.method ??= hasBody ? 'POST' : 'GET'
  if (hasBody && !headers.some(([one]) => one.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', 'application/x-www-form-urlencoded'])
  return given
}

/** The request that HTTPie would send: `key=text`, `key:=json` and `Header:value` after the address. */
export function httpieRequest(words: readonly string[], stdin?: string): Given {
  const headers: [string, string][] = []
  const given: Given = { headers, body: stdin }
  const members: string[] = []
  const pairs: [string, string][] = []
  let asForm = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const [, key = '', mark = '', value = ''] = /^([^:=]+)(:=|==|=|:)([\s\S]*)$/.exec(word) ?? []
    if (word === '--raw') given.body = words[++at] ?? ''
    else if (word.startsWith('--raw=')) given.body = word.slice('--raw='.length)
    else if (word === '--form' || word === '-f') asForm = true
    else if (word === '--timeout' || word === '--verify') at++
    else if (word.startsWith('-')) continue
    else if (/^[A-Z]+$/.test(word) && !given.address) given.method = word
    else if (!given.address) given.address = word
    else if (mark === ':') headers.push([key, value])
    else if (mark === '=') {
      members.push(`${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      pairs.push([key, value])
    } else if (mark === ':=') members.push(`${JSON.stringify(key)}: ${value}`)
  }
  if (asForm) {
    given.body = formText(pairs)
    given.isForm = true
  } else if (members.length > 0) given.body = `{${members.join(', ')}}`
  given.method ??= given.body === undefined ? 'GET' : 'POST'
  if (given.body !== undefined && !headers.some(([one]) => one.toLowerCase() === 'content-type'))
    headers.push(['Content-Type', asForm ? 'application/x-www-form-urlencoded' : 'application/json'])
  return given
}
