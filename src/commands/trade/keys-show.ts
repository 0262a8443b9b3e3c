import type { Setting } from '../../config/reader.js'
import { pad, widthOf } from '../../output/columns.js'
import { visibleLine } from '../../output/terminal-text.js'
import { command } from '../shared/command.js'
import { configFor } from '../shared/config-for.js'
import { KEY_VERSION, PLATFORM_PUBLIC_KEY_FILE, PRIVATE_KEY_FILE } from '../shared/options.js'
import type { Voice } from '../shared/result.js'
import { type ConfiguredKey, configuredKeys, type KeySetting, keyMember } from './configured-keys.js'
import { FORMS, LABELS, NOTES } from './keys-words.js'

const NAMES: readonly KeySetting[] = ['private_key', 'platform_public_key']

export const keysShow = command({
  description: {
    en: 'Says what each configured key is: its form, its bits, and the SHA-256 fingerprint of its public half. Both halves of a pair have the same fingerprint. The keys themselves are never printed.',
    zh: '说明每个已配置的密钥是什么：格式、位数，以及公钥部分的 SHA-256 指纹。一对密钥的指纹相同。不会输出密钥本身。'
  },
  options: {
    privateKeyFile: PRIVATE_KEY_FILE,
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE,
    keyVersion: KEY_VERSION
  },
  examples: ['ecpay trade keys show', 'ecpay trade keys show --private-key-file private_key.pem --json'],
  output: {
    en: 'a few lines a key. --json: {"private_key":{"kind","form","bits","fingerprint","source"},"platform_public_key":{…},"key_version","problems":[{"code","message"}],"warnings":[…]}; null for a key that is not configured',
    zh: '每个密钥几行文本。--json：{"private_key":{"kind","form","bits","fingerprint","source"},"platform_public_key":{…},"key_version","problems":[{"code","message"}],"warnings":[…]}；未配置的密钥为 null'
  },
  exits: [0, 2],
  async run(context, values) {
    const config = await configFor(context, values, {
      needs: ['env', 'private_key', 'platform_public_key', 'key_version'],
      demoByDefault: true
    })
    const { keys, problems, warnings } = configuredKeys(config)
    const version = config.settings.key_version
    const hasKey = NAMES.some((name) => keys[name])
    return {
      problems,
      document: async (voice) => ({
        ...Object.fromEntries(NAMES.map((name) => [name, memberOf(keys[name])])),
        key_version: version?.value ?? null,
        problems: await voice.problems(problems),
        warnings: await voice.problems(warnings)
      }),
      text: (voice) => [
        {
          result: `${[...NAMES.flatMap((name) => lines(voice, name, keys[name])), versionLine(voice, version)].join('\n')}\n`
        },
        ...(hasKey ? [] : [{ note: NOTES.nothing[voice.language] }]),
        { warnings }
      ]
    }
  }
})

function memberOf(one: ConfiguredKey | undefined): object | null {
  return one ? { ...(one.key && keyMember(one.key)), source: one.setting.source } : null
}

function lines(voice: Voice, name: KeySetting, one: ConfiguredKey | undefined): string[] {
  const { words, language, paint } = voice
  if (!one) return [`${name}  ${paint.stdout.dim(words.config.notSet)}`]
  const heading = `${name}  ${sourceText(voice, one.setting)}`
  if (!one.key) return [heading]
  const { form, bits, fingerprint } = one.key
  const rows = [
    [LABELS.form[language], FORMS[form][language]],
    [LABELS.bits[language], `${bits}`],
    [LABELS.fingerprint[language], fingerprint]
  ] as const
  const width = Math.max(...rows.map(([label]) => widthOf(label)))
  return [heading, ...rows.map(([label, value]) => `  ${pad(label, width)}  ${value}`)]
}

function versionLine(voice: Voice, version: Setting<string> | undefined): string {
  if (!version) return `key_version  ${voice.paint.stdout.dim(voice.words.config.notSet)}`
  return `key_version  ${version.value}  ${sourceText(voice, version)}`
}

function sourceText({ words, paint }: Voice, { source: { kind, name, variable } }: Setting): string {
  const text = visibleLine(words.config.sources[kind](name))
  return paint.stdout.dim(variable ? `${text} (\${${variable}})` : text)
}
