import type { Config } from '../../../config/resolve.js'
import { DEMO_KEY_PAIRS } from '../../../simulator/demo-key-pairs.js'
import { EXAMPLE_KEY } from '../../../trade/diagnose/example-key.js'
import type { NamedKey } from '../../../trade/diagnose/open-signature.js'
import type { KeyHandle } from '../../../trade/keys/key-handle.js'
import { nodeKey } from '../../../trade/keys/node-key.js'
import { readPublicKey } from '../../../trade/keys/read-key.js'
import { publicHalf as publicHalfOf } from '../../../trade/keys/rsa-numbers.js'
import type { Context } from '../../shared/command.js'
import { type ConfigValues, configFor } from '../../shared/config-for.js'
import { readText } from '../../shared/input.js'
import { privateKey, publicHalf, publicKey } from '../public-keys.js'
import { privateKeyOf } from '../rsa-key.js'

/** The keys that a signature is opened with, and what else the configuration says of the app. */
export interface KnownKeys {
  /** The key that should have made the signature stands first. */
  keys: NamedKey[]
  privateKey: KeyHandle | undefined
  app_id: string | undefined
  key_version: string | undefined
}

/**
 * Every public key at hand, that of the app first; other keys that cannot be read are left out.
 *
 * @throws EcpayError of the configuration, and what is wrong with the app's own key
 */
export async function knownKeys(
  context: Context,
  values: ConfigValues & { publicKeyFile?: string | undefined }
): Promise<KnownKeys> {
  const { publicKeyFile: file } = values
  const needs = ['app_id', 'key_version', 'platform_public_key'] as const
  const config: Config = await configFor(context, values, {
    needs: [...needs, 'private_key'],
    required: file === undefined ? ['private_key'] : []
  })
  const { private_key, platform_public_key, app_id, key_version } = config.settings
  const given = file === undefined ? undefined : readPublicKey((await readText(context, file, undefined)).text, file)
  // Beside a public key that is given, the private one need not be right.
  const own = private_key && (given ? privateKey(private_key.value) : privateKeyOf(private_key).keyObject)
  const keys: (NamedKey | undefined)[] = [
    named('own', given?.keyObject),
    named('own', own && publicHalfOf(own)),
    ...(await profileKeys(config)),
    named('platform', publicKey(platform_public_key?.value)),
    named('demo', publicHalf(DEMO_KEY_PAIRS.private_key)),
    named('example', publicKey(EXAMPLE_KEY))
  ]
  return {
    keys: distinct(keys.flatMap((one) => one ?? [])),
    privateKey: own,
    app_id: app_id?.value,
    key_version: key_version && String(key_version.value)
  }
}

async function profileKeys(config: Config): Promise<(NamedKey | undefined)[]> {
  const pairs = await config.otherKeyPairs()
  return [...pairs].flatMap(([name, { private_key, platform_public_key }]) => [
    named('profile', publicHalf(private_key), name),
    named('platform', publicKey(platform_public_key), name)
  ])
}

function named(role: NamedKey['role'], key: KeyHandle | undefined, name?: string): NamedKey | undefined {
  return key && { role, name, key }
}

/** One key under several names is the first of them. */
function distinct(keys: readonly NamedKey[]): NamedKey[] {
  return keys.filter(({ key }, i) => keys.findIndex((one) => nodeKey(one.key).equals(nodeKey(key))) === i)
}
