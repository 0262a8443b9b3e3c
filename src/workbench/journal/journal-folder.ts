import { readdirSync } from 'node:fs'
import { join } from 'node:path'

// Which files the journal has. Apart from what reads and writes them, because completion must start fast.

const DIRECTORY = 'journal-v1'

export function journalFolder(stateDir: string): string {
  return join(stateDir, DIRECTORY)
}

/** The names of its files, oldest first. Files of others are left alone. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const NAME = /^[0-9a-z]{9}\.ndjson$/

/** The name of a file that begins at this time, in milliseconds. */
export function nameAt(time: number): string {
  return `${time.toString(36).padStart(9, '0')}.ndjson`
}

/** The time at which a file began. */
export function timeOf(name: string): number {
  return Number.parseInt(name, 36)
}
