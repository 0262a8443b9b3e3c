import { codeOf } from '../../files/read-file.js'
import { type Finding, finding } from '../../findings/findings.js'
import type { Outside } from '../../world.js'
import { deliveryIds } from '../listen/delivery-id.js'
import { type Exchange, entryOf, type Hide, type JournalEntry } from './entry.js'
import { appendLines, type JournalLimits } from './journal-files.js'
import { MOST_STRANGERS, Strangers } from './strangers.js'

/** Keeps what was sent and received. Nothing that fails here ends a command. */
export interface Journal {
  add(exchange: Exchange): void
  /** Writes what is not written yet. */
  flush(): void
}

export interface JournalOptions extends Outside {
  /** Absent if nothing is written to a file. */
  folder?: string
  limits: JournalLimits
  hide: Hide
  /** Called once if something cannot be written, and once a day if what is not genuine is no longer kept. */
  onTrouble(problem: Finding): void
  /** Gets each entry, as far as none is shortened or left out because it is not genuine. */
  onEntry?: (entry: JournalEntry, isForeign: boolean) => void
  /** Whether to write when there is nothing else to do: a server answers first, and masks and writes after that. */
  isServer?: boolean
}

/** In milliseconds: how long a server must be quiet before it writes, and after what time it writes in any case. */
const QUIET = 50
const LONGEST_WAIT = 1000
/** What waits at most: entries, and bytes of their bodies. */
const MOST = 4096
const MOST_BYTES = 8 * 1024 * 1024
/** The entries to write at once, so that a request in between waits for a few milliseconds only. */
const AT_ONCE = 64

export function openJournal(options: JournalOptions): Journal {
  const { folder, limits, hide, now, isServer = false, onEntry, onTrouble } = options
  const nextId = deliveryIds(options)
  const strangers = new Strangers(limits.size, () =>
    onTrouble(finding('strangers-not-logged', { most: MOST_STRANGERS }))
  )
  let isInTrouble = false
  /** The entry for the file, if it gets one. */
  const entryFor = (one: Exchange): JournalEntry | undefined => {
    const id = nextId()
    const kept = folder === undefined ? undefined : one.isForeign ? strangers.admitted(one) : one
    const whole = onEntry || kept === one ? entryOf(id, one, hide) : undefined
    if (whole) onEntry?.(whole, one.isForeign === true)
    return kept === one ? whole : kept && entryOf(id, kept, hide)
  }
  const write = (exchanges: readonly Exchange[]) => {
    const lines = exchanges.flatMap((one) => {
      const entry = entryFor(one)
      return entry ? [JSON.stringify(entry)] : []
    })
    if (folder === undefined || lines.length === 0) return
    try {
      appendLines(folder, lines, limits, now())
    } catch (error) {
      if (!isInTrouble) onTrouble(finding('journal-not-written', { path: folder, reason: codeOf(error) }))
      isInTrouble = true
    }
  }
  return isServer ? laterOn(write) : { add: (exchange) => write([exchange]), flush: () => {} }
}

/** Writes in pieces, when nothing has come for a moment, or too much waits. */
function laterOn(write: (exchanges: readonly Exchange[]) => void): Journal {
  let waiting: Exchange[] = []
  let bytes = 0
  let timer: NodeJS.Timeout | undefined
  let since = 0
  let seen = 0
  const writeSome = (count: number) => {
    const some = waiting.slice(0, count)
    waiting = waiting.slice(count)
    for (const one of some) bytes -= sizeOf(one)
    write(some)
  }
  const look = () => {
    timer = undefined
    const isBusy = waiting.length !== seen && performance.now() - since < LONGEST_WAIT
    seen = waiting.length
    if (!isBusy) {
      writeSome(AT_ONCE)
      seen = waiting.length
    }
    if (waiting.length > 0) timer = setTimeout(look, isBusy ? QUIET : 0)
  }
  return {
    add(exchange) {
      if (waiting.length === 0) since = performance.now()
      waiting.push(exchange)
      bytes += sizeOf(exchange)
      if (waiting.length > MOST || bytes > MOST_BYTES) writeSome(AT_ONCE)
      timer ??= setTimeout(look, QUIET)
    },
    flush() {
      clearTimeout(timer)
      timer = undefined
      while (waiting.length > 0) writeSome(AT_ONCE)
    }
  }
}

function sizeOf({ body, answer }: Exchange): number {
  return body.length + (answer?.body.length ?? 0)
}
