import type { ResultText } from '../../output/output.js'
import { type Encoding, utf8Chunks } from '../../protocol/json/encodings.js'
import { type Block, LineCutter } from '../../protocol/json/lines.js'
import type { Context } from '../shared/command.js'
import { inputStream } from '../shared/input.js'
import { Lanes } from './lanes.js'
import type { Done, Task } from './task.js'

/** What is done with the lines of a stream, and where its result goes. */
export interface LinesRun<Setup extends object, One extends object> {
  /** Absent for stdin. */
  file: string | undefined
  encoding: Encoding | undefined
  task: Task<Setup, One>
  setup: Setup
  /**
   * Says what there is to say about a line.
   *
   * @param line its number, from 1
   * @returns its part of the result
   */
  say(one: One, line: number): Promise<string>
  /** Whether the result is signatures alone, which contain no secret. */
  isSignatures?: boolean
}

/** In milliseconds. The event loop is blocked no longer than this, so that Ctrl-C works and a closed pipe is noticed. */
const SLICE = 20

/**
 * Does a task with every line of a stream, in as many threads as there are processors (up to eight), and writes the
 * results in the order of the lines. Memory is bounded: no block is read before stdout has taken what came of an earlier
 * one.
 *
 * @returns how many lines there were; nothing after an interruption
 */
export async function runLines<Setup extends object, One extends object>(
  context: Context,
  { file, encoding, task, setup, say, isSignatures = false }: LinesRun<Setup, One>
): Promise<number | undefined> {
  const { out, world } = context
  const lanes = new Lanes(world, task, setup, isSignatures ? undefined : await out.secrets())
  const cutter = new LineCutter()
  let total = 0
  const write = async ({ lines, parts }: Done<One>) => {
    let texts: ResultText[] = []
    let slice = performance.now()
    for (const part of parts) {
      if (performance.now() - slice >= SLICE) {
        await out.texts(texts)
        texts = []
        await new Promise((resolve) => setImmediate(resolve))
        slice = performance.now()
      }
      if (world.signal.aborted) return
      if (part instanceof Uint8Array) texts.push({ text: part, isClean: true })
      else if ('unclean' in part) texts.push({ text: part.unclean, isClean: false })
      else texts.push({ text: await say(part.one, total + part.at + 1), isClean: isSignatures })
    }
    total += lines
    await out.texts(texts)
  }
  // Each waits for the one before it. Nothing else waits for input: the results of a pause come at once.
  const writes: Promise<void>[] = []
  let last = Promise.resolve()
  const take = async (block: Block) => {
    const [done, before] = [lanes.do({ ...block, now: world.now() }), last]
    last = Promise.all([done, before]).then(([one]) => write(one))
    // An error is thrown where it is waited for.
    last.catch(() => {})
    writes.push(last)
    while (writes.length > lanes.depth) await writes.shift()
  }
  try {
    for await (const chunk of utf8Chunks(inputStream(context, file), encoding, (odd) => out.warn([odd]))) {
      for (const block of cutter.push(chunk)) await take(block)
      if (world.signal.aborted) return undefined
    }
    // What an interruption cuts off is no line.
    if (world.signal.aborted) return undefined
    for (const block of cutter.end()) await take(block)
    await last
  } finally {
    lanes.end()
  }
  return world.signal.aborted ? undefined : total
}
