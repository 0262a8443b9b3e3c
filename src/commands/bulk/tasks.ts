import { loadKeyReader } from '../../output/private-key-forms.js'
import type { Secret } from '../../output/secrets.js'
import { type Done, type ReadBlock, type Task, working } from './task.js'

/** Every task, by its name: another thread is told no more than that. */
const TASKS: Readonly<Record<string, () => Promise<Task<object, object>>>> = {
  sign: async () => (await import('../sign/sign-block.js')).signing,
  'sign --check': async () => (await import('../sign/check-block.js')).checking,
  'verify-callback': async () => (await import('../callback/verify-block.js')).verifying,
  'trade verify-callback': async () => (await import('../trade/verify/verify-block.js')).verifying
}

/** What a thread is started for. */
export interface Job {
  task: string
  setup: object
  /** Absent if the result contains none, whatever the lines are. */
  secrets?: readonly Secret[]
}

/** The work of a thread. */
export async function workOf({ task, setup, secrets }: Job): Promise<(block: ReadBlock) => Done<object>> {
  const load = TASKS[task]
  if (!load) throw new Error(`no task ${task}`)
  if (secrets?.some(({ name }) => name === 'PRIVATE_KEY')) await loadKeyReader()
  return working(await load(), setup, secrets)
}

/** The memory of what was done, which is handed over and not copied. */
export function memoryOf({ parts }: Done<object>): ArrayBuffer[] {
  return parts.flatMap((part) => (part instanceof Uint8Array ? [part.buffer] : []))
}
