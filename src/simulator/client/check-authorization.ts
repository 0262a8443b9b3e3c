import type { Reason } from '../../protocol/system/reason.js'
import { authorizationFaults, itemValue } from '../../trade/diagnose/authorization-faults.js'
import { diagnoseRequest } from '../../trade/diagnose/diagnose-request.js'
import type { MistakeCode } from '../../trade/diagnose/mistakes.js'
import type { NamedKey } from '../../trade/diagnose/open-signature.js'
import { readPrivateKey, readPublicKey } from '../../trade/keys/read-key.js'
import { publicHalf } from '../../trade/keys/rsa-numbers.js'
import { readAuthorization } from '../../trade/sign/authorization.js'
import { verifyRequest } from '../../trade/sign/sign-request.js'
import type { Outside } from '../../world.js'
import { type GatewayKeys, type KnownApps, keysOf } from '../demo-keys.js'

interface Checked {
  /** The app that signed it, if it is accepted. */
  app_id?: string
  /** Why it is refused, with the text of the platform. */
  refused?: { text: '签名参数异常' | '签名校验异常'; reasons: readonly Reason[] }
  /** What only some of the platform's own sources accept. */
  warnings?: readonly Reason[]
}

/** In seconds: how far the time of a signature may be off. Source: an SDK, which names an official page. */
const FAR = 3600
/** In UTF-16 units: in a longer text no mistake is searched for. */
const LONGEST = 16_384
/** In milliseconds: how long a search may take, while other requests are served. */
const TIME_LIMIT = 2000
/** With these the text cannot be read, or a part is missing. */
const UNREADABLE: readonly MistakeCode[] = [
  'scheme-missing',
  'other-scheme',
  'item-missing',
  'item-empty',
  'item-twice',
  'item-misspelt',
  'mixed-quotes',
  'items-not-separated',
  'time-not-digits',
  'key-version-not-digits'
]
/** The page of the signature has quotes, the demos of tt.requestOrder have none. */
const DISPUTED: MistakeCode = 'quotes-in-byte-authorization'

/**
 * Verifies byteAuthorization as the platform does, and looks for the mistake behind a wrong one.
 *
 * @param data the text that was handed over
 * @param uri what is signed as its path
 */
export async function checkAuthorization(
  data: string,
  text: string,
  { strict, now, realNow = now, ...known }: Outside & KnownApps & { strict?: boolean },
  uri: string
): Promise<Checked> {
  const authorization = readAuthorization(text)
  if (!authorization) return { refused: { text: '签名参数异常', reasons: [{ code: 'not-an-authorization' }] } }
  const value = (item: Parameters<typeof itemValue>[1]) => itemValue(authorization, item) ?? ''
  const keys = keysOf(known, value('appid'), value('key_version'))
  const { app_id, key_version } = keys
  const faults = authorizationFaults(authorization, text, { isForClient: true, app_id, key_version })
  const disputed = faults.filter(({ code }) => code === DISPUTED)
  const wrong = strict ? faults : faults.filter(({ code }) => code !== DISPUTED)
  const own = readPublicKey(keys.app_public_key).keyObject
  const [timestamp, nonce] = [value('timestamp'), value('nonce_str')]
  const isOff = /^\d{1,11}$/.test(timestamp) && Math.abs(realNow() / 1000 - Number(timestamp)) > FAR
  const off: Reason[] = isOff ? [{ code: 'signed-too-long-ago', key: 'timestamp', limit: FAR }] : []
  if (verifyRequest({ uri, timestamp, nonce, body: data }, value('signature'), own)) {
    if (wrong.length === 0 && !isOff) return { app_id, warnings: disputed.map(reasonOf) }
    return { refused: { text: textOf(wrong), reasons: [...wrong.map(reasonOf), ...off] } }
  }
  const asked = { body: data, authorization, authorizationText: text, keys: possibleKeys(own, keys) }
  const found =
    data.length > LONGEST
      ? undefined
      : await diagnoseRequest({ ...asked, expected: { app_id, key_version } }, { depth: 1, timeLimit: TIME_LIMIT })
  const mistakes = found?.explanations[0]?.mistakes ?? faults
  const reasons = mistakes.length > 0 ? mistakes.map(reasonOf) : [{ code: 'signature-differs' }]
  return { refused: { text: textOf(wrong), reasons: [...reasons, ...off] } }
}

/** The keys that may have been mistaken for that of the app. */
function possibleKeys(own: NamedKey['key'], { platform_private_key }: GatewayKeys): NamedKey[] {
  const platform = publicHalf(readPrivateKey(platform_private_key).keyObject)
  return [
    { role: 'own', key: own },
    { role: 'platform', key: platform }
  ]
}

function textOf(faults: readonly { code: MistakeCode }[]): '签名参数异常' | '签名校验异常' {
  return faults.some(({ code }) => UNREADABLE.includes(code)) ? '签名参数异常' : '签名校验异常'
}

function reasonOf({ code, key }: { code: MistakeCode; key?: string }): Reason {
  return { code, ...(key !== undefined && { key }) }
}
