import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { ENDING } from './find-suites.js'

/** In milliseconds. An editor writes a file in several steps. */
const SETTLED = 100
/** How often to look without being told, in milliseconds: network drives and containers report no changes. */
const LOOK = 1000

/** The files and folders on which a run depends, as they were before it read them. */
export class SeenFiles {
  private readonly stamps = new Map<string, string>()
  private readonly ignored: ReadonlySet<string>

  /** @param ignored the files that the run itself writes */
  constructor(ignored: readonly string[]) {
    this.ignored = new Set(ignored)
  }

  /** @param path absolute; it need not exist */
  add(path: string): void {
    if (!this.ignored.has(path) && !this.stamps.has(path)) this.stamps.set(path, this.stampOf(path))
  }

  /** Resolves with the path of one that has changed, also if it did since it was added; nothing once aborted. */
  async change(signal: AbortSignal): Promise<string | undefined> {
    const watchers = this.folders().flatMap((folder) => watcherOf(folder) ?? [])
    let settling: NodeJS.Timeout | undefined
    let looking: NodeJS.Timeout | undefined
    try {
      return await new Promise((resolve) => {
        const look = () => {
          const changed = this.changed()
          if (changed !== undefined) resolve(changed)
        }
        const told = () => {
          clearTimeout(settling)
          settling = setTimeout(look, SETTLED)
        }
        for (const one of watchers) one.on('change', told).on('error', told)
        looking = setInterval(look, LOOK)
        signal.addEventListener('abort', () => resolve(undefined), { once: true })
        if (signal.aborted) resolve(undefined)
        told()
      })
    } finally {
      clearTimeout(settling)
      clearInterval(looking)
      for (const one of watchers) one.close()
    }
  }

  private changed(): string | undefined {
    return [...this.stamps].find(([path, stamp]) => this.stampOf(path) !== stamp)?.[0]
  }

  /** The folders in which something can change: editors put another file in the place of the old one. */
  private folders(): string[] {
    return [...new Set([...this.stamps.keys()].map((path) => (isFolder(path) ? path : nearestFolder(path))))]
  }

  /** Whether a path is a file that the run writes, or a folder of one. */
  private isWritten(path: string): boolean {
    return this.ignored.has(path) || [...this.ignored].some((file) => file.startsWith(path + sep))
  }

  /** Of a folder, only new and removed suites and folders count. */
  private stampOf(path: string): string {
    try {
      const { mtimeMs, size, ino } = statSync(path)
      if (!isFolder(path)) return `${mtimeMs} ${size} ${ino}`
      const names = readdirSync(path, { withFileTypes: true })
        .filter((one) => (one.isDirectory() || ENDING.test(one.name)) && !this.isWritten(join(path, one.name)))
        .map(({ name }) => name)
      return names.sort().join('/')
    } catch {
      return ''
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** The folder of a file, or the next one above that exists. */
function nearestFolder(path: string): string {
  const folder = dirname(path)
  return folder === path || isFolder(folder) ? folder : nearestFolder(folder)
}

/** Nothing where the system has no more watches: looking now and then finds the changes, too. */
function watcherOf(folder: string): FSWatcher | undefined {
  try {
    return watch(folder)
  } catch {
    return undefined
  }
}
