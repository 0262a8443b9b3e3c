import { type Finding, finding } from '../../findings/findings.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
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
  const edges = [token.trim(), `${token}\n`, `${token}\r\n`, ` ${token}`, `${token} `, `${token}\r`, `\ufeff${token}`]
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
    ...[`"${token}"`, `'${token}'`, token.replace(/^(["'])(.*)\1$/s, '$2')].flatMap((key) =>
      by(key, finding('token-quoted'), 3)
    ),
    ...[token.toLowerCase(), token.toUpperCase()].flatMap((key) => by(key, finding('token-in-other-case'), 3))
  ]
}
