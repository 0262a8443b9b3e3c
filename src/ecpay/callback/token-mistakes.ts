import { type Finding, finding } from '../../findings/findings.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import type { OtherKeys } from '../../protocol/system/system.js'
import { cutsOf, SECRET_FORMS, type SecretMishap } from '../sign/secret-forms.js'
import type { CallbackMutation } from './callback-mutation.js'

/** What examples and databases have in place of a token. */
const PLACEHOLDERS = ['NULL', 'token', 'TOKEN', 'your_token', 'your token', 'xxx']

/** Texts that were used instead of the token. */
export function otherTokens(token: string, msg: string, others: OtherKeys): CallbackMutation[] {
  const { salt, profiles = {}, demo } = others
  const isDemo = demo !== undefined && token === demo.token
  const by = (key: string | undefined, cause: Finding, rarity: number): CallbackMutation[] =>
    key === undefined || key === token ? [] : [{ cause, rarity, change: { token: key } }]
  const appId = memberText(objectIn(msg), 'appid')
  return [
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
    ...PLACEHOLDERS.flatMap((text) => by(text, finding('token-not-loaded', { text }), 2)),
    ...by(appId, finding('app-id-as-token'), 2),
    ...SECRET_FORMS.flatMap(([mishap, , change, detail = '']) => {
      const [cause, rarity] = CAUSES[mishap](detail) ?? []
      return cause && rarity ? by(change(token), cause, rarity) : []
    }),
    ...cuts(token)
  ]
}

type Cause = (detail: string) => [cause: Finding, rarity: number] | undefined

const EDGE: Cause = () => [finding('token-edge-whitespace'), 2]
const QUOTED: Cause = () => [finding('token-quoted'), 3]
const OTHER_CASE: Cause = () => [finding('token-in-other-case'), 3]
const ENCODED: Cause = (how) => [finding('token-encoded', { how }), 3]
const NOT_LOADED: Cause = (text) => [finding('token-not-loaded', { text }), 2]

/** How a mishap of the token is called. */
const CAUSES: Readonly<Record<SecretMishap, Cause>> = {
  'not-loaded': NOT_LOADED,
  'not-its-text': (text) => [finding('token-not-loaded', { text }), 3],
  printed: (text) => [finding('token-as-printed', { text }), 3],
  trimmed: EDGE,
  'line-break': EDGE,
  'byte-order-mark': EDGE,
  space: EDGE,
  'invisible-character': EDGE,
  quotes: QUOTED,
  unquoted: QUOTED,
  'lower-case': OTHER_CASE,
  'upper-case': OTHER_CASE,
  'rest-of-line': (text) => [finding('token-with-rest-of-line', { text }), 3],
  // Nobody joins the token with itself, for it is one of a list.
  twice: () => undefined,
  hashed: ENCODED,
  'hashed-by-sha1': ENCODED,
  encoded: ENCODED
}

function cuts(token: string): CallbackMutation[] {
  const texts = cutsOf(token).map((cut) => cut(token))
  // A loss of white space has a name of its own.
  const cut = texts.filter((text) => text.trim() !== token.trim())
  return cut.map((text) => ({ cause: finding('token-cut'), rarity: 4, alone: true, change: { token: text } }))
}
