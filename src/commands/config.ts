import type { Setting } from '../config/reader.js'
import { SECRETS, SETTING_NAMES } from '../config/settings.js'
import { EXIT } from '../findings/findings.js'
import { table } from '../output/columns.js'
import { visibleLine } from '../output/terminal-text.js'
import { trustMember, trustNotes, trustState } from './config-trust.js'
import type { CommandSpec, Context } from './shared/command.js'
import { configFor } from './shared/config-for.js'

/** A path is told by its beginning as well as a value is, and is the longer one. */
const YIELDING = [{ column: 2, to: 16 }]

export const configShow: CommandSpec = {
  name: 'config show',
  options: [
    { syntax: '--salt-file <file>' },
    { syntax: '--token-file <file>' },
    { syntax: '--access-token-file <file>' }
  ],
  examples: ['ecpay config show', 'ecpay config show --profile shop --json'],
  exits: [0, 2],
  async run(context, _args, flags) {
    const { out, words } = context
    const config = await configFor(context, flags, { demoByDefault: true })
    const trust = await trustState(context.world, flags)
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
}

export const configPath: CommandSpec = {
  name: 'config path',
  options: [],
  examples: ['ecpay config path'],
  exits: [0, 1, 2],
  async run(context, _args, flags) {
    const { out, words, world } = context
    const trust = await trustState(world, flags)
    const path = trust.raw?.path
    if (out.json) await out.document({ path: path ?? null, ...trustMember(trust) })
    else if (path !== undefined) await out.result(`${out.isTerminal ? visibleLine(path) : path}\n`)
    if (path === undefined) out.note(words.config.none)
    for (const line of trustNotes(context, trust)) out.note(line)
    return path === undefined ? EXIT.no : EXIT.done
  }
}

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
