import type { Setting } from '../../config/reader.js'
import type { Config } from '../../config/resolve.js'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { isReadByOthers } from '../../trade/keys/read-by-others.js'
import type { RsaKey } from '../../trade/keys/read-key.js'
import { placeOf, platformKeyOf, privateKeyOf } from './rsa-key.js'

/** A key of the configuration, or why it is none. */
export interface ConfiguredKey {
  setting: Setting<string>
  key?: RsaKey
  problem?: Finding
}

const READERS = { private_key: privateKeyOf, platform_public_key: platformKeyOf }

/** The setting of a key. */
export type KeySetting = keyof typeof READERS

/** Reads the keys of a configuration; what is none is left out. */
export function configuredKeys({ settings }: Pick<Config, 'settings'>) {
  const keys: { [Name in KeySetting]?: ConfiguredKey } = {}
  const warnings: Finding[] = []
  for (const name of Object.keys(READERS) as KeySetting[]) {
    const setting = settings[name]
    if (!setting) continue
    try {
      const key = READERS[name](setting)
      keys[name] = { setting, key }
      warnings.push(...oddities(key, placeOf(name, setting.source), setting.value))
    } catch (error) {
      const [problem] = error instanceof EcpayError ? error.findings : []
      if (!problem) throw error
      keys[name] = { setting, problem }
    }
  }
  const problems = Object.values(keys).flatMap(({ problem }) => problem ?? [])
  return { keys, problems, warnings }
}

/** The name of the scheme is SHA256-RSA2048. */
const USUAL_BITS = 2048

/**
 * What is odd about a key that is read here: a form that others do not read, more bits than the scheme has.
 *
 * @param text what it was read from
 */
export function oddities(key: RsaKey, source: string, text: string): Finding[] {
  const { kind, form, bits } = key
  const isBare = /^(?:pkcs8|spki)-base64$/.test(form) && /^[A-Za-z0-9+/=\s]+$/.test(text)
  return [
    ...(isReadByOthers(text, key) ? [] : [finding('unusual-key-form', { source, ...(isBare && { isBare }) })]),
    ...(bits > USUAL_BITS ? [finding('long-key', { source, wanted: kind, bits })] : [])
  ]
}

/** A key as `--json` has it: nothing of the key itself. */
export function keyMember({ kind, form, bits, fingerprint }: RsaKey): object {
  return { kind, form, bits, fingerprint }
}
