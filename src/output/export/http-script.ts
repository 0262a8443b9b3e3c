import type { Language } from '../../language.js'
import { TOKEN_HEADER } from '../../trade/check-token.js'
import { CLIENT_TOKEN_PATH } from '../../trade/client-token.js'
import { type ExportedCall, hasAuthorization, hasClientToken, isSalted } from './exported-call.js'
import { freshKeys, unsignedKeys } from './pm-script.js'
import { SCRIPT_WORDS } from './script-words.js'
import { signingScript } from './signing-script.js'

/** The file of the script that requests name. */
export const SCRIPT_FILE = './ecpay-sign.js'

/** The pre-request script for the HTTP Client of JetBrains. It sets variables and changes no request. */
export function httpScript(calls: readonly ExportedCall[], language: Language): string {
  const say = SCRIPT_WORDS[language]
  const { salted, rsa, sent } = signingScript(say)
  const token = calls.find(hasClientToken)
  const parts = [
    `// ${say.about}\n// JetBrains HTTP Client: client, request, crypto.`,
    String.raw`const md5 = (text) => crypto.md5().updateWithText(text).digest().toHex()
const sha256 = (text) => crypto.sha256().updateWithText(text).digest().toHex()
const valueOf = (name) => request.environment.get(name) || client.global.get(name) || ''
// ${say.broken}
const address = (text) => {
  const [, url, query = ''] = /^([^?]*)\??([^]*)$/.exec(text.replace(/[\r\n]+[ \t]*/g, ''))
  return { url, query }
}
const { url, query: queryText } = address(request.url.getRaw())
const path = url.replace(/^https?:\/\//, '').replace(/^[^/]*/, '')
const raw = request.body.getRaw() || ''
request.variables.set('now', String(Date.now()))`,
    `// ${say.fresh}
const MADE = ${JSON.stringify(freshKeys(calls), undefined, 2)}
;(MADE[path] || []).forEach((name) => {
  client.global.set(name, new Date().toISOString().replace(/\\D/g, '') + Math.random().toString(36).slice(2, 8))
})`,
    `${sent}

function substituted(part) {
  const once = part.tryGetSubstituted()
  const changes = isChanging(part.getRaw() || '') || once !== part.tryGetSubstituted()
  if (changes) throw new Error(${JSON.stringify(say.changing)})
  return once
}`,
    calls.some(isSalted) &&
      `${salted}
const NOT_SIGNED = ${JSON.stringify(unsignedKeys(calls))}
const queryPairs = (query) => query.split('&').filter(Boolean).map((pair) => {
  const [, key, value] = /^([^=]*)=?([^]*)$/.exec(pair)
  return [key, JSON.stringify(decoded(key, value))]
})
if (raw.includes('{{sign}}') || queryText.includes('{{sign}}')) {
  const pairs = raw ? bodyPairs(substituted(request.body)) : queryPairs(address(substituted(request.url)).query)
  const signed = pairs.filter(([key]) => !(NOT_SIGNED[path] || []).includes(key))
  request.variables.set('sign', saltedSign(signed, valueOf('salt')))
}`,
    calls.some(hasAuthorization) &&
      `${rsa}
${BASE64}
if (request.headers.findByName('byte-authorization')) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = timestamp + Math.random().toString(36).slice(2)
  const values = { timestamp, nonce, body: substituted(request.body), appId: valueOf('app_id'), keyVersion: valueOf('key_version') }
  const signed = authorization({ method: request.method, uri: path, ...values }, valueOf('private_key'))
  request.variables.set('byte_authorization', signed)
}`,
    token &&
      `// ${say.token}
const owner = valueOf('app_id') + ' ' + valueOf('${token.base}')
if (path === '${CLIENT_TOKEN_PATH}') client.global.set('client_token_asked', owner)
const tokenHeader = request.headers.findByName('${TOKEN_HEADER}')
if (tokenHeader && tokenHeader.getRawValue().includes('{{client_token}}') && !request.environment.get('client_token')) {
  const isHere = client.global.get('client_token') && client.global.get('client_token_of') === owner
  if (!isHere) throw new Error(${JSON.stringify(say.otherToken)})
}`
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const BASE64 = `const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const inBits = (text, digits, size) => Array.from(text, (one) => digits.indexOf(one).toString(2).padStart(size, '0')).join('')
const inPieces = (bits, size) => bits.match(new RegExp('.{1,' + size + '}', 'g')) || []

function hexOfBase64(text) {
  const bits = inBits(text, DIGITS, 6)
  return inPieces(bits.slice(0, bits.length - (bits.length % 8)), 4).map((four) => parseInt(four, 2).toString(16)).join('')
}

function base64OfHex(hex) {
  const text = inPieces(inBits(hex, '0123456789abcdef', 4), 6).map((six) => DIGITS[parseInt(six.padEnd(6, '0'), 2)]).join('')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}
`
