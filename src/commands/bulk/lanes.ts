import type { Secret } from '../../output/secrets.js'
import type { Thread, World } from '../../world.js'
import { type Done, type ReadBlock, type Task, working } from './task.js'
import type { Job } from './tasks.js'

/** In bytes: so much of a stream is done before other threads are started. A start takes as long. */
const ENOUGH = 1024 * 1024
/** The blocks that a thread has at a time: the one that it works on, and the next, while this thread has no time. */
const AHEAD = 2
/** The blocks that may be done before one that is not: as much as this thread does while another starts. */
const EARLY = 4

interface Lane {
  thread: Thread
  blocks: number
}

/** Does the blocks of a stream in other threads, and in this one what these have no time for. */
export class Lanes<Setup extends object, One extends object> {
  private lanes: Lane[] = []
  private size = 0
  private isStarted = false
  private readonly world: Pick<World, 'threads'>
  private readonly job: Job
  private readonly here: (block: ReadBlock) => Done<One>

  /** @param secrets absent if the result contains none, whatever the lines are */
  constructor(
    world: Pick<World, 'threads'>,
    task: Task<Setup, One>,
    setup: Setup,
    secrets: readonly Secret[] | undefined
  ) {
    this.world = world
    this.job = { task: task.name, setup, ...(secrets && { secrets }) }
    this.here = working(task, setup, secrets)
  }

  /** How many blocks may wait for one before them. */
  get depth(): number {
    return this.lanes.length === 0 ? 0 : this.lanes.length * AHEAD + EARLY
  }

  async do(block: ReadBlock): Promise<Done<One>> {
    this.size += block.bytes.length
    if (!this.isStarted && this.size > ENOUGH) await this.start()
    const [first, ...others] = this.lanes
    if (!first) return this.here(block)
    const lane = others.reduce((least, one) => (one.blocks < least.blocks ? one : least), first)
    if (lane.blocks === AHEAD) return this.here(block)
    lane.blocks++
    const done = await lane.thread.ask(block, [block.bytes.buffer])
    lane.blocks--
    return done as Done<One>
  }

  end(): void {
    for (const { thread } of this.lanes) thread.end()
  }

  private async start(): Promise<void> {
    this.isStarted = true
    const threads = await this.world.threads?.()
    if (!threads) return
    this.lanes = Array.from({ length: threads.count }, () => ({ thread: threads.start(this.job), blocks: 0 }))
  }
}
