import type { Language } from '../../language.js'
import { type ExportedCall, hasAuthorization, isSalted } from './exported-call.js'
import { freshKeys, unsignedKeys } from './pm-script.js'
import { SCRIPT_WORDS } from './script-words.js'
import { signingScript } from './signing-script.js'

/** The file of the script that requests name. */
export const SCRIPT_FILE = './ecpay-sign.js'

/** The pre-request script for the HTTP Client of JetBrains. It sets variables and changes no request. */
export function httpScript(calls: readonly ExportedCall[], language: Language): string {
  const say = SCRIPT_WORDS[language]
  const { salted, rsa } = signingScript(say)
  const parts = [
    `// ${say.about}\n// JetBrains HTTP Client: client, request, crypto.`,
    String.raw`const md5 = (text) => crypto.md5().updateWithText(text).digest().toHex()
const sha256 = (text) => crypto.sha256().updateWithText(text).digest().toHex()
const valueOf = (name) => request.environment.get(name) || ''
const [url, , queryText = ''] = /^([^?]*)(\?(.*))?$/.exec(request.url.getRaw().replace(/\s/g, '')).slice(1)
const path = url.replace(/^https?:\/\//, '').replace(/^[^/]*/, '')
const raw = request.body.getRaw() || ''
request.variables.set('now', String(Date.now()))`,
    `// ${say.fresh}
const MADE = ${JSON.stringify(freshKeys(calls), undefined, 2)}
;(MADE[path] || []).forEach((name) => {
  client.global.set(name, new Date().toISOString().replace(/\\D/g, '') + Math.random().toString(36).slice(2, 8))
})`,
    `function bodyText() {
  if (raw.includes('{{$')) throw new Error(${JSON.stringify(say.changing)})
  return request.body.tryGetSubstituted()
}`,
    calls.some(isSalted) &&
      `${salted}
const NOT_SIGNED = ${JSON.stringify(unsignedKeys(calls))}
if (raw.includes('{{sign}}') || queryText.includes('{{sign}}')) {
  const [, substituted = ''] = request.url.tryGetSubstituted().replace(/\\s/g, '').split('?')
  const inQuery = substituted.split('&').map((pair) => {
    const [key, value = ''] = pair.split('=')
    return [key, JSON.stringify(decodeURIComponent(value))]
  })
  const pairs = raw ? bodyPairs(bodyText()) : inQuery
  const signed = pairs.filter(([key]) => !(NOT_SIGNED[path] || []).includes(key))
  request.variables.set('sign', saltedSign(signed, valueOf('salt')))
}`,
    calls.some(hasAuthorization) &&
      `${rsa}
${BASE64}
if (request.headers.findByName('byte-authorization')) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = timestamp + Math.random().toString(36).slice(2)
  const values = { timestamp, nonce, body: bodyText(), appId: valueOf('app_id'), keyVersion: valueOf('key_version') }
  const signed = authorization({ method: request.method, uri: path, ...values }, valueOf('private_key'))
  request.variables.set('byte_authorization', signed)
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
