import { lstatSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EcpayError, type Finding, finding } from '../findings/findings.js'
import { claimantOf, claimName, isClaim, ownerOf } from './claims.js'

/*
 * Work behind the lock takes milliseconds. A claim that stays as it is for longer is of a process long gone:
 * sooner where nobody can say whether it lives. Both are counted by the clock of the one who waits, which no
 * setting of the time moves.
 */
const PATIENCE = { living: 60_000, unknown: 5_000, dead: 0 }
/** A claim of an unknown owner whose time is so far from now, in either direction, has not to be watched first. */
const ANOTHER_DAY = 60_000
/** Who waits or works for longer touches the claim so often, which shows that it is alive. */
const BEAT = 1_000
/** Between two looks: each is longer than the one before it, for many may be waiting. */
const PAUSE = { first: 1, longest: 25 }
/** So long a process stands still for the lock; then it waits and does other things meanwhile. */
const BRIEF = 10
/** After so long it is said what is waited for. */
const SILENCE = 1_000

/** How somebody waits; all times in this file are milliseconds. */
export interface Patience {
  /** Ends the waiting: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Told once for each time that takes long. */
  onWait?: ((waiting: Finding) => void) | undefined
}

/** Another process has the lock: {@link patiently} tries again when it is free. */
class Busy extends EcpayError {
  readonly lock: Lock

  constructor(lock: Lock, waiting: Finding) {
    super([waiting])
    this.lock = lock
  }
}

/**
 * Does something that ends with the first change it makes: at once, or where another process has the lock, again when
 * that is free. Meanwhile this process goes on with everything else.
 */
export async function patiently<R>(work: () => R): Promise<R> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    return error.lock.whenFree(work)
  }
}

/** Whether it says no more than that {@link patiently} has to try again. */
export function isBusy(error: unknown): boolean {
  return error instanceof Busy
}

type Watch = Map<string, { mtimeMs: number; since: number }>

/** What all locks of one directory have in common within this process: they take turns by themselves. */
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
 * A lock between processes that lives in a directory of its own. A process that is killed gives it free.
 *
 * Each process that wants the lock puts a file of its own name into the directory and has the lock once it
 * has looked and found no other there; of several that find each other the oldest stays and the rest
 * withdraw. So no file is ever taken over: the file of a dead process is removed by its unique name.
 */
export class Lock {
  private readonly directory: string
  private readonly patience: Patience
  private readonly own: Own

  /** @param directory for this lock alone; made when it is not there */
  constructor(directory: string, patience: Patience = {}) {
    this.directory = directory
    this.patience = patience
    this.own = ownOf(directory)
  }

  /** Does the work behind the lock, which is free or soon will be; else {@link patiently} has to do it. */
  now<R>(work: () => R): R {
    if (this.own.held) return work()
    const claim = new Claim(this.directory, this.own.watch)
    try {
      // Who came first in this process is first.
      if (this.own.queued > 0 || !this.isSoonHad(claim)) throw new Busy(this, this.waiting(0))
      return this.holding(work)
    } finally {
      claim.withdraw()
    }
  }

  /** Does the work behind the lock once it is free. */
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

/** Those who wait do not look all at once. */
function someOf(pause: number): number {
  return pause * (0.5 + Math.random())
}

/** What one process puts into the directory of a lock. */
class Claim {
  private readonly name = claimName()
  private stands = false
  private beaten = performance.now()
  private readonly directory: string
  private readonly watch: Watch

  constructor(directory: string, watch: Watch) {
    this.directory = directory
    this.watch = watch
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }

  /** Looks once. */
  isGranted(): boolean {
    if (!this.stands && this.living().length > 0) return false
    if (!this.stands) writeFileSync(this.file, '', { flag: 'wx', mode: 0o600 })
    const found = this.living()
    const others = found.filter((one) => one !== this.name)
    // Who waited too long, or was stopped meanwhile, is taken for dead: that claim counts no more.
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
      // It was taken for dead, or nothing can be written any more: the next look finds that out.
    }
  }

  withdraw(): void {
    rmSync(this.file, { force: true })
  }

  private get file(): string {
    return join(this.directory, this.name)
  }

  /** The own claim, and those of other processes that live. What is no claim stays where it is, and counts for nothing. */
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

  /** Gone since it was listed, or its process is. */
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
