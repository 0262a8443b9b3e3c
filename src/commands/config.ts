import type { Setting } from '../config/reader.js'
import { isSecret } from '../config/reader.js'
import { SETTING_NAMES, type SettingName } from '../config/settings.js'
import { table } from '../output/columns.js'
import { visibleLine } from '../output/terminal-text.js'
import { trustMember, trustNotes, trustState } from './config-trust.js'
import { command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT } from './shared/exit.js'
import {
  ACCESS_TOKEN_FILE,
  APP_SECRET_FILE,
  KEY_VERSION,
  PLATFORM_PUBLIC_KEY_FILE,
  PRIVATE_KEY_FILE,
  SALT_FILE,
  TOKEN_FILE
} from './shared/options.js'
import { pathLine } from './shared/path-line.js'
import type { Voice } from './shared/result.js'

/** On a narrow terminal, the paths are shortened: they are longer, and their beginning is enough. */
const YIELDING = [{ column: 2, to: 16 }]

export const configShow = command({
  options: {
    saltFile: SALT_FILE,
    tokenFile: TOKEN_FILE,
    accessTokenFile: ACCESS_TOKEN_FILE,
    privateKeyFile: PRIVATE_KEY_FILE,
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE,
    keyVersion: KEY_VERSION,
    appSecretFile: APP_SECRET_FILE
  },
  examples: ['ecpay config show', 'ecpay config show --profile shop --json'],
  output: {
    en: 'a table. --json: {"path","profile","settings":{key:{"value","source":{"kind","name"}}}}; value is null for a secret. Of a file that was found by search and wants more than it may have, "trusted" says whether it may',
    zh: '表格。--json：{"path","profile","settings":{key:{"value","source":{"kind","name"}}}}；密钥的 value 为 null。自动找到的文件需要额外许可时，用 "trusted" 表示是否已获许可'
  },
  exits: [0, 2],
  async run(context, values) {
    const { path, profile, settings } = await configFor(context, values, { demoByDefault: true })
    const trust = await trustState(context)
    const entries = SETTING_NAMES.map((name) => [name, settings[name]] as const)
    return {
      document: () => ({
        path: path ?? null,
        ...trustMember(trust),
        profile: profile?.value ?? null,
        settings: Object.fromEntries(entries.map(([name, setting]) => [name, setting && machineForm(name, setting)]))
      }),
      async text(voice) {
        const shown = [...(profile ? [['profile', profile] as const] : []), ...entries]
        const mask = await voice.masking()
        const rows = shown.map(([name, setting]) => [name, ...cells(voice, name, setting)].map(mask))
        return [
          ...(path === undefined ? [{ note: voice.words.config.none }] : []),
          { result: `${table(rows, voice.tableWidth, YIELDING).join('\n')}\n` },
          ...trustNotes(voice, trust)
        ]
      }
    }
  }
})

export const configPath = command({
  options: {},
  examples: ['ecpay config path'],
  output: {
    en: 'its path; exit 1 where there is none. --json: {"path"}, and "trusted" as in config show',
    zh: '文件路径；没有配置文件时退出码为 1。--json：{"path"}，"trusted" 同 config show'
  },
  exits: [0, 1, 2],
  async run(context) {
    const trust = await trustState(context)
    const path = trust.raw?.path
    return {
      exit: path === undefined ? EXIT.no : EXIT.done,
      document: () => ({ path: path ?? null, ...trustMember(trust) }),
      text: (voice) => [
        path === undefined ? { note: voice.words.config.none } : pathLine(voice, path),
        ...trustNotes(voice, trust)
      ]
    }
  }
})

function cells({ words, paint }: Voice, name: SettingName | 'profile', setting: Setting | undefined): [string, string] {
  const { dim } = paint.stdout
  if (!setting) return [dim(words.config.notSet), '']
  const { kind, name: where, variable } = setting.source
  // The names can come from a file of a foreign repository.
  const source = visibleLine(words.config.sources[kind](where))
  // A key has many lines; `trade keys show` shows more about it.
  const value =
    isSecret(name) || name === 'platform_public_key'
      ? words.config.masked([...String(setting.value)].length)
      : visibleLine(String(setting.value))
  return [value, variable ? `${source} (\${${variable}})` : source]
}

function machineForm(name: SettingName, { value, source }: Setting): object {
  return { value: isSecret(name) ? null : value, ...(isSecret(name) && { set: true }), source }
}
