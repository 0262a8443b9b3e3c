import { lstatSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EcpayError, type Finding, finding } from '../findings/findings.js'
import { makeFolders } from '../make-folders.js'
import { claimantOf, claimName, isClaim, ownerOf } from './claims.js'

/*
 * How long a claim may stay unchanged, in milliseconds. Work with the lock takes milliseconds, so the process of an
 * older claim is gone; the time is shorter if it is unknown whether the process lives. Waiting processes measure it
 * with a monotonic clock.
 */
const PATIENCE = { living: 60_000, unknown: 5_000, dead: 0 }
/** If the time of a claim of an unknown owner differs this much from now, it need not be watched first. */
const ANOTHER_DAY = 60_000
/** A process that waits or works longer touches its claim at this interval, to show that it is alive. */
const BEAT = 1_000
/** The pause between two checks. It grows, because many processes may be waiting. */
const PAUSE = { first: 1, longest: 25 }
/** How long a process blocks for the lock. After that, it waits without blocking. */
const BRIEF = 10
/** After this time, the user is told what it is waiting for. */
const SILENCE = 1_000

/** How to wait. All times in this file are in milliseconds. */
export interface Patience {
  /** Stops waiting; the promise rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Called once for each long wait. */
  onWait?: ((waiting: Finding) => void) | undefined
}

/** Another process has the lock. {@link patiently} tries again when it is free. */
class Busy extends EcpayError {
  readonly lock: Lock

  constructor(lock: Lock, waiting: Finding) {
    super([waiting])
    this.lock = lock
  }
}

/**
 * Does work whose first change needs the lock. If another process has the lock, the work is done again when it is
 * free. Meanwhile this process does other things.
 */
export async function patiently<R>(work: () => R): Promise<R> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    return error.lock.whenFree(work)
  }
}

/** Whether an error only means that {@link patiently} has to try again. */
export function isBusy(error: unknown): boolean {
  return error instanceof Busy
}

type Watch = Map<string, { mtimeMs: number; since: number }>

/** The shared state of all locks of one directory within this process. They take turns among themselves. */
interface Own {
  watch: Watch
  held: boolean
  queued: number
  queue: Promise<unknown>
}

const owns = new Map<string, Own>()

function ownOf(directory: string): Own {
  const own = owns.get(directory) ?? { watch: new Map(), held: false, queued: 0, queue: Promise.resolve() }
  owns.set(directory, own)
  return own
}

/**
 * A lock between processes, with its own directory. A killed process loses it.
 *
 * A process that wants the lock puts a file with a unique name into the directory, and has the lock when it
 * finds no other file there. If several find each other, the oldest stays and the others withdraw. So no file
 * is ever taken over, and the file of a dead process is removed by its unique name.
 */
export class Lock {
  private readonly directory: string
  private readonly patience: Patience
  private readonly own: Own

  /** @param directory only for this lock; created if it does not exist */
  constructor(directory: string, patience: Patience = {}) {
    this.directory = directory
    this.patience = patience
    this.own = ownOf(directory)
  }

  /** Does the work with the lock, if it is free now or very soon. Otherwise {@link patiently} has to do it. */
  now<R>(work: () => R): R {
    if (this.own.held) return work()
    const claim = new Claim(this.directory, this.own.watch)
    try {
      // Within this process, first come, first served.
      if (this.own.queued > 0 || !this.isSoonHad(claim)) throw new Busy(this, this.waiting(0))
      return this.holding(work)
    } finally {
      claim.withdraw()
    }
  }

  /** Does the work with the lock as soon as it is free. */
  whenFree<R>(work: () => R | Promise<R>, patience: Patience = this.patience): Promise<R> {
    this.own.queued++
    const done = this.own.queue.then(() => this.waitAndDo(work, patience)).finally(() => this.own.queued--)
    this.own.queue = done.catch(() => {})
    return done
  }

  private async waitAndDo<R>(work: () => R | Promise<R>, patience: Patience): Promise<R> {
    const claim = new Claim(this.directory, this.own.watch)
    let beat: NodeJS.Timeout | undefined
    try {
      await this.had(claim, patience)
      beat = setInterval(() => claim.touch(), BEAT)
      return await this.holding(work)
    } finally {
      clearInterval(beat)
      claim.withdraw()
    }
  }

