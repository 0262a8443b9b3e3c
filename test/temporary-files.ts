import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** In memory, where Linux has a place for it: what the store writes waits for no disk there. */
const MEMORY = '/dev/shm'
/** Bytes that must be free there. */
const ROOM = 4 * 1024 ** 3

/** All temporary files of a run stand in one folder, which is gone after it. */
export default function (): () => void {
  const folder = mkdtempSync(join(isRoomy(MEMORY) ? MEMORY : tmpdir(), 'ecpay-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

function isRoomy(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}
