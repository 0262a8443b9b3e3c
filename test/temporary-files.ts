import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { writeNativeSources } from './native-sources.js'

/** In memory, where Linux has a place for it: what the store writes waits for no disk there. */
const MEMORY = '/dev/shm'
/** Bytes that must be free there. */
const ROOM = 4 * 1024 ** 3

/** Says which process has made the folder: it is asked for once for each project, and a test may run tests itself. */
const MADE_BY = 'ECPAY_TEST_MADE_BY'

/** All temporary files of a run stand in one folder, which is gone after it. */
export default function ({ config }: TestProject): (() => void) | undefined {
  if (process.env[MADE_BY] === String(process.pid)) return undefined
  process.env[MADE_BY] = String(process.pid)
  const folder = mkdtempSync(join(isRoomy(MEMORY) ? MEMORY : tmpdir(), 'ecpay-tests-'))
  process.env.TMPDIR = folder
  if (process.platform !== 'win32') startPythonAtOnce(folder)
  // What is covered is known to Vite, and so is what has changed.
  if (!config.coverage.enabled && !config.watch) writeNativeSources(folder)
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

/**
 * What pyenv puts before Python searches for its version at each start, which takes several times as long as Python:
 * here it is searched once.
 */
function startPythonAtOnce(folder: string): void {
  const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
  if (status !== 0) return
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  writeFileSync(join(programs, 'python3'), `#!/bin/sh\nexec '${stdout.trim()}' "$@"\n`, { mode: 0o755 })
  process.env.PATH = `${programs}${delimiter}${process.env.PATH}`
}
