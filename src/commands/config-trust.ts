import { resolve } from 'node:path'
import { type Demand, demandsOf } from '../config/demands.js'
import { type RawConfig, searchConfig } from '../config/find.js'
import { readAsked } from '../config/read.js'
import { errorCode } from '../config/read-text.js'
import { userFolder } from '../config/surroundings.js'
import { contentHash, isTrusted, revoke, type Trust, trust, trusted } from '../config/trust.js'
import { refuse } from '../findings/findings.js'
import { table } from '../output/columns.js'
import { visibleLine } from '../output/terminal-text.js'
import type { World } from '../world.js'
import { type Context, command } from './shared/command.js'
import { EXIT } from './shared/exit.js'
import { flag } from './shared/option.js'
import { pathLine } from './shared/path-line.js'
import type { Part, Result, Voice } from './shared/result.js'

export const configTrust = command({
  description: {
    en: 'A file of a folder that you checked out may name app_id, profiles, environment and limits. To send your keys to another host, to send a variable that is not called ECPAY_…, or to read a file outside its folder, it needs your word. It holds for this path and this content: look into the file before you give it.',
    zh: '下载来的目录里的配置文件可以写 app_id、配置档、环境和各种限制。要把密钥发往其他主机、发送名称不以 ECPAY_ 开头的环境变量，或读取所在目录以外的文件，须先经你确认。确认只对这个路径和当前内容有效：请先查看文件内容。'
  },
  options: {
    revoke: flag('--revoke', {
      help: {
        en: 'take it back; --config names a file that is gone',
        zh: '取消信任；文件已经不在时用 --config 指定'
      }
    }),
    list: flag('--list', {
      conflicts: ['--revoke'],
      help: {
        en: 'every file that is trusted, and whether it is still the same',
        zh: '列出所有受信任的文件，以及内容是否变化'
      }
    })
  },
  examples: [
    'ecpay config trust',
    'ecpay config trust --list',
    'ecpay config trust --revoke',
    'ecpay config trust --revoke --config /home/dev/old-shop/.ecpayrc'
  ],
  output: {
    en: 'the path of the file, and on stderr what it may do now; exit 1 where there is none. --json: {"path","trusted","sha256","allows":[{"kind","key","value"}]}; with --revoke {"path","trusted","was_trusted"}; with --list {"trusted":[{"path","sha256","state"}]}',
    zh: '文件路径，并在 stderr 上说明它现在可以做什么；没有配置文件时退出码为 1。--json：{"path","trusted","sha256","allows":[{"kind","key","value"}]}；加 --revoke 时为 {"path","trusted","was_trusted"}；加 --list 时为 {"trusted":[{"path","sha256","state"}]}'
  },
  exits: [0, 1, 2],
  async run(context, { revoke, list }) {
    if (list) return listTrusted(context)
    return revoke ? withdraw(context) : give(context)
  }
})

async function give(context: Context): Promise<Result> {
  const { world } = context
  const raw = chosen(context)
  if (!raw) return nothing()
  // A file that cannot be read cannot be trusted.
  const allows = await demandsOf(raw, foldersOf(world, raw))
  if (raw.origin === 'user') {
    return {
      document: () => ({ path: raw.path, trusted: true, sha256: null, allows: [] }),
      text: (voice) => [pathLine(voice, raw.path), { note: voice.words.config.trust.own }]
    }
  }
  const { sha256 } = stored(world, () => trust(world, raw.path, raw.bytes))
  return {
    document: () => ({ path: raw.path, trusted: true, sha256, allows }),
    text: (voice) => [
      pathLine(voice, raw.path),
      { note: voice.words.config.trust.given },
      ...allowsNotes(voice, allows)
    ]
  }
}

async function withdraw({ world, flags }: Context): Promise<Result> {
  // A file that no longer exists can be named, too.
  const path = flags.config === undefined ? searchConfig(world)?.path : resolve(world.cwd, flags.config)
  if (path === undefined) return nothing()
  const was = stored(world, () => revoke(world, path))
  return {
    document: () => ({ path, trusted: false, was_trusted: was }),
    text: (voice) => {
      const { revoked, wasNot } = voice.words.config.trust
      return [pathLine(voice, path), { note: was ? revoked : wasNot }]
    }
  }
}

async function listTrusted({ world }: Context): Promise<Result> {
  const entries = stored(world, () => trusted(world)).map((entry) => ({ ...entry, state: stateOf(entry) }))
  return {
    document: () => ({ trusted: entries }),
    text({ words, isTerminal }) {
      const { none, states } = words.config.trust
      if (entries.length === 0) return [{ note: none }]
      const rows = entries.map(({ path, state }) => [isTerminal ? visibleLine(path) : path, states[state]])
      return [{ result: `${table(rows).join('\n')}\n` }]
    }
  }
}

/** Whether a file still has the trusted content. */
function stateOf({ path, sha256 }: Trust): 'valid' | 'changed' | 'unreadable' {
  try {
    return contentHash(path, readAsked(path).bytes) === sha256 ? 'valid' : 'changed'
  } catch {
    return 'unreadable'
  }
}

/** What the configuration needs trust for, if it was found by search, and whether it is trusted. */
export interface TrustState {
  raw: RawConfig | undefined
  isTrusted: boolean
  demands: Demand[]
}

/** @throws EcpayError `config-not-found`, `config-unreadable` */
export async function trustState(context: Context): Promise<TrustState> {
  const { world, flags } = context
  const raw = chosen(context)
  if (!raw || raw.origin === 'user' || flags.config !== undefined) return { raw, isTrusted: true, demands: [] }
  const demands = await demandsOf(raw, foldersOf(world, raw)).catch(() => [])
  return { raw, isTrusted: isTrusted(world, raw.path, raw.bytes), demands }
}

/** The member for JSON output; empty if the file needs no trust. */
export function trustMember({ isTrusted, demands }: TrustState): object {
  return demands.length === 0 ? {} : { trusted: isTrusted }
}

/** The notes about trust; none if the file needs no trust. */
export function trustNotes(voice: Voice, { isTrusted, demands }: TrustState): Part[] {
  if (demands.length === 0) return []
  const { limited, trusted } = voice.words.config.trust
  return [{ note: isTrusted ? trusted : limited }, ...allowsNotes(voice, demands)]
}

function allowsNotes({ words }: Voice, demands: readonly Demand[]): Part[] {
  const { allows } = words.config.trust
  return demands.map(({ kind, key, value }) => ({ note: `  ${visibleLine(allows[kind](key, value))}` }))
}

/** The file of `--config`, treated as if it was found by search, or the file that was found. */
function chosen({ world, flags }: Context): RawConfig | undefined {
  if (flags.config === undefined) return searchConfig(world)
  return { ...readAsked(resolve(world.cwd, flags.config)), origin: 'project' }
}

function foldersOf(world: World, { path }: RawConfig): string[] {
  return [resolve(path, '..'), userFolder(world)]
}

function nothing(): Result {
  return {
    exit: EXIT.no,
    document: () => ({ path: null }),
    text: ({ words }) => [{ note: words.config.none }]
  }
}

function stored<T>(world: World, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const path = resolve(userFolder(world), 'trust')
    throw refuse('config-not-writable', { path, reason: errorCode(error) })
  }
}
