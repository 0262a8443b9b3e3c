import { type Finding, finding } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { KNOWN_KEYS } from '../../trade/keys/known-keys.js'
import { type RsaKey, readPublicKey } from '../../trade/keys/read-key.js'
import { publicHalf } from '../../trade/keys/rsa-numbers.js'
import { writeKey } from '../../trade/keys/write-key.js'
import { command } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import { argument } from '../shared/option.js'
import { KEY_VERSION, PLATFORM_PUBLIC_KEY_FILE, PRIVATE_KEY_FILE } from '../shared/options.js'
import type { Voice } from '../shared/result.js'
import { configuredKeys, type KeySetting, keyMember } from './configured-keys.js'
import { readKeyText } from './key-file.js'
import { CHECKS, type CheckName, NOTES } from './keys-words.js'

const NAMES: readonly KeySetting[] = ['private_key', 'platform_public_key']

/** One thing that was looked at. */
interface Check {
  name: CheckName
  ok: boolean
  code?: string
}

export const keysCheck = command({
  description: {
    en: 'Checks the configured keys: can each be read, is the platform public key not your own, is none of them a published example? If you give the public key that you uploaded: does it belong to the private key? Only the console shows whether it has that public key, and as which version.',
    zh: '检查已配置的密钥：能否读取；平台公钥是不是误用了自己的公钥；有没有使用公开的示例密钥；如果给出已上传的应用公钥，还会检查它与私钥是否成对。控制台里是不是这个公钥、版本是多少，只能在控制台查看。'
  },
  arguments: {
    publicKey: argument('[public-key]', {
      help: {
        en: 'file with your public key, as it was uploaded; - for stdin',
        zh: '存放已上传的应用公钥的文件；- 表示 stdin'
      }
    })
  },
  options: {
    privateKeyFile: PRIVATE_KEY_FILE,
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE,
    keyVersion: KEY_VERSION
  },
  examples: ['ecpay trade keys check', 'ecpay trade keys check public_key.pem --json'],
  output: {
    en: 'one line a check. --json: {"ok","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"warnings":[…],"private_key":{…},"platform_public_key":{…},"key_version","public_key"}; public_key is the public half of the private key',
    zh: '每项检查一行。--json：{"ok","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"warnings":[…],"private_key":{…},"platform_public_key":{…},"key_version","public_key"}；public_key 是私钥对应的公钥'
  },
  exits: [0, 1, 2, 130],
  async run(context, { publicKey, ...values }) {
    const config = await configFor(context, values, {
      needs: ['env', 'platform_public_key', 'key_version'],
      required: ['private_key']
    })
    const given = publicKey === undefined ? undefined : (await readKeyText(context, publicKey)).text
    const uploaded = given === undefined ? undefined : readPublicKey(given, visibleLine(publicKey ?? ''))
    const { keys, warnings } = configuredKeys(config)
    const own = keys.private_key?.key
    const platform = keys.platform_public_key?.key
    const isLocal = config.settings.env?.value === 'local'
    const found = [
      ...NAMES.flatMap((name): Looked[] => (keys[name] ? [{ name, problem: keys[name].problem }] : [])),
      ...(own && platform ? [notOwn(own, platform)] : []),
      ...(isLocal ? [] : [notPublished({ private_key: own, platform_public_key: platform })]),
      ...(own && uploaded ? [pair(own, uploaded)] : [])
    ]
    const checks = found.map(
      ({ name, problem }): Check => ({ name, ok: !problem, ...(problem && { code: problem.code }) })
    )
    const problems = found.flatMap(({ problem }) => problem ?? [])
    const version = config.settings.key_version?.value
    const missing: Finding[] = keys.platform_public_key
      ? []
      : [finding('missing-platform-public-key', { elsewhere: true })]
    return {
      problems,
      document: async (voice) => ({
        ok: problems.length === 0,
        checks,
        problems: await voice.problems(problems),
        warnings: await voice.problems([...missing, ...warnings]),
        private_key: own ? keyMember(own) : null,
        platform_public_key: platform ? keyMember(platform) : null,
        key_version: version ?? null,
        public_key: own ? writeKey(publicHalf(own.keyObject), 'pkcs8') : null
      }),
      text: (voice) => [
        {
          result: checks.map((one) => `${checkLine(one, voice)}\n`).join('')
        },
        { warnings: [...missing, ...warnings] },
        ...(problems.length === 0 ? [{ note: NOTES.version[voice.language](version) }] : [])
      ]
    }
  }
})

function checkLine({ name, ok, code }: Check, { language, paint }: Voice): string {
  const { green, red, dim } = paint.stdout
  return `${ok ? green('✓') : red('✗')} ${CHECKS[name][language]}${code ? dim(` (${code})`) : ''}`
}

interface Looked {
  name: CheckName
  problem?: Finding | undefined
}

/** Whether the platform's key is not the app's own. */
export function notOwn(own: RsaKey, platform: RsaKey): Looked {
  return {
    name: 'not_own',
    problem: own.fingerprint === platform.fingerprint ? finding('app-key-for-platform-key') : undefined
  }
}

/** Whether no key is a published example. */
export function notPublished(keys: Readonly<Record<KeySetting, RsaKey | undefined>>): Looked {
  for (const [key, one] of Object.entries(keys)) {
    const of = one && KNOWN_KEYS[one.fingerprint]
    if (of) return { name: 'not_published', problem: finding('published-key', { key, of }) }
  }
  return { name: 'not_published' }
}

function pair(own: RsaKey, uploaded: RsaKey): Looked {
  if (own.fingerprint === uploaded.fingerprint) return { name: 'pair' }
  const args = { found: uploaded.fingerprint, expected: own.fingerprint }
  return { name: 'pair', problem: finding('keys-not-a-pair', args) }
}
