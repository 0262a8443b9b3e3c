import { resolve } from 'node:path'
import { type Demand, demandsOf } from '../config/demands.js'
import { type RawConfig, searchConfig } from '../config/find.js'
import { readAsked } from '../config/read.js'
import { errorCode } from '../config/read-text.js'
import { userFolder } from '../config/surroundings.js'
import { contentHash, isTrusted, revoke, type Trust, trust, trusted } from '../config/trust.js'
import { EXIT, type ExitCode, Failure, finding } from '../findings/findings.js'
import { table } from '../output/columns.js'
import { visibleLine } from '../output/terminal-text.js'
import type { World } from '../world.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'

export const configTrust: CommandSpec = {
  name: 'config trust',
  options: [{ syntax: '--revoke' }, { syntax: '--list' }],
  examples: [
    'ecpay config trust',
    'ecpay config trust --list',
    'ecpay config trust --revoke',
    'ecpay config trust --revoke --config /home/dev/old-shop/.ecpayrc'
  ],
  exits: [0, 1, 2],
  async run(context, _args, flags) {
    if (flags.list === true && flags.revoke === true)
      throw new Failure(EXIT.input, [finding('conflicting-options', { options: ['--list', '--revoke'] })])
    if (flags.list) return list(context)
    return flags.revoke ? withdraw(context, flags) : give(context, flags)
  }
}

async function give(context: Context, flags: Flags): Promise<ExitCode> {
  const { out, words, world } = context
  const raw = chosen(world, flags)
  if (!raw) return nothing(context)
  // What cannot be read cannot be trusted.
  const allows = await demandsOf(raw, foldersOf(world, raw))
  if (raw.origin === 'user') {
    if (out.json) await out.document({ path: raw.path, trusted: true, sha256: null, allows: [] })
    else await out.result(`${shownPath(context, raw.path)}\n`)
    out.note(words.config.trust.own)
    return EXIT.done
  }
  const { sha256 } = stored(world, () => trust(world, raw.path, raw.bytes))
  if (out.json) await out.document({ path: raw.path, trusted: true, sha256, allows })
  else await out.result(`${shownPath(context, raw.path)}\n`)
  out.note(words.config.trust.given)
  for (const line of allowsLines(context, allows)) out.note(line)
  return EXIT.done
}

async function withdraw(context: Context, flags: Flags): Promise<ExitCode> {
  const { out, words, world } = context
  // A file that is gone can be named as well.
  const path = flags.config === undefined ? searchConfig(world)?.path : resolve(world.cwd, flags.config)
  if (path === undefined) return nothing(context)
  const was = stored(world, () => revoke(world, path))
  if (out.json) await out.document({ path, trusted: false, was_trusted: was })
  else await out.result(`${shownPath(context, path)}\n`)
  out.note(was ? words.config.trust.revoked : words.config.trust.wasNot)
  return EXIT.done
}

async function list(context: Context): Promise<ExitCode> {
  const { out, words, world } = context
  const entries = stored(world, () => trusted(world)).map((entry) => ({ ...entry, state: stateOf(entry) }))
  if (out.json) await out.document({ trusted: entries })
  else if (entries.length > 0) {
    const rows = entries.map(({ path, state }) => [shownPath(context, path), words.config.trust.states[state]])
    await out.result(`${table(rows).join('\n')}\n`)
  }
  if (entries.length === 0) out.note(words.config.trust.none)
  return EXIT.done
}

/** Whether a file is still what was trusted. */
function stateOf({ path, sha256 }: Trust): 'valid' | 'changed' | 'unreadable' {
  try {
    return contentHash(path, readAsked(path).bytes) === sha256 ? 'valid' : 'changed'
  } catch {
    return 'unreadable'
  }
}

/** What the configuration in use wants that one which is only found may not have, and whether it is trusted with it. */
export interface TrustState {
  raw: RawConfig | undefined
  isTrusted: boolean
  demands: Demand[]
}

/** @throws Failure (exit 2) `config-not-found`, `config-unreadable` */
export async function trustState(world: World, flags: Flags): Promise<TrustState> {
  const raw = chosen(world, flags)
  if (!raw || raw.origin === 'user' || flags.config !== undefined) return { raw, isTrusted: true, demands: [] }
  const demands = await demandsOf(raw, foldersOf(world, raw)).catch(() => [])
  return { raw, isTrusted: isTrusted(world, raw.path, raw.bytes), demands }
}

/** For machines; nothing of a file that wants nothing. */
export function trustMember({ isTrusted, demands }: TrustState): object {
  return demands.length === 0 ? {} : { trusted: isTrusted }
}

/** What is to be said of it: nothing of a file that wants nothing. */
export function trustNotes(context: Context, { isTrusted, demands }: TrustState): string[] {
  if (demands.length === 0) return []
  const { limited, trusted } = context.words.config.trust
  return [isTrusted ? trusted : limited, ...allowsLines(context, demands)]
}

function allowsLines({ words }: Context, demands: readonly Demand[]): string[] {
  return demands.map(({ kind, key, value }) => `  ${visibleLine(words.config.trust.allows[kind](key, value))}`)
}

/** The file of `--config`, looked at as one that is found, or the one that is. */
function chosen(world: World, flags: Flags): RawConfig | undefined {
  if (flags.config === undefined) return searchConfig(world)
  return { ...readAsked(resolve(world.cwd, flags.config)), origin: 'project' }
}

function foldersOf(world: World, { path }: RawConfig): string[] {
  return [resolve(path, '..'), userFolder(world)]
}

async function nothing({ out, words }: Context): Promise<ExitCode> {
  if (out.json) await out.document({ path: null })
  out.note(words.config.none)
  return EXIT.no
}

function shownPath({ out }: Context, path: string): string {
  return out.isTerminal ? visibleLine(path) : path
}

function stored<T>(world: World, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const path = resolve(userFolder(world), 'trust')
    throw new Failure(EXIT.input, [finding('config-not-writable', { path, reason: errorCode(error) })])
  }
}
