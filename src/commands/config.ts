import type { Setting } from '../config/reader.js'
import { SECRETS, SETTING_NAMES } from '../config/settings.js'
import { table } from '../output/columns.js'
import { visibleLine } from '../output/terminal-text.js'
import { trustMember, trustNotes, trustState } from './config-trust.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT } from './shared/exit.js'
import { ACCESS_TOKEN_FILE, SALT_FILE, TOKEN_FILE } from './shared/options.js'

/** A path is told by its beginning as well as a value is, and is the longer one. */
const YIELDING = [{ column: 2, to: 16 }]

export const configShow = command({
  options: {
    saltFile: SALT_FILE,
    tokenFile: TOKEN_FILE,
    accessTokenFile: ACCESS_TOKEN_FILE
  },
  examples: ['ecpay config show', 'ecpay config show --profile shop --json'],
  output: {
    en: 'a table. --json: {"path","profile","settings":{key:{"value","source":{"kind","name"}}}}; value is null for a secret. Of a file that was found by search and wants more than it may have, "trusted" says whether it may',
    zh: '表格。--json：{"path","profile","settings":{key:{"value","source":{"kind","name"}}}}；密钥的 value 为 null。自动找到的文件需要额外许可时，用 "trusted" 表示是否已获许可'
  },
  exits: [0, 2],
  async run(context, values) {
    const { out, words } = context
    const config = await configFor(context, values, { demoByDefault: true })
    const trust = await trustState(context)
    const settings = SETTING_NAMES.map((name) => ({ name, setting: config.settings[name] }))
    if (out.json) {
      const shown = settings.map(({ name, setting }) => [name, setting && machineForm(name, setting)] as const)
      const profile = config.profile?.value ?? null
      const path = config.path ?? null
      await out.document({ path, ...trustMember(trust), profile, settings: Object.fromEntries(shown) })
      return EXIT.done
    }
    if (config.path === undefined) out.note(words.config.none)
    const mask = await out.masking()
    const rows = settings.map(({ name, setting }) => [name, ...cells(context, name, setting)])
    const profile = config.profile ? [['profile', ...cells(context, 'profile', config.profile)]] : []
    const cellsOfAll = [...profile, ...rows].map((row) => row.map(mask))
    await out.result(`${table(cellsOfAll, out.tableWidth, YIELDING).join('\n')}\n`)
    for (const line of trustNotes(context, trust)) out.note(line)
    return EXIT.done
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
    const { out, words } = context
    const trust = await trustState(context)
    const path = trust.raw?.path
    if (out.json) await out.document({ path: path ?? null, ...trustMember(trust) })
    else if (path !== undefined) await out.result(`${out.isTerminal ? visibleLine(path) : path}\n`)
    if (path === undefined) out.note(words.config.none)
    for (const line of trustNotes(context, trust)) out.note(line)
    return path === undefined ? EXIT.no : EXIT.done
  }
})

function isSecret(name: string): boolean {
  return name in SECRETS
}

function cells({ words, out }: Context, name: string, setting: Setting | undefined): [string, string] {
  const { dim } = out.paint.stdout
  if (!setting) return [dim(words.config.notSet), '']
  const { kind, name: where, variable } = setting.source
  // A file of a repository says what it likes.
  const source = visibleLine(words.config.sources[kind](where))
  const value = isSecret(name)
    ? words.config.masked([...String(setting.value)].length)
    : visibleLine(String(setting.value))
  return [value, variable ? `${source} (\${${variable}})` : source]
}

function machineForm(name: string, { value, source }: Setting): object {
  return { value: isSecret(name) ? null : value, ...(isSecret(name) && { set: true }), source }
}
