import { type CodeMember, type Coder, quoted, remark } from './coder.js'

/** In brackets, `__proto__` is a key like any other. */
const key = ({ key }: CodeMember) =>
  /^[a-z_]\w*$/i.test(key) && key !== '__proto__' ? key : key === '__proto__' ? `[${quoted(key)}]` : quoted(key)

const value = ({ text, isInteger }: CodeMember) => (isInteger ? text : quoted(text))

export const NODE: Coder = {
  salted: (members, say) => String.raw`// ${say.salted('node sign.mjs')}
import { createHash } from 'node:crypto'

const UNSIGNED = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']
const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')

/** ${say.rule} */
export function sign(body, salt) {
  const list = [salt]
  for (const [key, value] of Object.entries(body)) {
    if (UNSIGNED.includes(key)) continue
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) throw new TypeError(key + ${quoted(`: ${say.scalarOnly}`)})
    let text = trimmed(String(value))
    if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) text = trimmed(text.slice(1, -1))
    if (text !== '' && text !== 'null') list.push(text)
  }
  const sorted = list.map((text) => Buffer.from(text)).sort(Buffer.compare)
  return createHash('md5').update(sorted.join('&')).digest('hex')
}

const body = {
${members.map((one) => `  ${key(one)}: ${value(one)},${remark(one, say, '//')}\n`).join('')}}
const salt = process.env.ECPAY_SALT
if (salt) console.log(sign(body, salt))
else {
  console.error(${quoted(say.noSalt)})
  process.exitCode = 2
}
`,
  rsa: (request, say) => String.raw`// ${say.rsa('node sign.mjs')}
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** ${say.lines} */
export function byteAuthorization({ method, uri, timestamp, nonce, body, appId, keyVersion }, key) {
  const lines = [method, uri, timestamp, nonce, body, ''].join('\n')
  const signature = sign('sha256', Buffer.from(lines), key).toString('base64')
  const items = { appid: appId, nonce_str: nonce, timestamp, key_version: keyVersion, signature }
  return 'SHA256-RSA2048 ' + Object.entries(items).map((item) => item.join('=')).join(',')
}

const request = {
  method: ${quoted(request.method)},
  uri: ${quoted(request.uri)},
  timestamp: ${quoted(request.timestamp)}, // String(Math.floor(Date.now() / 1000))
  nonce: ${quoted(request.nonce)}, // randomUUID()
  body: ${quoted(request.body)},
  appId: ${quoted(request.app_id)},
  keyVersion: ${quoted(request.key_version)}
}
const file = process.env.ECPAY_PRIVATE_KEY_FILE
if (file) console.log(byteAuthorization(request, createPrivateKey(readFileSync(file))))
else {
  console.error(${quoted(say.noKey)})
  process.exitCode = 2
}
`
}
