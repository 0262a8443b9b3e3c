import { hash } from 'node:crypto'
import { type Finding, finding } from '../../findings/findings.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import { htmlEscaped } from '../../protocol/languages/text-forms.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import type { CallbackMutation } from './callback-mutation.js'

/** The texts that code uses when no token was loaded. */
const NOT_LOADED = ['', 'undefined', 'null', 'None', '<nil>', 'nil', 'NULL', 'token', 'TOKEN']

/** Texts that were used instead of the token. */
export function otherTokens(token: string, msg: string, others: OtherKeys): CallbackMutation[] {
  const { salt, profiles = {}, demo } = others
  const isDemo = demo !== undefined && token === demo.token
  const by = (key: string | undefined, cause: Finding, rarity: number): CallbackMutation[] =>
    key === undefined || key === token ? [] : [{ cause, rarity, change: { token: key } }]
  const edges = [
    ...[token.trim(), `${token}\n`, `${token}\r\n`, ` ${token}`, `${token} `, `${token}\r`, `\ufeff${token}`],
    ...[`${token}\u200b`, `\u200b${token}`, `${token}\u00a0`, `${token}\u2060`, `${token}\t`]
  ]
  const appId = memberText(objectIn(msg), 'appid')
  return [
    ...edges.flatMap((key) => by(key, finding('token-edge-whitespace'), 2)),
    ...by(salt, finding('salt-as-token'), 1),
    ...(isDemo && demo.salt !== salt ? by(demo.salt, finding('salt-as-token'), 1) : []),
    ...Object.entries(profiles).flatMap(([profile, keys]) => [
      ...by(keys.token, finding('other-profile-token', { profile }), 2),
      ...by(keys.salt, finding('other-profile-salt', { profile }), 2)
    ]),
    ...(demo && !isDemo
      ? [
          ...by(demo.token, finding('demo-token'), 2),
          ...(demo.salt === salt ? [] : by(demo.salt, finding('demo-salt-as-token'), 2))
        ]
      : []),
    ...NOT_LOADED.flatMap((text) => by(text, finding('token-not-loaded', { text }), 2)),
    ...by(appId, finding('app-id-as-token'), 2),
    ...[';', ',', '"', '",', '";'].flatMap((end) =>
      by(end.length > 1 ? `"${token}${end}` : `${token}${end}`, finding('token-with-rest-of-line', { text: end }), 3)
    ),
    ...encoded(token).flatMap(([key, how]) => by(key, finding('token-encoded', { how }), 3)),
    ...cuts(token),
    ...[`"${token}"`, `'${token}'`, `“${token}”`, token.replace(/^(["'])(.*)\1$/s, '$2')].flatMap((key) =>
      by(key, finding('token-quoted'), 3)
    ),
    ...[token.toLowerCase(), token.toUpperCase()].flatMap((key) => by(key, finding('token-in-other-case'), 3))
  ]
}

/** Forms of a token, with what made them. */
function encoded(token: string): [text: string, how: string][] {
  return [
    [encodeURIComponent(token), 'URL'],
    [decodedAddress(token), 'URL'],
    [token.replaceAll('+', ' '), 'URL'],
    [htmlEscaped(token), 'HTML'],
    [JSON.stringify(token).slice(1, -1), 'JSON'],
    [token.replaceAll('/', '\\/'), 'JSON'],
    [Buffer.from(token).toString('base64'), 'Base64'],
    [hash('md5', token), 'MD5'],
    [hash('sha1', token), 'SHA-1']
  ]
}

function decodedAddress(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return token // A lone % cannot be decoded.
  }
}

/** The fewest characters of a token that was cut off, and the longest token that is looked at. */
const [SHORTEST_CUT, LONGEST_TOKEN] = [4, 64]

function cuts(token: string): CallbackMutation[] {
  const most = Math.max(0, Math.min(token.length, LONGEST_TOKEN) - SHORTEST_CUT)
  const texts = Array.from({ length: most }, (_, i) => [token.slice(0, -(i + 1)), token.slice(i + 1)]).flat()
  // A loss of white space has a name of its own.
  const cut = texts.filter((text) => text.trim() !== token.trim())
  return cut.map((text) => ({ cause: finding('token-cut'), rarity: 4, alone: true, change: { token: text } }))
}