  private holding<R>(work: () => R): R {
    this.own.held = true
    try {
      return work()
    } finally {
      this.own.held = false
    }
  }

  private isSoonHad(claim: Claim): boolean {
    const end = performance.now() + BRIEF
    for (let pause = PAUSE.first; !claim.isGranted(); pause = longer(pause)) {
      if (performance.now() > end) return false
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, someOf(pause))
    }
    return true
  }

  private async had(claim: Claim, { signal, onWait }: Patience): Promise<void> {
    const started = performance.now()
    let said = false
    for (let pause = PAUSE.first; ; pause = longer(pause)) {
      signal?.throwIfAborted()
      if (claim.isGranted()) return
      const waited = performance.now() - started
      if (waited > SILENCE && !said) {
        said = true
        onWait?.(this.waiting(waited))
      }
      await sleep(someOf(pause), undefined, { signal })
    }
  }

  private waiting(waited: number): Finding {
    const [first] = [...this.own.watch].sort(([, a], [, b]) => a.since - b.since)
    const { pid, host } = first ? claimantOf(first[0]) : { pid: 0, host: '' }
    return finding('waiting-for-lock', {
      path: this.directory,
      pid,
      ...(host && { host }),
      seconds: Math.floor((first ? performance.now() - first[1].since : waited) / 1000)
    })
  }
}

function longer(pause: number): number {
  return Math.min(pause * 1.5, PAUSE.longest)
}

/** A random part of a pause, so that waiting processes do not all check at once. */
function someOf(pause: number): number {
  return pause * (0.5 + Math.random())
}

/** The file that a process puts into the directory of a lock. */
class Claim {
  private readonly name = claimName()
  private stands = false
  private beaten = performance.now()
  private readonly directory: string
  private readonly watch: Watch

  constructor(directory: string, watch: Watch) {
    this.directory = directory
    this.watch = watch
    makeFolders(directory)
  }

  /** Checks once. */
  isGranted(): boolean {
    if (!this.stands && this.living().length > 0) return false
    if (!this.stands) writeFileSync(this.file, '', { flag: 'wx', mode: 0o600 })
    const found = this.living()
    const others = found.filter((one) => one !== this.name)
    // A process that waited too long, or was stopped, was taken for dead: its claim no longer counts.
    this.stands = found.includes(this.name) && others.every((other) => this.name < other)
    if (this.stands && performance.now() - this.beaten > BEAT) this.touch()
    if (!this.stands) rmSync(this.file, { force: true })
    return this.stands && others.length === 0
  }

  touch(): void {
    this.beaten = performance.now()
    try {
      utimesSync(this.file, new Date(), new Date())
    } catch {
      // It was taken for dead, or the disk is not writable any more: the next check finds out.
    }
  }

  withdraw(): void {
    rmSync(this.file, { force: true })
  }

  private get file(): string {
    return join(this.directory, this.name)
  }

  /** Its own claim and those of other living processes. Files that are not claims are left alone and ignored. */
  private living(): string[] {
    const names = readdirSync(this.directory, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && isClaim(entry.name) ? [entry.name] : []
    )
    for (const known of this.watch.keys()) if (!names.includes(known)) this.watch.delete(known)
    return names.filter((name) => {
      if (name === this.name) return true
      const stale = this.isStale(name)
      if (stale) rmSync(join(this.directory, name), { force: true })
      return !stale
    })
  }

  /** Whether a claim or its process is gone. */
  private isStale(name: string): boolean {
    const found = lstatSync(join(this.directory, name), { throwIfNoEntry: false })
    if (!found) return true
    const { mtimeMs } = found
    const owner = ownerOf(name)
    if (owner === 'unknown' && Math.abs(Date.now() - mtimeMs) > ANOTHER_DAY) return true
    const now = performance.now()
    const seen = this.watch.get(name)
    const since = seen?.mtimeMs === mtimeMs ? seen.since : now
    this.watch.set(name, { mtimeMs, since })
    return now - since >= PATIENCE[owner]
  }
}
