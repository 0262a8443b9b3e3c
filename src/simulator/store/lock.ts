import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'

/** Work behind the lock takes milliseconds; a claim this old, in milliseconds, is of a process long gone. */
const LONGEST = 60_000
/** Between two looks, in milliseconds: each is longer than the one before it, for many may be waiting. */
const PAUSE = { first: 1, longest: 25 }

/** Where process numbers mean the same; a container has a name of its own. */
const HOST = Buffer.from(hostname()).toString('hex')

let claims = 0

/**
 * Waits until no other process has the lock, and takes it. A process that is killed gives it free.
 *
 * Each process that wants the lock puts a file of its own name into the directory and has the lock once it
 * has looked and found no other there; of several that find each other the oldest stays and the rest
 * withdraw. So no file is ever taken over: the file of a dead process is removed by its unique name.
 *
 * @param directory for this lock alone; made when it is not there
 * @returns gives the lock free
 */
export function takeLock(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // Older claims sort first, so nobody waits for ever.
  const name = `${Date.now()}-${process.pid}-${++claims}-${HOST}`
  const file = join(directory, name)
  const withdraw = () => rmSync(file, { force: true })
  let claimed = false
  try {
    for (let pause = PAUSE.first; ; pause = sleep(pause)) {
      if (!claimed && living(directory, name).length > 0) continue
      if (!claimed) writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
      const found = living(directory, name)
      const others = found.filter((one) => one !== name)
      // Who waited too long, or was stopped meanwhile, is taken for dead: that claim counts no more.
      claimed = found.includes(name) && others.every((other) => name < other)
      if (claimed && others.length === 0) {
        // The time that the work may take begins now.
        utimesSync(file, new Date(), new Date())
        return withdraw
      }
      if (!claimed) withdraw()
    }
  } catch (error) {
    withdraw()
    throw error
  }
}

/** The own claim, and those of other processes that live. */
function living(directory: string, own: string): string[] {
  return readdirSync(directory).filter((name) => {
    if (name === own || isLive(join(directory, name))) return true
    rmSync(join(directory, name), { force: true })
    return false
  })
}

function isLive(file: string): boolean {
  const [, pid, , host] = basename(file).split('-')
  try {
    if (Date.now() - statSync(file).mtimeMs > LONGEST) return false
    // Processes of another machine or container cannot be asked for.
    if (host === HOST) process.kill(Number(pid), 0)
    return true
  } catch (error) {
    // It is gone since it was listed, or so is its process; another user's process may not be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** @returns how long to sleep the next time */
function sleep(pause: number): number {
  // Those who wait do not look all at once.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause * (0.5 + Math.random()))
  return Math.min(pause * 1.5, PAUSE.longest)
}
