import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Surroundings } from '../../config/surroundings.js'
import { stateDirectory } from '../../simulator/store/state-dir.js'
import { callbackTypeOf, headerOf, isEntry, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'
import { filesIn, journalFolder } from '../../workbench/journal/journal-folder.js'
import { namedNumbers } from '../../workbench/journal/numbers.js'
import type { ListName, Suggestion } from '../shared/option.js'
import type { Candidate } from './complete.js'
import { plainEnvironment } from './profile-names.js'
import type { CompletedProgram, Scope } from './table.js'

/*
 * What was sent and received last, from the end of the log. No other file is kept for it, and no database is opened,
 * which takes longer than a shell should wait.
 */

/** How many are offered. */
const MOST = 30
/** In bytes: as much of the log is read, from its end. */
const MOST_READ = 256 * 1024

/** The newest first. Nothing if the log cannot be read. */
export function recentValues(
  what: Recent,
  { env, platform, home, cwd }: Surroundings,
  wanted: Wanted = {}
): Candidate[] {
  const found = new Map<string, Candidate>()
  try {
    for (const entry of newestEntries(journalFolder(resolve(cwd, stateDirectory(env, platform, home))))) {
      if (!suits(entry, what, wanted)) continue
      const fresh = valuesIn(entry, what).filter(({ value }) => IS_PLAIN.test(value) && !found.has(value))
      for (const one of fresh) found.set(one.value, one)
      if (found.size >= MOST) break
    }
  } catch {
    // Then the shell completes file names.
  }
  return [...found.values()].slice(0, MOST)
}

type Recent = Exclude<Suggestion, 'profile' | ListName>

/** Of which system and environment numbers are looked for; of any where it is not known. */
interface Wanted {
  env?: string | undefined
  system?: string | undefined
  folders?: CompletedProgram['folders']
}

/** What the command of a line takes: of its system, and of the environment that the line or the configuration names. */
export function wantedOf(
  words: readonly string[],
  { system, isLocal }: Scope,
  { folders }: Pick<CompletedProgram, 'folders'>,
  around: Surroundings
): Wanted {
  if (isLocal) return { env: 'local' }
  return system === undefined ? {} : { system, folders, env: environmentOf(words, around) }
}

function environmentOf(words: readonly string[], around: Surroundings): string | undefined {
  const at = words.findLastIndex((word) => /^(?:-e|--env)(?:=|$)/.test(word))
  const given = at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1])
  return given ?? (around.env.ECPAY_ENV || plainEnvironment(words, around))
}

/** Whether the numbers of an entry are of this system and environment, and of what was not refused. */
function suits(entry: JournalEntry, what: Recent, { env, system, folders = {} }: Wanted): boolean {
  if (what === 'log-id' || what === 'delivery-id') return true
  // A number that was refused may never have been taken. What came to no answer may have been.
  if ((system ?? env) !== undefined && entry.what === 'call' && isRefused(entry)) return false
  const [own, other] = [environmentIn(entry), systemIn(entry, folders)]
  return (
    (env === undefined || own === undefined || own === env) &&
    (system === undefined || other === undefined || other === system)
  )
}

function isRefused({ answer, err_no }: JournalEntry): boolean {
  return answer !== null && (err_no === null ? answer.status >= 400 && answer.status < 500 : err_no !== '0')
}

/** The local gateway takes calls and sends callbacks; where a callback that came in is from cannot be told. */
function environmentIn({ direction, what, env }: JournalEntry): string | undefined {
  const isLocal = direction === (what === 'call' ? 'in' : 'out')
  return env ?? (isLocal ? 'local' : undefined)
}

/** The system of a call by its path, and of a callback by where it is signed. */
function systemIn(entry: JournalEntry, folders: CompletedProgram['folders']): string | undefined {
  if (entry.what === 'callback')
    return entry.body.includes('"msg_signature"') ? 'ecpay' : headerOf(entry, 'byte-signature') && 'trade'
  const path = pathOf(entry).replace(/\/$/, '')
  const folder = path.slice(0, path.lastIndexOf('/'))
  const found = Object.keys(folders).filter((name) => folders[name]?.includes(folder))
  return found.length === 1 ? found[0] : undefined
}

/** A shell inserts it as it is: neither an option nor a pattern. */
const IS_PLAIN = /^\w[\w.-]*$/

function valuesIn(entry: JournalEntry, what: Recent): Candidate[] {
  const { id, callback, method, url, body, answer } = entry
  if (what === 'log-id') return [{ value: id, about: about(method, pathOf(entry)) }]
  if (what === 'delivery-id') {
    const delivery = callback?.delivery
    return delivery ? [{ value: delivery, about: about(callbackTypeOf(entry) ?? 'callback', pathOf(entry)) }] : []
  }
  // Anybody can send what is not genuine.
  if (callback?.valid === false) return []
  const wanted = what === 'number' ? undefined : plainName(what)
  return [url, body, answer?.body ?? '']
    .flatMap(namedNumbers)
    .filter(([name]) => wanted === undefined || plainName(name) === wanted)
    .map(([, value]) => ({ value }))
}

function about(...words: string[]): string {
  return words.map((word) => word.replace(/[^\x21-\x7e]/g, '').slice(0, 80)).join(' ')
}

/** What callbacks of 担保支付 call the numbers of its calls. */
const OTHERWISE: Readonly<Record<string, string>> = {
  cporderno: 'outorderno',
  cprefundno: 'outrefundno',
  cpsettleno: 'outsettleno'
}

/** The client has `outOrderNo` for what calls have as `out_order_no`. */
function plainName(name: string): string {
  const plain = name.replaceAll('_', '').toLowerCase()
  return OTHERWISE[plain] ?? plain
}

function* newestEntries(folder: string): Generator<JournalEntry> {
  let room = MOST_READ
  for (const name of filesIn(folder).toReversed()) {
    if (room <= 0) return
    const text = endOf(join(folder, name), room)
    room -= text.length
    for (const line of text.split('\n').toReversed()) {
      const entry = entryIn(line)
      if (entry) yield entry
    }
  }
}

function entryIn(line: string): JournalEntry | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isEntry(value) ? value : undefined
  } catch {
    // An empty line, one that is there in part, or one that somebody else wrote.
    return undefined
  }
}

/** Windows has none of these flags. */
const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants>

/** The last bytes of a file, so many at most. */
function endOf(path: string, most: number): string {
  const descriptor = openSync(path, constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return ''
    const bytes = Buffer.alloc(Math.min(stat.size, most))
    const read = readSync(descriptor, bytes, 0, bytes.length, stat.size - bytes.length)
    return bytes.toString('utf8', 0, read)
  } finally {
    closeSync(descriptor)
  }
}
