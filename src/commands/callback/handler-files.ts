import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { writeWhole } from '../../files/draft.js'
import { codeOf, fault } from '../../files/read-file.js'
import { finding, refuse, refuseAll } from '../../findings/findings.js'
import { quoteWord } from '../../gateway/request-command.js'
import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import type { System } from '../../protocol/system/system.js'
import { commandName } from '../../systems.js'
import type { CaseResult } from '../../workbench/check-handler/run-cases.js'
import { writeRequest } from '../../workbench/listen/raw-request.js'
import type { Context } from '../shared/command.js'
import { GLOBAL_OPTIONS } from '../shared/global-options.js'
import type { Option, Values } from '../shared/option.js'
import { SYSTEM, TOKEN_FILE } from '../shared/options.js'
import { INSECURE, TIMEOUT } from './deliver.js'
import { CALLBACK_TYPE, FACT_OPTIONS } from './facts.js'
import { PLATFORM_PRIVATE_KEY_FILE } from './signing-key.js'

/** The files that check-handler writes. They are checked before anything is sent. */
export interface HandlerFiles {
  /** Writes the failed callback. @returns its path for a command line; undefined if nothing is to be saved */
  save(result: CaseResult): string | undefined
}

/**
 * Checks that the files can be written.
 *
 * @param url of the handler
 * @param codes of the cases that will run
 * @throws EcpayError `file-not-writable`, `file-exists`
 */
export function handlerFiles(
  { world }: Context,
  { save, force }: { save: string | undefined; force: boolean },
  url: string,
  codes: readonly string[]
): HandlerFiles {
  const folder = save === undefined ? undefined : resolve(world.cwd, save)
  if (folder !== undefined) prepare(folder, codes, force)
  return {
    save(result) {
      const sent = failedSending(result)
      if (folder === undefined || !sent) return undefined
      const path = join(folder, `${result.one.code}.${sent.headers ? 'http' : 'json'}`)
      guarded(path, () => writeWhole(path, contentOf(sent, url), { mode: 0o600, replace: force }))
      return relative(world.cwd, path)
    }
  }
}

/** The callback whose answer was not what the case requires. */
function failedSending({ verdict, answers }: CaseResult): CallbackPost | undefined {
  return verdict === 'failed' ? answers.find(({ problem, sent }) => problem && sent)?.sent : undefined
}

/** The body, or with headers that sign it the whole request. */
function contentOf({ body, contentType, headers }: CallbackPost, url: string): string | Buffer {
  if (!headers) return body
  const { host, pathname, search } = new URL(url)
  const all = [['Host', host], ['Content-Type', contentType], ...headers] as const
  return writeRequest({ path: pathname + search, headers: all, body: Buffer.from(body) })
}

function prepare(folder: string, codes: readonly string[], force: boolean): void {
  guarded(folder, () => {
    if (isThere(folder)?.isSymbolicLink()) throw fault('symbolic-link')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  })
  const there = codes.flatMap((code) => ['json', 'http'].map((kind) => join(folder, `${code}.${kind}`))).filter(isThere)
  if (force || there.length === 0) return
  throw refuseAll(there.map((path) => finding('file-exists', { path, flag: '--force' })))
}

function isThere(path: string) {
  return lstatSync(path, { throwIfNoEntry: false })
}

function guarded(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw refuse('file-not-writable', { path, reason: codeOf(error) })
  }
}

const { config, profile, env, lang } = GLOBAL_OPTIONS

/** Options that a suggested command line takes from the typed one. */
const KEYS = { config, profile, env, tokenFile: TOKEN_FILE, lang }
const ABOUT = {
  system: SYSTEM,
  platformPrivateKeyFile: PLATFORM_PRIVATE_KEY_FILE,
  type: CALLBACK_TYPE,
  ...FACT_OPTIONS,
  timeout: TIMEOUT,
  insecure: INSECURE
}
const SENDING = { timeout: TIMEOUT, insecure: INSECURE, lang }

/** The typed options that a suggested command line takes over. */
export type Typed = Values<typeof ABOUT & typeof KEYS>

/** Command lines that repeat one case, with the same keys and the same order. */
export const AGAIN = {
  verify: (system: System, file: string, typed: Typed) =>
    line([...commandName(system, { command: 'verify-callback' }).split(' '), file], typed, KEYS),
  replay: (file: string, url: string, typed: Typed) => line(['replay', file, '--to', url], typed, SENDING),
  check: (url: string, code: string, typed: Typed, more: readonly string[] = []) =>
    line(['check-handler', url, '--only', code, ...more], typed, { ...ABOUT, ...KEYS })
}

/** A command line with its options. Defaults are left out. */
function line(words: readonly string[], typed: Typed, options: { [Key in keyof Typed]?: Option }): string {
  const said = Object.entries(options).flatMap(([key, { syntax, absent }]) => {
    const value = typed[key as keyof Typed]
    const name = /--[\w-]+/.exec(syntax)?.[0] ?? syntax
    if (value === absent) return []
    return value === true ? [name] : [name, String(value)]
  })
  return ['ecpay', ...words, ...said].map(quoteWord).join(' ')
}
