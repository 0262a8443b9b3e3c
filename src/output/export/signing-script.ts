import { EXCLUDED_KEYS } from '../../ecpay/sign/suspicious-key.js'
import type { ScriptWords } from './script-words.js'

/**
 * The functions of JavaScript that sign, for sandboxes of other programs: they have neither Node's modules nor the
 * same libraries. What they have is for the caller to give, in hexadecimal digits: `md5(text)`, `sha256(text)`,
 * `hexOfBase64(text)`, `base64OfHex(hex)`.
 */
export interface SigningScript {
  /** `saltedSign(pairs, salt)`, with the pairs of `bodyPairs(text)`. */
  salted: string
  /** `authorization(parts, privateKey)`. */
  rsa: string
  /** `isChanging(text)`, by `valueOf(name)` of a variable; `decoded(key, text)` of a parameter in a query. */
  sent: string
}

/** The functions with comments and errors in a language. */
export function signingScript(say: ScriptWords): SigningScript {
  const error = (text: string) => JSON.stringify(text)
  return {
    salted: String.raw`const UNSIGNED = ${JSON.stringify(EXCLUDED_KEYS)}

function trimmed(text) {
  let [start, end] = [0, text.length]
  while (start < end && /\p{White_Space}/u.test(text[start])) start++
  while (end > start && /\p{White_Space}/u.test(text[end - 1])) end--
  return text.slice(start, end)
}

// ${say.asWritten}
function bodyPairs(text) {
  const body = parsed(text)
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Error(${error(say.noObject)})
  const tokens = text.match(/"(?:[^"\\]|\\.)*"?|[{}[\]:,]|[^\s{}[\]:,"]+/g)
  const pairs = []
  let depth = 0
  tokens.forEach((token, i) => {
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    else if (depth === 1 && tokens[i + 1] === ':') pairs.push([JSON.parse(token), tokens[i + 2]])
  })
  return pairs
}

// ${say.quotes}
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(${error(say.noJson)})
  }
}

// ${say.rule}
function saltedSign(pairs, salt) {
  if (!salt) throw new Error(${error(say.noSalt)})
  const list = [salt]
  const seen = []
  pairs.forEach(([key, token]) => {
    if (seen.includes(key)) throw new Error(key + ${error(say.twice)})
    seen.push(key)
    if (UNSIGNED.includes(key)) return
    if (token === '{' || token === '[') throw new Error(key + ${error(say.nested)})
    if (token === 'null') throw new Error(key + ${error(say.isNull)})
    let text = trimmed(token[0] === '"' ? JSON.parse(token) : token)
    if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) text = trimmed(text.slice(1, -1))
    if (text !== '' && text !== 'null') list.push(text)
  })
  list.forEach((text) => {
    if (/[\ud800-\udfff]/u.test(text)) throw new Error(${error(say.brokenText)})
  })
  return md5(list.sort(byBytes).join('&'))
}

// ${say.byBytes}
function byBytes(a, b) {
  const [left, right] = [Array.from(a), Array.from(b)]
  const at = left.findIndex((one, i) => one !== right[i])
  if (at < 0) return left.length - right.length
  return at < right.length ? left[at].codePointAt(0) - right[at].codePointAt(0) : 1
}
`,
    sent: String.raw`// ${say.nestedVariable}
function isChanging(text, seen = []) {
  if (text.includes('{{$')) return true
  return (text.match(/\{\{[^{}]*\}\}/g) || []).some((one) => {
    const name = one.slice(2, -2).trim()
    if (seen.includes(name)) return false
    seen.push(name)
    return isChanging(String(valueOf(name)), seen)
  })
}

function decoded(key, text) {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    throw new Error(key + ${error(say.badEscape)})
  }
}`,
    rsa: String.raw`// ${say.lines}
function authorization({ method, uri, timestamp, nonce, body, appId, keyVersion }, privateKey) {
  const digest = sha256([method, uri, timestamp, nonce, body, ''].join('\n'))
  const signature = base64OfHex(rsa(digest, privateKey))
  const items = { appid: appId, nonce_str: nonce, timestamp, key_version: keyVersion, signature }
  return 'SHA256-RSA2048 ' + Object.entries(items).map(([name, value]) => name + '="' + value + '"').join(',')
}

// ${say.bigInt}
function rsa(digest, privateKey) {
  const [modulus, exponent] = keyNumbers(privateKey)
  const info = '3031300d060960864801650304020105000420' + digest
  const message = '0001' + 'f'.repeat(modulus.length - 6 - info.length) + '00' + info
  const n = BigInt('0x' + modulus)
  let base = BigInt('0x' + message)
  let result = BigInt(1)
  for (const bit of Array.from(BigInt('0x' + exponent).toString(2)).reverse()) {
    if (bit === '1') result = (result * base) % n
    base = (base * base) % n
  }
  return result.toString(16).padStart(modulus.length, '0')
}

// ${say.key}
function keyNumbers(privateKey) {
  const text = (privateKey || '').replace(/\\n/g, '\n').replace(/-----[^-]*-----/g, '').replace(/[^A-Za-z0-9+/]/g, '')
  if (!text) throw new Error(${error(say.noKey)})
  const items = derItems(hexOfBase64(text))
  const numbers = items.length < 9 ? derItems(items[2] || '') : items
  if (numbers.length < 9) throw new Error(${error(say.badKey)})
  return [numbers[1], numbers[3]].map((number) => number.replace(/^(00)+/, ''))
}

// ${say.der}
function derItems(hex) {
  const [inner] = derValue(hex, 0)
  const items = []
  for (let at = 0; at < inner.length; ) {
    const [value, next] = derValue(inner, at)
    items.push(value)
    at = next
  }
  return items
}

function derValue(hex, at) {
  const byte = (place) => parseInt(hex.substr(place, 2), 16) || 0
  const first = byte(at + 2)
  const size = first < 128 ? 0 : first - 128
  const length = size === 0 ? first : parseInt(hex.substr(at + 4, size * 2), 16)
  const start = at + 4 + size * 2
  return [hex.substr(start, length * 2), start + length * 2]
}
`
  }
}
