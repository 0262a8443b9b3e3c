import type { Config } from '../../config/resolve.js'
import { finding } from '../../findings/findings.js'
import type { CallbackTools } from '../../protocol/callback/callback-tools.js'
import type { Context } from '../shared/command.js'
import { readInput } from '../shared/input.js'
import { text } from '../shared/option.js'

/** The option of every command that signs callbacks of a system with keys that only the platform has. */
export const PLATFORM_PRIVATE_KEY_FILE = text('--platform-private-key-file <file>', {
  help: {
    en: 'trade: file with the private key to sign callbacks with; default: that of the local gateway (`ecpay simulate keys`)',
    zh: '通用交易系统：用于签名回调的平台侧私钥文件；默认为本地网关的（见 `ecpay simulate keys`）'
  }
})

/** In bytes. */
const LARGEST_KEY = 64 * 1024

/** Keys with which callbacks are signed here, as text. */
export interface SigningKeys {
  key: string
  /** A key that is not the platform's: that of an app. Empty if the system has no such key. */
  otherKey: string
  /** Whether `key` is that of the local gateway, although nothing says `local`. */
  isDemo: boolean
}

/** What the configuration must have, for callbacks of this system to be signed. */
export function requiredBy({ signedWith }: CallbackTools): readonly 'token'[] {
  return signedWith === 'token' ? ['token'] : []
}

/**
 * The keys for callbacks of a system. The private key of the platform is not to be had, so that of the local gateway
 * signs unless another one is given; that is said.
 *
 * @param config with what {@link requiredBy} names, and `env`
 * @throws EcpayError `file-not-readable`, the errors of `readPrivateKey`
 */
export async function signingKeys(
  context: Context,
  { signedWith }: CallbackTools,
  { settings }: Pick<Config, 'settings'>,
  file: string | undefined
): Promise<SigningKeys> {
  if (signedWith === 'token') return { key: settings.token?.value ?? '', otherKey: '', isDemo: false }
  const { DEMO_KEY_PAIRS } = await import('../../simulator/demo-key-pairs.js')
  const otherKey = DEMO_KEY_PAIRS.private_key
  if (file === undefined) {
    const { env } = settings
    const isDemo = env?.value !== 'local' || env.source.kind === 'default'
    if (isDemo) context.out.notice(finding('local-platform-key'))
    return { key: DEMO_KEY_PAIRS.platform_private_key, otherKey, isDemo }
  }
  const key = (await readInput(context, file, LARGEST_KEY, LARGEST_KEY)).toString('utf8')
  context.out.hide([{ name: 'PRIVATE_KEY', value: key }])
  const { readPrivateKey } = await import('../../trade/keys/read-key.js')
  readPrivateKey(key, '--platform-private-key-file')
  return { key, otherKey, isDemo: false }
}
