import { resolve } from 'node:path'
import { exposure, readSecret } from '../../config/read-text.js'
import { DIGITS, EXPECTED } from '../../config/settings.js'
import { saltOddities } from '../../ecpay/sign/request-signature.js'
import { EcpayError, type Finding, finding, type SaltOddity } from '../../findings/findings.js'
import { SHORTEST_MASKED } from '../../output/secrets.js'
import { visibleLine } from '../../output/terminal-text.js'
import { readObject } from '../../protocol/json/json.js'
import { nearest } from '../../protocol/nearest.js'
import { ENVIRONMENT_NAMES } from '../../protocol/system/environments.js'
import type { RsaKey } from '../../trade/keys/read-key.js'
import type { World } from '../../world.js'
import type { KeySetting } from '../trade/configured-keys.js'

export function wrongEnvironment(found: string): Finding {
  const meant = nearest(found, ENVIRONMENT_NAMES)
  const expected = EXPECTED.environment
  return finding('invalid-setting', { key: 'env', source: '--env', expected, found, ...(meant && { meant }) })
}

/** What every call would refuse about a notify_url. */
export async function notifyUrlProblems(notify_url: string, env: string | undefined): Promise<Finding[]> {
  if (notify_url === '') return []
  const [{ createOrder }, { validate }] = await Promise.all([
    import('../../ecpay/endpoints/create-order.js'),
    import('../../protocol/system/validate.js')
  ])
  const found = validate(createOrder, readObject(JSON.stringify({ notify_url })), { local: env === 'local' })
  return found.filter((one) => 'key' in one && one.key === 'notify_url')
}

export function keyVersionProblems(found: string, source: string): Finding[] {
  if (DIGITS.test(found)) return []
  return [finding('invalid-setting', { key: 'key_version', source, expected: EXPECTED.digits, found })]
}

/** The warnings about a value that looks wrongly copied, while it can still be copied again. */
export const ODDITIES = {
  app_id: (found: string): Finding[] => (/^tt[0-9a-z]+$/.test(found) ? [] : [finding('suspicious-app-id', { found })]),
  salt: (salt: string): Finding[] => [
    ...[...saltOddities(salt), ...unlikely(salt)].map((reason) => finding('suspicious-salt', { reason })),
    ...short('SALT', salt)
  ],
  token: (token: string): Finding[] => [...copied('TOKEN', token), ...short('TOKEN', token)],
  app_secret: (secret: string): Finding[] => [...copied('APP_SECRET', secret), ...short('APP_SECRET', secret)]
}

/** What was probably copied with a secret by mistake. */
function copied(name: 'TOKEN' | 'APP_SECRET', secret: string): Finding[] {
  const inside = /\S\s+\S/.test(secret) ? (['white space inside'] as const) : []
  return [...saltOddities(secret), ...inside].map((reason) => finding('suspicious-secret', { name, reason }))
}

/** What is unusual for a SALT of the platform, although it would work. */
function unlikely(salt: string): SaltOddity[] {
  return [
    ...(/\S\s+\S/.test(salt) ? (['white space inside'] as const) : []),
    ...(/^[0-9a-f]{40}$/i.test(salt) ? (['app secret'] as const) : [])
  ]
}

function short(name: 'SALT' | 'TOKEN' | 'APP_SECRET', { length }: string): Finding[] {
  return length > 0 && length < SHORTEST_MASKED ? [finding('short-secret', { name })] : []
}

/** A key that was read, or what is wrong with it. */
export interface KeyRead {
  key?: RsaKey
  problems: readonly Finding[]
  warnings: readonly Finding[]
}

/** Reads the key in a text. The modules for keys are loaded only here, because most configurations need none. */
export async function readKey(name: KeySetting, text: string, source: string): Promise<KeyRead> {
  const [{ readPrivateKey, readPublicKey }, { oddities }] = await Promise.all([
    import('../../trade/keys/read-key.js'),
    import('../trade/configured-keys.js')
  ])
  try {
    const key = name === 'private_key' ? readPrivateKey(text, source) : readPublicKey(text, source)
    return { key, problems: [], warnings: oddities(key, source, text) }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    return { problems: error.findings, warnings: [] }
  }
}

/** Reads the key in a file; of a private key, its mode is looked at. */
export async function readKeyFile(
  name: KeySetting,
  file: string,
  flag: string,
  { cwd, platform }: Pick<World, 'cwd' | 'platform'>
): Promise<KeyRead> {
  const path = resolve(cwd, file)
  const read = readSecret(path)
  if ('unreadable' in read)
    return { problems: [finding('secret-file-unreadable', { key: flag, path, reason: read.unreadable })], warnings: [] }
  const found = await readKey(name, read.text, visibleLine(file))
  const exposed = found.key?.kind === 'private' ? exposure(path, read.stat, platform) : []
  return { ...found, warnings: [...found.warnings, ...exposed] }
}

/** What is odd about the keys together: one that is known to everybody, or the own public key as the platform's. */
export async function keyOddities(keys: Readonly<Record<KeySetting, RsaKey | undefined>>): Promise<Finding[]> {
  const { private_key: own, platform_public_key: platform } = keys
  const { notOwn, notPublished } = await import('../trade/keys-check.js')
  const looked = [notPublished(keys), ...(own && platform ? [notOwn(own, platform)] : [])]
  return looked.flatMap(({ problem }) => problem ?? [])
}
