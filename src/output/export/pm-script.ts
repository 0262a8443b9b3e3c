import type { Language } from '../../language.js'
import type { Endpoint, Field } from '../../protocol/system/endpoint.js'
import { CLIENT_TOKEN_PATH } from '../../trade/client-token.js'
import { type ExportedCall, hasAuthorization, hasClientToken, isSalted } from './exported-call.js'
import { SCRIPT_WORDS } from './script-words.js'
import { signingScript } from './signing-script.js'

/** The programs that run the script, and where it remembers what later requests use. */
export const PM_STORES = { postman: 'pm.collectionVariables', apifox: 'pm.globals' } as const

/**
 * The pre-request script of a collection. It sets variables and changes no request: so does every program that has
 * `pm`, while they differ in what of a request a script may change.
 */
export function pmScript(calls: readonly ExportedCall[], store: string, language: Language): string {
  const say = SCRIPT_WORDS[language]
  const { salted, rsa, sent } = signingScript(say)
  const made = freshKeys(calls)
  const token = calls.find(hasClientToken)
  const parts = [
    `// ${say.about}\n// Postman, Apifox: pm. crypto-js: MD5, SHA-256.`,
    `const CryptoJS = require('crypto-js')
const md5 = (text) => CryptoJS.MD5(CryptoJS.enc.Utf8.parse(text)).toString()
const sha256 = (text) => CryptoJS.SHA256(CryptoJS.enc.Utf8.parse(text)).toString()
const hexOfBase64 = (text) => CryptoJS.enc.Base64.parse(text).toString()
const base64OfHex = (hex) => CryptoJS.enc.Hex.parse(hex).toString(CryptoJS.enc.Base64)
const valueOf = (name) => pm.variables.get(name) || ''
const path = pm.request.url.getPath()
const method = pm.request.method
const headers = pm.request.headers.map(({ value }) => value).join('\\n')
const raw = (pm.request.body && pm.request.body.mode === 'raw' && pm.request.body.raw) || ''
pm.variables.set('now', String(Date.now()))`,
    Object.keys(made).length > 0 &&
      `// ${say.fresh}
const MADE = ${JSON.stringify(made, undefined, 2)}
;(MADE[path] || []).forEach((name) => {
  const number = new Date().toISOString().replace(/\\D/g, '') + Math.random().toString(36).slice(2, 8)
  ${store}.set(name, number)
  pm.variables.set(name, number)
})`,
    `${sent}

function substituted(text) {
  const once = pm.variables.replaceIn(text)
  if (isChanging(text) || once !== pm.variables.replaceIn(text)) throw new Error(${JSON.stringify(say.changing)})
  return once
}`,
    calls.some(isSalted) &&
      `${salted}
const NOT_SIGNED = ${JSON.stringify(unsignedKeys(calls))}
const isUsed = ({ key, disabled }) => key && !disabled
const query = (pm.request.url.query || []).filter(isUsed)
const formOf = ({ mode, [mode]: list }) => (mode === 'urlencoded' || mode === 'formdata' ? list.filter(isUsed) : [])
const form = pm.request.body ? formOf(pm.request.body).filter(({ type }) => type !== 'file') : []
if ([raw, headers, ...[...query, ...form].map(({ value }) => value)].join('\\n').includes('{{sign}}')) {
  const inForm = () => form.map(({ key, value }) => [key, JSON.stringify(substituted(String(value || '')))])
  const inQuery = () => query.map(({ key, value }) => [key, JSON.stringify(decoded(key, substituted(value || '')))])
  const pairs = raw ? bodyPairs(substituted(raw)) : form.length > 0 ? inForm() : inQuery()
  const signed = pairs.filter(([key]) => !(NOT_SIGNED[path] || []).includes(key))
  pm.variables.set('sign', saltedSign(signed, valueOf('salt')))
}`,
    calls.some(hasAuthorization) &&
      `${rsa}
if (headers.includes('{{byte_authorization}}')) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = timestamp + Math.random().toString(36).slice(2)
  const parts = { method, uri: path, timestamp, nonce, body: substituted(raw), appId: valueOf('app_id'), keyVersion: valueOf('key_version') }
  pm.variables.set('byte_authorization', authorization(parts, valueOf('private_key')))
}`,
    token &&
      `// ${say.token}
if (headers.includes('{{client_token}}') && !valueOf('client_token')) {
  const url = valueOf('${token.base}') + '${CLIENT_TOKEN_PATH}'
  const owner = valueOf('app_id') + ' ' + url
  const [kept, until] = [${store}.get('fetched_token'), Number(${store}.get('fetched_token_until'))]
  if (kept && ${store}.get('fetched_token_of') === owner && until > Date.now()) pm.variables.set('client_token', kept)
  else if (!valueOf('app_secret')) throw new Error(${JSON.stringify(say.noToken)})
  else {
    const asked = { grant_type: 'client_credential', client_key: valueOf('app_id'), client_secret: valueOf('app_secret') }
    const body = { mode: 'raw', raw: JSON.stringify(asked) }
    pm.sendRequest({ url, method: 'POST', header: { 'Content-Type': 'application/json' }, body }, (error, response) => {
      if (error) throw new Error(${JSON.stringify(say.refusedToken)} + error)
      const { access_token, expires_in, description } = response.json().data || {}
      if (!access_token) throw new Error(${JSON.stringify(say.refusedToken)} + description)
      ${store}.set('fetched_token', access_token)
      ${store}.set('fetched_token_of', owner)
      ${store}.set('fetched_token_until', String(Date.now() + (Number(expires_in) - 300) * 1000))
      pm.variables.set('client_token', access_token)
    })
  }
}`
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** By the path of each call that makes something: the members that get a fresh number. */
export function freshKeys(calls: readonly ExportedCall[]): Readonly<Record<string, readonly string[]>> {
  return byPath(calls, ({ fields }) => fields.filter(({ default: absent }) => absent?.kind === 'fresh-number'))
}

/** By the path of each call: the members that are not signed, in addition to those that no call signs. */
export function unsignedKeys(calls: readonly ExportedCall[]): Readonly<Record<string, readonly string[]>> {
  return byPath(calls.filter(isSalted), ({ fields }) =>
    fields.filter(({ type, unsigned }) => type === 'file' || unsigned)
  )
}

function byPath(calls: readonly ExportedCall[], fieldsOf: (endpoint: Endpoint) => readonly Field[]) {
  const rows = calls.map(({ endpoint }) => [endpoint.path, fieldsOf(endpoint).map(({ key }) => key)] as const)
  return Object.fromEntries(rows.filter(([, keys]) => keys.length > 0))
}
